// Looks at ballots apart from the page, one after another.

import { ballotHolds, openElection } from "./ballots.js";

const elections = new Map();

function electionOf(text) {
  if (!elections.has(text)) elections.set(text, openElection(text));
  return elections.get(text);
}

addEventListener("message", async ({ data: { place, election, ballot } }) => {
  try {
    postMessage({ place, holds: await ballotHolds(ballot, await electionOf(election)) });
  } catch (wrong) {
    postMessage({ place, failed: String(wrong) });
  }
});
