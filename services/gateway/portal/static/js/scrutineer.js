// A scrutineer's page: the key ceremony round by round, and later one part of the decryption.
// Secrets stay in this page; the paper keeps the seed. What the server shows is believed only where it is proved.

import { requireSecureContext } from "./ballot/encoding.js";
import { BallotChecks } from "./trustee/checks.js";
import { decrypt, given } from "./trustee/decryption.js";
import { Following } from "./trustee/following.js";
import { Machine } from "./trustee/machine.js";
import { Refused } from "./trustee/refused.js";

const LOOK_MS = 1500;
const BOARD_PAGE = 50;
const FOLLOW_MS = 10000;
const RESTARTABLE = ["comparing", "sharing", "verifying", "stopped"];

const desk = document.getElementById("desk");
const trouble = document.getElementById("trouble");
const texts = JSON.parse(desk.dataset.texts);
const ceremonyPath = `/ceremonies/${desk.dataset.ceremony}`;

let title = "";
let machine = null;
let attempt = 0;
let done = "";
let checks = null;
const following = new Map();
const leastOf = new Map();
let troubled = "";
let looking = null;

function part(name) {
  return document.getElementById(name);
}

function tellTrouble(sentence) {
  trouble.textContent = sentence;
  trouble.hidden = sentence === "";
}

function show(step) {
  if (!part(`step-${step}`).hidden && step !== "who") return;
  for (const section of desk.querySelectorAll("section")) section.hidden = section.id !== `step-${step}`;
  part(`head-${step}`).focus();
}

async function ask(path, body) {
  const sent =
    body === undefined
      ? {}
      : {
          method: "POST",
          headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
          body: JSON.stringify(body),
        };
  const answer = await fetch(`${desk.dataset.api}${path}`, { cache: "no-store", ...sent });
  const read = await answer.json();
  if (!answer.ok) throw new Error(read.detail ?? read.message ?? texts.unreachable);
  return read;
}

function act(what, body) {
  return ask(`${ceremonyPath}/${what}`, { title, ...body });
}

function wait(key) {
  part("waiting").textContent = texts[key];
  part("restart").hidden = !RESTARTABLE.includes(key);
  show("wait");
}

/** The next look; there is never more than one to come. */
function lookLater() {
  clearTimeout(looking);
  looking = setTimeout(() => void go("look"), LOOK_MS);
}

async function enter() {
  const chosen = part("title").value;
  const seed = part("seed").value.trim() || null;
  const seen = await ask(ceremonyPath);
  // Pressed again after a lost answer: another seed would not fit the certificate that may have arrived.
  if (machine === null || chosen !== title || seed !== null) {
    title = chosen;
    await begin(seen, seed);
  }
  part("seed").value = "";
  await go("look");
}

async function begin(seen, seed) {
  const index = seen.trustees.findIndex((each) => each.title === title) + 1;
  machine = await Machine.make(index, seen.threshold, seen.trustees.length, seed);
  attempt = seen.attempt;
  done = "";
}

/** What this machine owes now; each answer is given once, and the others are waited for. */
async function look() {
  const seen = await ask(ceremonyPath);
  if (seen.attempt !== attempt) await begin(seen, null);
  if (seen.state === "certifying") {
    if (!(title in seen.certificates)) await act("certificates", { certificate: await machine.certificate() });
    wait("certifying");
  } else if (seen.state === "comparing") {
    part("code").textContent = await machine.see(seen);
    // From the machine's own memory: a server that tells another number of trustees is heard when this is read aloud.
    part("parties").textContent = texts.parties
      .replace("{titles}", machine.titles.join("、"))
      .replace("{number}", String(machine.size))
      .replace("{threshold}", String(machine.threshold));
    if (seen.confirmed.includes(title)) wait("comparing");
    else show("code");
  } else if (seen.state === "sharing") {
    if (done !== "shared" && !(title in seen.commitments)) {
      await act("shares", {
        commitments: await machine.commitments(),
        binding: await machine.binding(),
        shares: await machine.shares(),
      });
      done = "shared";
    }
    wait("sharing");
  } else if (seen.state === "verifying") {
    if (!(title in seen.verification_keys)) await verify(seen);
    wait("verifying");
  } else {
    await ready(seen);
    return;
  }
  lookLater();
}

async function verify(seen) {
  try {
    await act("verification-keys", { verification_key: await machine.verificationKey(seen) });
  } catch (refused) {
    if (refused instanceof Refused && refused.reason === "share") await act("complaints", { against: refused.detail });
    throw refused;
  }
}

