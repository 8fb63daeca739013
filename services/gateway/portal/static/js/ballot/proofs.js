// Proofs as ballot-format.md gives them. Whoever makes them knows the randomness, so that every power is one of g or
// of the key, and comes from a table.

import { hashToExponent } from "./encoding.js";
import { P, gTo, randomExponent, reduced, times } from "./group.js";

const record = ({ challenge, response }) => ({ challenge: String(challenge), response: String(response) });

/** An encryption with its randomness, which never leaves this page. */
export class Sealed {
  constructor(key, message, randomness = randomExponent()) {
    this.message = message;
    this.randomness = randomness;
    this.alpha = gTo(randomness);
    this.beta = times(key.to(randomness), message ? gTo(BigInt(message)) : 1n);
  }

  /** The encryption of the sum, made by multiplying. */
  static sum(parts) {
    const total = Object.create(Sealed.prototype);
    total.message = parts.reduce((sum, each) => sum + each.message, 0);
    total.randomness = reduced(parts.reduce((sum, each) => sum + each.randomness, 0n));
    total.alpha = parts.reduce((product, each) => (product * each.alpha) % P, 1n);
    total.beta = parts.reduce((product, each) => (product * each.beta) % P, 1n);
    return total;
  }

  get text() {
    return `${this.alpha},${this.beta}`;
  }

  get record() {
    return { alpha: String(this.alpha), beta: String(this.beta) };
  }
}

export async function proveKnowledge(prefix, secret) {
  const w = randomExponent();
  const challenge = await hashToExponent(prefix, [gTo(w)]);
  return record({ challenge, response: reduced(w - secret * challenge) });
}

/** That a ciphertext holds a number from 0 or `least` to `most`, without telling which. */
export async function proveRange(key, context, sealed, least, most) {
  const w = randomExponent();
  const proofs = [];
  const commitments = [];
  let others = 0n;
  for (let each = least; each <= most; each += 1) {
    if (each === sealed.message) {
      proofs.push(null);
      commitments.push(gTo(w), key.to(w));
      continue;
    }
    const proof = { challenge: randomExponent(), response: randomExponent() };
    proofs.push(proof);
    others += proof.challenge;
    const known = proof.response + sealed.randomness * proof.challenge;
    const rest = BigInt(sealed.message - each) * proof.challenge;
    commitments.push(gTo(known), times(key.to(known), gTo(rest)));
  }
  const total = await hashToExponent(`prove|${context}|${sealed.text}|`, commitments);
  const challenge = reduced(total - others);
  proofs[sealed.message - least] = { challenge, response: reduced(w - sealed.randomness * challenge) };
  return proofs.map(record);
}

