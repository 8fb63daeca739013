// The board's chain, file by file: what was read once stays as it was read.

import { compact } from "../ballot/encoding.js";
import { sha256Hex } from "./records.js";
import { require } from "./refused.js";

const FIRST = "BELENIOS";
const NAME = /^([0-9a-f]{64})\.(data|event)\.json$/;
const ORDER = { Setup: ["Ballot", "EndBallots"], Ballot: ["Ballot", "EndBallots"], EndBallots: ["EncryptedTally"] };

export class Chain {
  constructor() {
    this.data = new Map();
    this.events = [];
    this.files = 0;
  }

  static async of(files) {
    const chain = new Chain();
    for (const each of files) await chain.add(each);
    return chain;
  }

  /** The next file; throws Refused where it is not what its name says, or has no place here. */
  async add({ name, content }) {
    if (this.files === 0) {
      require(name === FIRST, "file", name);
    } else {
      const match = NAME.exec(name);
      require(match !== null && (await sha256Hex(content)) === match[1], "file", name);
      if (match[2] === "data") this.data.set(match[1], content);
      else this.append(match[1], content);
    }
    this.files += 1;
  }

  append(name, content) {
    const { parent, height, type, payload } = JSON.parse(content);
    const event = { name, type, payload };
    const before = this.events.at(-1);
    require(content === compact({ parent, height, type, payload }), "chain");
    const permitted = before === undefined ? ["Setup"] : (ORDER[before.type] ?? ["PartialDecryption"]);
    require(parent === before?.name && height === this.events.length, "chain");
    require(permitted.includes(type), "chain");
    require(type === "EndBallots" || this.data.has(payload), "chain");
    this.events.push(event);
  }

  /** The payloads of the events of one type, in their order. */
  payloads(type) {
    return this.events.filter((each) => each.type === type).map((each) => this.data.get(each.payload));
  }

  /** The election's exact text and the credentials of Setup; throws Refused. */
  setup() {
    require(this.events.length > 0, "chain");
    const setup = JSON.parse(this.payloads("Setup")[0]);
    return { election: this.data.get(setup.election), credentials: JSON.parse(this.data.get(setup.credentials)) };
  }
}