/** The key is there. A machine that was restored from paper looks at all of it again. */
async function ready(seen) {
  if (machine.voteKey === undefined) {
    await machine.see(seen);
    await machine.verificationKey(seen);
  }
  if (seen.public_key !== String(machine.voteKey)) throw new Refused("key");
  part("paper").textContent = machine.restored ? "" : machine.seed.match(/.{8}/g).join(" ");
  part("seed-once").hidden = machine.restored;
  show("ready");
  if (checks !== null) return;
  checks = new BallotChecks();
  void go("follow");
}

/** From the opening on the board is read and its ballots are looked at, so that the close finds little left to do. */
async function follow() {
  try {
    await list();
  } finally {
    setTimeout(() => void go("follow"), FOLLOW_MS);
  }
}

async function list() {
  const page = await ask(`/sessions/${desk.dataset.session}/electronic-votes?limit=200`);
  const ours = page.items.filter((each) => each.ceremony_id === desk.dataset.ceremony);
  const foreign = page.items.find((each) => !each.rehearsal && each.state === "open" && !ours.includes(each));
  if (foreign) throw new Error(texts.foreign.replace("{name}", JSON.parse(foreign.election).name));
  const closed = ours.filter((each) => each.state === "closed");
  for (const each of ours) leastOf.set(each.uuid, each.least);
  offer(closed);
  const open = ours.filter((each) => each.state === "open");
  for (const each of [...closed, ...open]) await followed(each.uuid).look();
  part("followed").textContent = [...following.values()].map(progress).join("；");
}

function offer(closed) {
  const chosen = part("election").value;
  const uuids = closed.map((each) => each.uuid);
  if (uuids.join() === [...part("election").options].map((each) => each.value).join()) return;
  part("election").replaceChildren(
    ...closed.map((each) => {
      const choice = document.createElement("option");
      choice.value = each.uuid;
      choice.textContent = `${JSON.parse(each.election).name} ${each.uuid}`;
      return choice;
    }),
  );
  if (uuids.includes(chosen)) part("election").value = chosen;
}

function followed(uuid) {
  if (!following.has(uuid)) {
    const read = (after) => ask(`/electronic-votes/${uuid}/board?after=${after}&limit=${BOARD_PAGE}`);
    following.set(uuid, new Following(read, machine.voteKey, checks));
  }
  return following.get(uuid);
}

function progress({ known, checked }) {
  return texts.followed.replace("{known}", String(known)).replace("{checked}", String(checked));
}

async function confirm() {
  const code = part("code").textContent;
  machine.confirm();
  wait("comparing");
  await act("codes", { code });
}

/** From now on the seed stands on paper alone: whoever passes the screen does not read it. */
function copied() {
  machine.seed = "";
  part("paper").textContent = "";
  part("seed-once").hidden = true;
  part("head-ready").focus();
}

/** All begin anew: what is shown differs, or a machine has gone. */
async function differ() {
  await act("complaints", { against: title });
  await go("look");
}

async function open() {
  const uuid = part("election").value;
  if (!/^[1-9]\d*$/.test(part("least").value.trim())) throw new Error(texts.no_least);
  const board = followed(uuid);
  await board.look();
  part("decrypted").textContent = texts.checking;
  const hall = {
    shown: [part("head").value.replace(/\s/g, "").toLowerCase()],
    issued: Number(part("issued").value),
    least: Math.max(Number(texts.least), Number(part("least").value), leastOf.get(uuid) ?? 0),
  };
  try {
    const decryption = given(uuid) ?? (await decrypt(machine, board.chain, checks, hall));
    await ask(`/electronic-votes/${uuid}/decryptions`, { title, decryption });
  } catch (refused) {
    part("decrypted").textContent = "";
    throw refused;
  }
  part("decrypted").textContent = texts.decrypted;
  await list();
}

const ACTS = { enter, look, confirm, differ, copied, list, follow, decrypt: open };
const BY_ITSELF = ["look", "follow"];

/** What goes wrong stays on the page until the same act goes well, or somebody begins another one. */
async function go(name) {
  try {
    if (!BY_ITSELF.includes(name)) tellTrouble("");
    await ACTS[name]();
    if (troubled === name) tellTrouble("");
  } catch (refused) {
    troubled = name;
    tellTrouble(refused.message);
    // A broken promise of another's machine ends in a complaint, and the ceremony begins anew.
    const stopped = refused instanceof Refused && refused.reason !== "share";
    if (name === "look" && machine !== null && !stopped) lookLater();
    if (name === "look" && stopped) wait("stopped");
  }
}

try {
  requireSecureContext();
  for (const button of desk.querySelectorAll("[data-go]")) {
    button.addEventListener("click", () => void go(button.dataset.go));
  }
  desk.hidden = false;
} catch (refused) {
  tellTrouble(refused.message);
}
