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

/** The secret exponent of a code in one election. */
export async function secretExponent(written, electionUuid) {
  return pbkdf2(checkCredential(written), electionUuid);
}
