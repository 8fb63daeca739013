// Printing envelopes, and opening a vote once issuing is over. The codes are made in this page, go onto the paper and
// nowhere else: the server is told their public halves, sorted, so that nothing ties what one envelope says in two votes.

import { newCredential, newUuid, secretExponent } from "./ballot/credential.js";
import { requireSecureContext } from "./ballot/encoding.js";
import { gTo } from "./ballot/group.js";
import { qrPicture } from "./qr/picture.js";

const RESERVES = 3; // Second ballots of the same sitting use the same envelopes.

const desk = document.getElementById("desk");
const trouble = document.getElementById("trouble");
const texts = JSON.parse(desk.dataset.texts);
const used = JSON.parse(desk.dataset.used);

function part(name) {
  return document.getElementById(name);
}

function tellTrouble(sentence) {
  trouble.textContent = sentence;
  trouble.hidden = sentence === "";
}

async function post(path, body) {
  const answer = await fetch(`${desk.dataset.api}${path}`, {
    method: "POST",
    cache: "no-store",
    headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify(body),
  });
  const read = await answer.json();
  if (!answer.ok) throw new Error(read.detail ?? read.message ?? texts.unreachable);
  return read;
}

/** The public credentials of these codes in one vote, sorted as the archive sorts them. */
async function publicHalves(codes, uuid, tell = () => {}) {
  const found = [];
  for (const code of codes) {
    found.push(String(gTo(await secretExponent(code, uuid))));
    if (found.length % 10 === 0) {
      tell();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return found.sort();
}

async function print() {
  const number = Number(part("number").value);
  if (!Number.isInteger(number) || number < 1 || number > 1000) throw new Error(texts.number);
  const codes = Array.from({ length: number }, newCredential);
  const uuids = Array.from({ length: Number(part("votes").value) + RESERVES }, newUuid);
  let made = 0;
  const tell = () => {
    made += 10;
    part("progress").textContent = texts.making.replace("{percent}", String(Math.round((100 * made) / (number * uuids.length))));
  };
  const votes = [];
  for (const uuid of uuids) votes.push({ uuid, credentials: await publicHalves(codes, uuid, tell) });
  const rehearsal = part("use").value === "rehearsal";
  await post("/envelopes", { votes, rehearsal });
  part("progress").textContent = texts.printed.replace("{number}", String(number));
  part("sheets").replaceChildren(...codes.map((code) => sheet(code, rehearsal)));
  part("printing").hidden = true;
  part("printed").hidden = false;
  window.print();
}

function sheet(code, rehearsal) {
  const paper = part("sheet").content.cloneNode(true);
  if (rehearsal) paper.querySelector(".envelope-use").textContent = texts.sheet_rehearsal;
  paper.querySelector(".envelope-code").textContent = code;
  // A phone's own camera opens the voting page with it; what stands behind '#' reaches no server.
  const address = `${location.origin}${desk.dataset.ballots}#${code}`;
  paper.querySelector(".envelope-picture").replaceChildren(qrPicture(address, texts.picture));
  return paper;
}

function forget() {
  part("sheets").replaceChildren();
  location.replace(location.pathname);
}

async function open() {
  const printed = JSON.parse(part("printed-for").selectedOptions[0].dataset.uuids);
  // A scanner types the whole address of the picture, a scrutineer the code alone.
  const scanned = part("undrawn").value.split(/\s+/).filter(Boolean);
  const codes = scanned.map((each) => each.slice(each.lastIndexOf("#") + 1));
  const undrawn = [];
  for (const uuid of printed) undrawn.push({ uuid, credentials: await publicHalves(codes, uuid) });
  const kind = part("kind").value;
  const rehearsal = kind === "rehearsal";
  const opened = await post("/electronic-votes", {
    ceremony_id: part("ceremony").value,
    uuid: part("vote").value,
    legal: !rehearsal,
    rating_id: kind.startsWith("rating:") ? kind.slice("rating:".length) : null,
    quota: rehearsal ? Number(part("quota").value) : null,
    issued: Number(part("issued").value),
    undrawn,
  });
  location.assign(part("open").dataset.hall.replace("UUID", opened.uuid));
}

function showVotes() {
  const printed = part("printed-for")?.selectedOptions[0];
  if (!printed) return;
  part("vote").replaceChildren(
    ...JSON.parse(printed.dataset.uuids).map((uuid, place) => {
      const choice = document.createElement("option");
      const spent = used.includes(uuid);
      choice.value = uuid;
      choice.disabled = spent;
      choice.textContent = (spent ? texts.used : texts.vote).replace("{number}", String(place + 1));
      return choice;
    }),
  );
  // What was printed to rehearse serves no vote that counts, nor the other way round.
  for (const kind of part("kind").options) {
    kind.disabled = (kind.value === "rehearsal") !== (printed.dataset.use === "rehearsal");
  }
  part("kind").value = [...part("kind").options].find((each) => !each.disabled)?.value ?? "";
}

const ACTS = { print, forget, open };

async function go(name) {
  try {
    tellTrouble("");
    await ACTS[name]();
  } catch (refused) {
    tellTrouble(refused.message);
    trouble.scrollIntoView();
  }
}

try {
  requireSecureContext();
  for (const button of desk.querySelectorAll("[data-go]")) {
    button.addEventListener("click", () => void go(button.dataset.go));
  }
  part("printed-for")?.addEventListener("change", showVotes);
  showVotes();
  desk.hidden = false;
} catch (refused) {
  tellTrouble(refused.message);
}
