// Before a scrutineer's page decrypts, it reads the whole board itself, and adds up the ballots itself.

import { b64, compact } from "../ballot/encoding.js";
import { P, times } from "../ballot/group.js";
import { element, knows, number, proofOf, sha256Hex } from "./records.js";
import { Refused, require } from "./refused.js";

const ORDER = { Setup: ["Ballot", "EndBallots"], Ballot: ["Ballot", "EndBallots"], EndBallots: ["EncryptedTally"] };
const NAME = /^([0-9a-f]{64})\.(data|event)\.json$/;

/**
 * What is to be decrypted, from the files of the board; throws Refused. `shown` are heads that the hall was shown,
 * `issued` the number of envelopes announced in the hall, `least` the fewest ballots that may be opened, `voteKey` the
 * key that this machine helped to make.
 */
export async function tallyOf(files, { shown, issued, least, voteKey }) {
  const { events, data } = await chainOf(files);
  const names = events.map((each) => each.name);
  require(shown.length > 0 && shown.every((each) => names.includes(each)), "head");
  const last = events.at(-1);
  require(last.type === "EncryptedTally" || last.type === "PartialDecryption", "chain");
  const setup = JSON.parse(data.get(events[0].payload));
  const election = await electionOf(data.get(setup.election), voteKey);
  const credentials = JSON.parse(data.get(setup.credentials));
  require(credentials.length === issued && new Set(credentials).size === issued, "issued", String(credentials.length));
  const ballots = events.filter((each) => each.type === "Ballot").map((each) => data.get(each.payload));
  require(ballots.length >= least, "few", String(ballots.length));
  const sums = await addUp(ballots, election, new Set(credentials));
  const tally = JSON.parse(data.get(events.find((each) => each.type === "EncryptedTally").payload));
  const written = compact(sums.map((row) => row.map(({ alpha, beta }) => ({ alpha: `${alpha}`, beta: `${beta}` }))));
  require(tally.num_tallied === ballots.length && data.get(tally.encrypted_tally) === written, "tally");
  return { election, sums, ballots: ballots.length };
}

async function chainOf(files) {
  const data = new Map();
  const events = [];
  require(files[0]?.name === "BELENIOS", "file");
  for (const { name, content } of files.slice(1)) {
    const match = NAME.exec(name);
    require(match !== null && (await sha256Hex(content)) === match[1], "file", name);
    if (match[2] === "data") {
      data.set(match[1], content);
      continue;
    }
    const event = { name: match[1], ...JSON.parse(content) };
    const before = events.at(-1);
    const permitted = before === undefined ? ["Setup"] : (ORDER[before.type] ?? ["PartialDecryption"]);
    require(event.parent === before?.name && event.height === events.length, "chain");
    require(permitted.includes(event.type), "chain");
    require(event.type === "EndBallots" || data.has(event.payload), "chain");
    events.push(event);
  }
  require(events.length > 0, "chain");
  return { events, data };
}

async function electionOf(text, voteKey) {
  let record;
  try {
    record = JSON.parse(text);
  } catch {
    throw new Refused("election");
  }
  require(record.public_key === String(voteKey), "key");
  return { ...record, fingerprint: await b64(text) };
}

async function addUp(ballots, election, credentials) {
  let sums = election.questions.map((question) => question.answers.map(() => ({ alpha: 1n, beta: 1n })));
  const seen = new Set();
  for (const text of ballots) {
    const ballot = await ballotOf(text, election);
    require(credentials.has(ballot.credential) && !seen.has(ballot.credential), "credential");
    seen.add(ballot.credential);
    sums = sums.map((row, question) =>
      row.map((sum, answer) => {
        const { alpha, beta } = ballot.choices[question][answer];
        return { alpha: times(sum.alpha, alpha), beta: times(sum.beta, beta) };
      }),
    );
  }
  return sums;
}

async function ballotOf(text, election) {
  try {
    const { signature, ...unsigned } = JSON.parse(text);
    const { credential } = unsigned;
    const own = unsigned.election_uuid === election.uuid && unsigned.election_hash === election.fingerprint;
    const signed = signature.hash === (await b64(compact(unsigned)));
    const holds = await knows(`sig|${signature.hash}|`, element(credential), proofOf(signature.proof));
    const choices = election.questions.map((question, place) => {
      const given = unsigned.answers[place].choices;
      if (given.length !== question.answers.length) throw new SyntaxError("choices");
      return given.map(({ alpha, beta }) => ({ alpha: number(alpha, P), beta: number(beta, P) }));
    });
    if (!own || !signed || !holds) throw new SyntaxError("ballot");
    return { credential, choices };
  } catch {
    throw new Refused("ballot");
  }
}
