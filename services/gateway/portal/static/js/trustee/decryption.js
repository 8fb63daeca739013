// A scrutineer's part of the decryption: of the tally that this page added up itself, once for each election.

import { compact, hashToExponent } from "../ballot/encoding.js";
import { gTo, power, randomExponent, reduced } from "../ballot/group.js";
import { tallyOf } from "./board.js";
import { require } from "./refused.js";

const MARK = "piaojue.decryption.";

/** The answer that was given before for this election, or null: where it did not arrive, the very same is sent again. */
export function given(uuid, memory = localStorage) {
  return memory.getItem(MARK + uuid);
}

/** The factors of the closed tally with their proofs; throws Refused. `memory` is where the page keeps its answer. */
export async function decrypt(machine, chain, checks, hall, memory = localStorage) {
  const { election, sums } = await tallyOf(chain, checks, { ...hall, voteKey: machine.voteKey });
  const prefix = `decrypt|${election.fingerprint}|${gTo(machine.share)}|`;
  const factors = sums.map((row) => row.map(({ alpha }) => power(alpha, machine.share)));
  const proofs = [];
  for (const row of sums) {
    const made = [];
    for (const { alpha } of row) made.push(await prove(prefix, machine.share, alpha));
    proofs.push(made);
  }
  const answer = compact({ decryption_factors: factors.map((row) => row.map(String)), decryption_proofs: proofs });
  // Nothing waits between these two lines: of two that were begun at once, one leaves this page.
  require(given(election.record.uuid, memory) === null, "again");
  memory.setItem(MARK + election.record.uuid, answer);
  return answer;
}

async function prove(prefix, secret, alpha) {
  const w = randomExponent();
  const challenge = await hashToExponent(prefix, [gTo(w), power(alpha, w)]);
  return { challenge: String(challenge), response: String(reduced(w - secret * challenge)) };
}
