// The board of one vote, followed while it grows. A server that tells it otherwise later is found out by the chain.

import { electionOf } from "./board.js";
import { Chain } from "./chain.js";

export class Following {
  /** `read` gives a page of the board, after a position: `{items: [{position, name, content}], next}`. */
  constructor(read, voteKey, checks) {
    this.read = read;
    this.voteKey = voteKey;
    this.checks = checks;
    this.chain = new Chain();
    this.after = -1;
    this.known = 0;
    this.checked = 0;
    this.running = null;
  }

  /** Read what is new and have its ballots looked at; one at a time. Throws Refused. */
  look() {
    this.running ??= this.readAll().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  async readAll() {
    for (let more = true; more; ) {
      const page = await this.read(this.after);
      for (const each of page.items) {
        await this.chain.add(each);
        this.after = each.position;
      }
      more = page.next !== null;
    }
    await this.begin();
  }

  async begin() {
    if (this.chain.events.length === 0) return;
    const { election } = this.chain.setup();
    await electionOf(election, this.voteKey);
    const ballots = this.chain.payloads("Ballot");
    for (const each of ballots.slice(this.known)) void this.check(each, election);
    this.known = ballots.length;
  }

  async check(ballot, election) {
    try {
      await this.checks.holds(ballot, election);
      this.checked += 1;
    } catch {
      // Said by whoever adds up, who asks for the same verdict.
    }
  }
}
