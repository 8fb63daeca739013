// A scrutineer's page: the key ceremony round by round, and later one part of the decryption.
// Secrets stay in this page; the paper keeps the seed. What the server shows is believed only where it is proved.

import { requireSecureContext } from "./ballot/encoding.js";
import { decrypt } from "./trustee/decryption.js";
import { Machine } from "./trustee/machine.js";
import { Refused } from "./trustee/refused.js";

const LOOK_MS = 1500;
const BOARD_PAGE = 50;

const desk = document.getElementById("desk");
const trouble = document.getElementById("trouble");
const texts = JSON.parse(desk.dataset.texts);
const ceremonyPath = `/ceremonies/${desk.dataset.ceremony}`;

let title = "";
let machine = null;
let attempt = 0;
let done = "";

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
  show("wait");
}

async function enter() {
  title = part("title").value;
  const seen = await ask(ceremonyPath);
  await begin(seen, part("seed").value.trim() || null);
  part("seed").value = "";
  await look();
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
  setTimeout(() => void go("look"), LOOK_MS);
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
  part("paper").textContent = machine.seed.match(/.{8}/g).join(" ");
  show("ready");
  await list();
}

async function list() {
  const page = await ask(`/sessions/${desk.dataset.session}/electronic-votes?limit=200`);
  const closed = page.items.filter(
    (each) => each.state === "closed" && each.ceremony_id === desk.dataset.ceremony,
  );
  part("election").replaceChildren(
    ...closed.map((each) => {
      const choice = document.createElement("option");
      choice.value = each.uuid;
      choice.dataset.least = String(each.least);
      choice.textContent = `${JSON.parse(each.election).name} ${each.uuid}`;
      return choice;
    }),
  );
}

async function confirm() {
  const code = part("code").textContent;
  wait("comparing");
  await act("codes", { code });
}

async function differ() {
  await act("complaints", { against: title });
}

async function open() {
  const uuid = part("election").value;
  const files = [];
  for (let after = -1; after !== null; ) {
    const page = await ask(`/electronic-votes/${uuid}/board?after=${after}&limit=${BOARD_PAGE}`);
    files.push(...page.items);
    after = page.next;
  }
  const shown = [part("head").value.replace(/\s/g, "").toLowerCase()];
  const least = Math.max(Number(texts.least), Number(part("election").selectedOptions[0].dataset.least));
  const hall = { shown, issued: Number(part("issued").value), least };
  const decryption = await decrypt(machine, files, hall);
  await ask(`/electronic-votes/${uuid}/decryptions`, { title, decryption });
  part("decrypted").textContent = texts.decrypted;
  await list();
}

const ACTS = { enter, look, confirm, differ, list, decrypt: open };

async function go(name) {
  try {
    tellTrouble("");
    await ACTS[name]();
  } catch (refused) {
    tellTrouble(refused.message);
    // A broken promise of another's machine ends in a complaint, and the ceremony begins anew.
    if (name === "look" && machine !== null && !(refused instanceof Refused && refused.reason !== "share")) {
      setTimeout(() => void go("look"), LOOK_MS);
    }
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
