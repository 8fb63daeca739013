// How records become bytes, and bytes become numbers. Hashes are those of the browser.

import { Q, fromBytes } from "./group.js";

const utf8 = new TextEncoder();

/** What a page says where the browser withholds its cryptography: plain http to another machine. */
export class InsecureContext extends Error {
  constructor() {
    super("这个页面没有通过加密连接打开，浏览器不允许在此加密选票。请改用会场提供的 https 地址，或向工作人员领取纸质选票。");
    this.name = "InsecureContext";
  }
}

export function requireSecureContext() {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) throw new InsecureContext();
}

async function sha256(text) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", utf8.encode(text)));
}

/** Compact JSON; the order of keys is that in which they were put. */
export function compact(record) {
  return JSON.stringify(record);
}

/** Unpadded base64 of the SHA-256 of a text. */
export async function b64(text) {
  return btoa(String.fromCharCode(...(await sha256(text)))).replace(/=+$/, "");
}

/** SHA-256 of the prefix and the elements in decimal, modulo q. */
export async function hashToExponent(prefix, elements) {
  return fromBytes(await sha256(prefix + elements.join(","))) % Q;
}

export async function pbkdf2(secret, salt) {
  const key = await crypto.subtle.importKey("raw", utf8.encode(secret), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: utf8.encode(salt), iterations: 1000 };
  return fromBytes(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256))) % Q;
}
