// Ballots are looked at as they come, each once, on all processors of the machine: at the close little is left to do.

import { sha256Hex } from "./records.js";
import { Refused } from "./refused.js";

const MOST_WORKERS = 8;

export class BallotChecks {
  constructor(workers = Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS)) {
    this.workers = Array.from({ length: workers }, () => this.worker());
    this.verdicts = new Map();
    this.waiting = new Map();
    this.sent = 0;
    this.done = 0;
  }

  /** Whether a ballot of this election holds; by its own digest, whatever name it came under. Throws Refused. */
  async holds(ballot, election) {
    const name = `${await sha256Hex(election)} ${await sha256Hex(ballot)}`;
    if (!this.verdicts.has(name)) this.verdicts.set(name, this.ask(ballot, election));
    return this.verdicts.get(name);
  }

  ask(ballot, election) {
    const place = this.sent;
    this.sent += 1;
    const answer = new Promise((resolve, reject) => this.waiting.set(place, { resolve, reject }));
    // Whoever adds up asks again and hears of it; until then nobody may be listening.
    answer.catch(() => {});
    this.workers[place % this.workers.length].postMessage({ place, election, ballot });
    return answer;
  }

  worker() {
    const made = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    made.addEventListener("message", ({ data: { place, holds, failed } }) => {
      const { resolve, reject } = this.waiting.get(place);
      this.waiting.delete(place);
      this.done += 1;
      if (failed === undefined) resolve(holds);
      else reject(new Refused("checking", failed));
    });
    made.addEventListener("error", () => {
      for (const { reject } of this.waiting.values()) reject(new Refused("checking"));
    });
    return made;
  }
}
