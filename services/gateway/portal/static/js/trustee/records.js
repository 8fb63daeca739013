// Reading what others wrote, and the proofs in it, as ballot-format.md gives them.

import { hashToExponent } from "../ballot/encoding.js";
import { P, Q, gTo, isMember, power, times } from "../ballot/group.js";

const DECIMAL = /^(0|[1-9][0-9]*)$/;
const utf8 = new TextEncoder();

/** A number as records write it; throws SyntaxError. */
export function number(text, below) {
  if (typeof text !== "string" || !DECIMAL.test(text)) throw new SyntaxError("number");
  const found = BigInt(text);
  if (found >= below) throw new SyntaxError("number");
  return found;
}

/** An element of the group; throws SyntaxError. */
export function element(text) {
  const found = number(text, P);
  if (!isMember(found)) throw new SyntaxError("element");
  return found;
}

export function proofOf(record) {
  return { challenge: number(record.challenge, Q), response: number(record.response, Q) };
}

/** Whether a proof shows that its maker knows the exponent of a public value. */
export async function knows(prefix, publicValue, { challenge, response }) {
  const commitment = times(gTo(response), power(publicValue, challenge));
  return (await hashToExponent(prefix, [commitment])) === challenge;
}

/** Whether a proof is the signature of a text by that key. */
export function signs(text, signer, proof) {
  return knows(`sigmsg|${text}|`, signer, proof);
}

/** The message of a signed record, read; throws SyntaxError where the signature does not hold. */
export async function signedMessage(record, signer) {
  const message = JSON.parse(record.message);
  const key = signer ?? element(message.verification);
  if (!(await signs(record.message, key, proofOf(record.signature)))) throw new SyntaxError("signature");
  return message;
}

export async function sha256Hex(text) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8.encode(text)));
  return [...digest].map((each) => each.toString(16).padStart(2, "0")).join("");
}
