// Before a scrutineer's page decrypts, it has read the whole board itself, and adds up the ballots itself.

import { compact } from "../ballot/encoding.js";
import { times } from "../ballot/group.js";
import { openElection, readBallot } from "./ballots.js";
import { Refused, require } from "./refused.js";

/**
 * What is to be decrypted, from the chain of the board; throws Refused. `shown` are heads that the hall was shown,
 * `issued` the number of envelopes announced in the hall, `least` the fewest ballots that may be opened, `voteKey` the
 * key that this machine helped to make.
 */
export async function tallyOf(chain, checks, { shown, issued, least, voteKey }) {
  const { events } = chain;
  const names = events.map((each) => each.name);
  const closed = events.findIndex((each) => each.type === "EncryptedTally");
  const places = shown.map((each) => names.indexOf(each));
  // A head from before the close says nothing of the ballots that came after it.
  require(closed > 0 && places.every((each) => each >= 0) && places.some((each) => each >= closed), "head");
  const { election: text, credentials } = chain.setup();
  const election = await electionOf(text, voteKey);
  require(credentials.length === issued && new Set(credentials).size === issued, "issued", String(credentials.length));
  require(compact([...credentials].sort()) === compact(credentials), "issued");
  const ballots = chain.payloads("Ballot");
  require(ballots.length >= least, "few", String(ballots.length));
  const sums = await addUp(ballots, election, text, new Set(credentials), checks);
  const tally = JSON.parse(chain.payloads("EncryptedTally")[0]);
  const written = compact(sums.map((row) => row.map(({ alpha, beta }) => ({ alpha: `${alpha}`, beta: `${beta}` }))));
  const counted = [tally.num_tallied, tally.total_weight].every((each) => each === ballots.length);
  require(counted && chain.data.get(tally.encrypted_tally) === written, "tally");
  return { election, sums, ballots: ballots.length };
}

/** The election of a board, under the key that this machine helped to make; throws Refused. */
export async function electionOf(text, voteKey) {
  let election;
  try {
    election = await openElection(text);
  } catch {
    throw new Refused("election");
  }
  require(election.record.public_key === String(voteKey), "key");
  return election;
}

async function addUp(ballots, election, text, credentials, checks) {
  let sums = election.questions.map((question) => question.answers.map(() => ({ alpha: 1n, beta: 1n })));
  const seen = new Set();
  const verdicts = await Promise.all(ballots.map((each) => checks.holds(each, text)));
  for (const [place, each] of ballots.entries()) {
    require(verdicts[place], "ballot");
    const { credential, choices } = readBallot(each, election.questions);
    require(credentials.has(credential) && !seen.has(credential), "credential");
    seen.add(credential);
    sums = sums.map((row, question) =>
      row.map((sum, answer) => {
        const { alpha, beta } = choices[question][answer];
        return { alpha: times(sum.alpha, alpha), beta: times(sum.beta, beta) };
      }),
    );
  }
  return sums;
}
