// A share on its way through the server, which cannot open it: ElGamal, HKDF-SHA256, AES-256-GCM.

import { power } from "../ballot/group.js";

const ELEMENT_BYTES = 256;
const NONCE = new Uint8Array(12); // Each key seals one share only.
const utf8 = new TextEncoder();

/** The key between two trustees, of what both know: `base` to the power of `exponent`. */
export async function sharedKey(context, from, to, base, exponent) {
  const secret = await crypto.subtle.importKey("raw", bytesOf(power(base, exponent)), "HKDF", false, ["deriveKey"]);
  const info = utf8.encode(`${context}|${from}|${to}`);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function seal(key, text) {
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: NONCE }, key, utf8.encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(sealed)));
}

export async function open(key, sealed) {
  const bytes = Uint8Array.from(atob(sealed), (each) => each.charCodeAt(0));
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: NONCE }, key, bytes));
}

function bytesOf(value) {
  const digits = value.toString(16).padStart(2 * ELEMENT_BYTES, "0");
  return Uint8Array.from(digits.match(/../g), (pair) => Number.parseInt(pair, 16));
}
