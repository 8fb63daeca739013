// A scrutineer's machine in the key ceremony. All of its secrets follow from one seed, which can be kept on paper.
// What was confirmed by the short code is kept here, and never asked of the server again.

import { compact, requireSecureContext } from "../ballot/encoding.js";
import { P, Q, fromBytes, gTo, power, randomExponent, times } from "../ballot/group.js";
import { proveKnowledge } from "../ballot/proofs.js";
import { element, number, proofOf, signedMessage, signs } from "./records.js";
import { Refused, require } from "./refused.js";
import { open, seal, sharedKey } from "./sealing.js";

const GROUP = "BELENIOS-2048";
const SEED_BYTES = 32;
const CODE_LETTERS = 20;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const utf8 = new TextEncoder();

export class Machine {
  /**
   * One of `size` machines, `threshold` of which decrypt together; `index` counts from 1.
   * `seed` is what is kept on paper, in hexadecimal; without one a new one is drawn.
   */
  static async make(index, threshold, size, seed = null) {
    requireSecureContext();
    const machine = new Machine();
    machine.restored = seed !== null;
    machine.confirmed = false;
    machine.seed = seed === null ? hexOf(crypto.getRandomValues(new Uint8Array(SEED_BYTES))) : tidy(seed);
    machine.index = index;
    machine.threshold = threshold;
    machine.size = size;
    machine.signing = await machine.exponent("sign");
    machine.opening = await machine.exponent("open");
    machine.polynomial = [];
    for (let each = 0; each < threshold; each += 1) {
      machine.polynomial.push(await machine.exponent(`coefficient ${each}`));
    }
    return machine;
  }

  async exponent(purpose) {
    const text = utf8.encode(`piaojue|${purpose}|`);
    const bytes = new Uint8Array(text.length + SEED_BYTES);
    bytes.set(text);
    bytes.set(Uint8Array.from(this.seed.match(/../g), (pair) => Number.parseInt(pair, 16)), text.length);
    return fromBytes(new Uint8Array(await crypto.subtle.digest("SHA-512", bytes))) % Q;
  }

  /** Round 1. */
  async certificate() {
    return this.signed({
      context: this.place(this.index),
      verification: String(gTo(this.signing)),
      encryption: String(gTo(this.opening)),
    });
  }

