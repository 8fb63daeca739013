// One ballot as a scrutineer's page reads it: well formed, signed, and every choice and sum in it proved.

import { Election } from "../ballot/ballot.js";
import { b64, compact, hashToExponent } from "../ballot/encoding.js";
import { P, Powers, Q, gTo, reduced, times } from "../ballot/group.js";
import { element, knows, number, proofOf } from "./records.js";

/** The credential and the encrypted choices, question by question; throws SyntaxError or TypeError. */
export function readBallot(text, questions) {
  const { credential, answers } = JSON.parse(text);
  if (answers.length !== questions.length) throw new SyntaxError("answers");
  const choices = questions.map((question, place) => {
    const given = answers[place].choices;
    if (given.length !== question.answers.length) throw new SyntaxError("choices");
    return given.map(({ alpha, beta }) => ({ alpha: number(alpha, P), beta: number(beta, P) }));
  });
  return { credential, choices };
}

/**
 * Whether a ballot is one of this election and holds nothing but what it may. A sum in which one ballot is not proved
 * can tell how another voted: it may hold that other's ciphertexts, a thousand times.
 */
export async function ballotHolds(text, election) {
  try {
    const record = JSON.parse(text);
    if (text !== spelled(record)) return false;
    const { signature, ...unsigned } = record;
    const { credential, choices } = readBallot(text, election.questions);
    const own = unsigned.election_uuid === election.record.uuid && unsigned.election_hash === election.fingerprint;
    const signed = signature.hash === (await b64(compact(unsigned)));
    if (!own || !signed) return false;
    if (!(await knows(`sig|${signature.hash}|`, element(credential), proofOf(signature.proof)))) return false;
    const context = `${election.fingerprint}|${credential}`;
    for (const [place, question] of election.questions.entries()) {
      if (!(await answerHolds(election.key, context, question, choices[place], unsigned.answers[place]))) return false;
    }
    return true;
  } catch (wrong) {
    if (wrong instanceof SyntaxError || wrong instanceof TypeError) return false;
    throw wrong;
  }
}

/** The one way to write a ballot: its fields in their order, and no others. */
function spelled({ election_uuid, election_hash, credential, answers, signature: { hash, proof } }) {
  const one = ({ challenge, response }) => ({ challenge, response });
  const written = answers.map(({ choices, individual_proofs, overall_proof }) => ({
    choices: choices.map(({ alpha, beta }) => ({ alpha, beta })),
    individual_proofs: individual_proofs.map((each) => each.map(one)),
    overall_proof: overall_proof.map(one),
  }));
  return compact({ election_uuid, election_hash, credential, answers: written, signature: { hash, proof: one(proof) } });
}

/** The election whose ballots are looked at; throws ElectionUnknown. */
export function openElection(text) {
  return Election.open(text);
}

async function answerHolds(key, context, question, choices, { individual_proofs: each, overall_proof: overall }) {
  if (each.length !== choices.length) return false;
  for (const [place, choice] of choices.entries()) {
    if (!(await rangeHolds(key, context, choice, each[place], 0, 1))) return false;
  }
  const sumContext = `${context}|${choices.map(({ alpha, beta }) => `${alpha},${beta}`).join(",")}`;
  const sum = {
    alpha: choices.reduce((product, { alpha }) => times(product, alpha), 1n),
    beta: choices.reduce((product, { beta }) => times(product, beta), 1n),
  };
  return rangeHolds(key, sumContext, sum, overall, question.min, question.max);
}

/** Whether a ciphertext of the group is shown to hold a number from `least` to `most`. */
async function rangeHolds(key, context, { alpha, beta }, records, least, most) {
  if (records.length !== most - least + 1) return false;
  const alphas = new Powers(alpha);
  const betas = new Powers(beta);
  if (!alphas.isMember || !betas.isMember) return false;
  const commitments = [];
  let challenges = 0n;
  for (const [place, record] of records.entries()) {
    const { challenge, response } = proofOf(record);
    const rest = gTo(reduced(-BigInt(least + place) * challenge));
    commitments.push(times(gTo(response), alphas.to(challenge)));
    commitments.push(times(times(key.to(response), betas.to(challenge)), rest));
    challenges += challenge;
  }
  return (await hashToExponent(`prove|${context}|${alpha},${beta}|`, commitments)) === challenges % Q;
}
