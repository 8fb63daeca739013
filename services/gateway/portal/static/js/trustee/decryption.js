// A scrutineer's part of the decryption: of the tally that this page added up itself, once for each election.

import { compact, hashToExponent } from "../ballot/encoding.js";
import { gTo, power, randomExponent, reduced } from "../ballot/group.js";
import { tallyOf } from "./board.js";
import { require } from "./refused.js";

const MARK = "piaojue.decrypted.";

/** The factors of the closed tally with their proofs; throws Refused. `memory` is where the page notes that it answered. */
export async function decrypt(machine, files, hall, memory = localStorage) {
  const { election, sums } = await tallyOf(files, { ...hall, voteKey: machine.voteKey });
  require(memory.getItem(MARK + election.uuid) === null, "again");
  memory.setItem(MARK + election.uuid, "1");
  const prefix = `decrypt|${election.fingerprint}|${gTo(machine.share)}|`;
  const factors = sums.map((row) => row.map(({ alpha }) => power(alpha, machine.share)));
  const proofs = [];
  for (const row of sums) {
    const made = [];
    for (const { alpha } of row) made.push(await prove(prefix, machine.share, alpha));
    proofs.push(made);
  }
  return compact({ decryption_factors: factors.map((row) => row.map(String)), decryption_proofs: proofs });
}

async function prove(prefix, secret, alpha) {
  const w = randomExponent();
  const challenge = await hashToExponent(prefix, [gTo(w), power(alpha, w)]);
  return { challenge: String(challenge), response: String(reduced(w - secret * challenge)) };
}