  /**
   * Look at all certificates, keep them, and give the short code that is read aloud; throws Refused. What was kept
   * once never changes: a server that shows others later would have the shares sealed to keys of its own.
   */
  async see(ceremony) {
    const titles = ceremony.trustees.map((each) => each.title);
    const texts = titles.map((title) => ceremony.certificates[title]);
    require(titles.length === this.size, "trustees");
    const same = compact([titles, texts, ceremony.context]) === compact([this.titles, this.texts, this.context]);
    require(this.texts === undefined || same, "certificates_changed");
    this.titles = titles;
    this.texts = texts;
    this.context = ceremony.context;
    this.others = [];
    for (const [place, text] of texts.entries()) {
      this.others.push(await certificateOf(text, titles[place], this.place(place + 1)));
    }
    const own = this.others[this.index - 1];
    require(own?.verification === gTo(this.signing) && own.encryption === gTo(this.opening), "own_certificate");
    this.records = texts.map((text) => JSON.parse(text));
    const code = compact(this.records);
    return grouped(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8.encode(code))));
  }

  /** The scrutineer has heard the same code from all, of these trustees and this threshold. */
  confirm() {
    require(this.texts !== undefined, "unconfirmed");
    this.confirmed = true;
  }

  /** Nothing secret leaves a machine whose scrutineer did not confirm, nor one that has come back from paper. */
  mayShare() {
    require(this.confirmed, "unconfirmed");
    require(!this.restored, "restored");
  }

  /** Round 2, for all. */
  async commitments() {
    this.mayShare();
    return this.signed({ coefexps: this.polynomial.map((each) => String(gTo(each))) });
  }

  /** Round 2, for all: signed together with every certificate that was confirmed here. */
  async binding() {
    return compact(await this.signature(bindingMessage(this.records, this.polynomial.map(gTo))));
  }

  /** Round 2, for each trustee alone, in their order. */
  async shares() {
    this.mayShare();
    const sealed = [];
    for (const [place, other] of this.others.entries()) {
      const to = place + 1;
      const randomness = randomExponent();
      const key = await sharedKey(this.context, this.index, to, other.encryption, randomness);
      sealed.push(
        await this.signed({
          context: this.context,
          from: this.index,
          to,
          key: String(gTo(randomness)),
          sealed: await seal(key, String(this.value(to))),
        }),
      );
    }
    return sealed;
  }

  /** Round 3: open what all sent, check it against what they published, add it up; throws Refused. */
  async verificationKey(ceremony) {
    const unchanged = this.titles.every((title, place) => ceremony.certificates[title] === this.texts[place]);
    require(unchanged && ceremony.context === this.context, "certificates_changed");
    const committed = [];
    let share = 0n;
    for (const [place, title] of this.titles.entries()) {
      committed.push(await this.commitmentsOf(ceremony, place));
      const part = await this.received(ceremony.shares[title]?.[this.index - 1], place);
      require(gTo(part) === valueOf(committed[place], this.index), "share", title);
      share = (share + part) % Q;
    }
    this.share = share;
    this.voteKey = committed.reduce((product, each) => times(product, each[0]), 1n);
    const publicKey = gTo(share);
    const pok = await proveKnowledge(`pok|${GROUP}|${publicKey}|`, share);
    const signature = await this.signature(String(publicKey));
    return compact({ pok, public_key: String(publicKey), signature });
  }

  async commitmentsOf(ceremony, place) {
    const title = this.titles[place];
    let found;
    try {
      const record = JSON.parse(ceremony.commitments[title]);
      found = (await signedMessage(record, this.others[place].verification)).coefexps.map(element);
      const bound = bindingMessage(this.records, found);
      const proof = proofOf(JSON.parse(ceremony.bindings[title]));
      if (!(await signs(bound, this.others[place].verification, proof))) throw new SyntaxError("binding");
    } catch {
      throw new Refused("commitments", title);
    }
    const own = place === this.index - 1;
    const mine = own && found.every((each, degree) => each === gTo(this.polynomial[degree]));
    require(found.length === this.threshold && (!own || mine), "commitments", title);
    return found;
  }

  async received(text, place) {
    try {
      const message = await signedMessage(JSON.parse(text), this.others[place].verification);
      const addressed = [message.context, message.from, message.to];
      if (compact(addressed) !== compact([this.context, place + 1, this.index])) throw new SyntaxError("address");
      const key = await sharedKey(this.context, place + 1, this.index, element(message.key), this.opening);
      return number(await open(key, message.sealed), Q);
    } catch {
      throw new Refused("share", this.titles[place]);
    }
  }

  /** The polynomial's value for a trustee. */
  value(index) {
    return this.polynomial.reduce((sum, each, degree) => (sum + each * BigInt(index) ** BigInt(degree)) % Q, 0n);
  }

  async signed(message) {
    const text = compact(message);
    return compact({ message: text, signature: await this.signature(text) });
  }

  signature(text) {
    return proveKnowledge(`sigmsg|${text}|`, this.signing);
  }

  /** For which place of which party a certificate is. */
  place(index) {
    return { group: GROUP, size: this.size, threshold: this.threshold, index };
  }
}

/** What is signed beside the commitments: all certificates that a machine has seen, and the commitments themselves. */
function bindingMessage(certs, commitments) {
  return `certs_sig|${compact({ certs, coefexps: commitments.map(String) })}`;
}

async function certificateOf(text, title, place) {
  try {
    const message = await signedMessage(JSON.parse(text));
    if (compact(message.context) !== compact(place)) throw new SyntaxError("place");
    return { verification: element(message.verification), encryption: element(message.encryption) };
  } catch {
    throw new Refused("certificate", title);
  }
}

/** g to the power of a polynomial's value, from the commitments alone. */
function valueOf(commitments, index) {
  return commitments.reduce(
    (product, each, degree) => (product * power(each, BigInt(index) ** BigInt(degree) % Q)) % P,
    1n,
  );
}

function grouped(digest) {
  let bits = "";
  for (const each of digest) bits += each.toString(2).padStart(8, "0");
  let letters = "";
  for (let at = 0; letters.length < CODE_LETTERS; at += 5) letters += BASE32[Number.parseInt(bits.slice(at, at + 5), 2)];
  return letters.match(/.{4}/g).join(" ");
}

function hexOf(bytes) {
  return [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
}

function tidy(written) {
  const plain = written.replace(/[\s-]/g, "").toLowerCase();
  require(/^[0-9a-f]{64}$/.test(plain), "seed");
  return plain;
}
