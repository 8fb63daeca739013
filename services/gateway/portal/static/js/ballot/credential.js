// What the sealed envelope holds: fourteen digits to base 58 and a check digit.

import { pbkdf2 } from "./encoding.js";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const DIGITS = 14;
const CHECK_MODULUS = 53n;

export class CredentialMistyped extends Error {
  constructor() {
    super("投票码有误，请对照信封内的投票码逐字核对（区分大小写）。");
    this.name = "CredentialMistyped";
  }
}

/** The code in groups of three, as it is hashed; throws CredentialMistyped. */
export function checkCredential(written) {
  const plain = written.replace(/[\s-]/g, "");
  const digits = [...plain].map((each) => ALPHABET.indexOf(each));
  if (digits.length !== DIGITS + 1 || digits.includes(-1)) throw new CredentialMistyped();
  const value = digits.slice(0, DIGITS).reduce((sum, each) => sum * BigInt(ALPHABET.length) + BigInt(each), 0n);
  if (CHECK_MODULUS - (value % CHECK_MODULUS) !== BigInt(digits[DIGITS])) throw new CredentialMistyped();
  return plain.match(/.{3}/g).join("-");
}

/** A new code in groups of three, from the browser's generator. */
export function newCredential() {
  const digits = [];
  while (digits.length < DIGITS) {
    const [drawn] = crypto.getRandomValues(new Uint8Array(1));
    if (drawn < ALPHABET.length * 4) digits.push(drawn % ALPHABET.length);
  }
  const value = digits.reduce((sum, each) => sum * BigInt(ALPHABET.length) + BigInt(each), 0n);
  digits.push(Number(CHECK_MODULUS - (value % CHECK_MODULUS)));
  return checkCredential(digits.map((each) => ALPHABET[each]).join(""));
}

/** An election's uuid: fourteen digits to base 58. */
export function newUuid() {
  return newCredential().replaceAll("-", "").slice(0, DIGITS);
}

/** The secret exponent of a code in one election. */
export async function secretExponent(written, electionUuid) {
  return pbkdf2(checkCredential(written), electionUuid);
}
