// The voting page: one step at a time; what was marked leaves it encrypted only, and nothing stays for the next voter.

import { Election, makeBallot } from "./ballot/ballot.js";
import { checkCredential } from "./ballot/credential.js";
import { compact, requireSecureContext } from "./ballot/encoding.js";

const FORGET_SECONDS = 90;
const IDLE_SECONDS = 180; // Somebody has gone away in the middle: warned first, then forgotten.
const WARNED_SECONDS = 30;
const MOST_QUEUED = 20;
const OVER = ["credential_used", "vote_closed", "other_election"]; // Nothing that was marked can still be cast here.

const main = document.getElementById("main");
const form = document.getElementById("booth");
const trouble = document.getElementById("trouble");
const texts = JSON.parse(main.dataset.texts);
const grades = Number(main.dataset.grades); // Of a rating; none of a vote on projects.
const most = grades ? Infinity : Number(main.dataset.most);

let credential = "";
let made = null;
let idle = null;

function part(name) {
  return document.getElementById(name);
}

function show(step) {
  for (const section of form.querySelectorAll("section")) section.hidden = section.id !== `step-${step}`;
  tellTrouble("");
  part(`head-${step}`).focus();
  window.scrollTo(0, 0);
  watchIdle();
}

function tellTrouble(sentence) {
  trouble.textContent = sentence;
  trouble.hidden = sentence === "";
}

function marks() {
  return [...form.querySelectorAll("fieldset.project")].map((project) => ({
    name: project.querySelector("legend").textContent,
    mark: project.querySelector("input:checked")?.value ?? null,
  }));
}

function tellLeft() {
  const left = most - marks().filter((each) => each.mark === "approve").length;
  if (left === Infinity) return left;
  const line = part("left");
  line.textContent = (left < 0 ? texts.over : texts.left).replace("{left}", String(Math.abs(left)));
  line.classList.toggle("over", left < 0);
  return left;
}

function review() {
  if (tellLeft() < 0) {
    tellTrouble(part("left").textContent);
    trouble.scrollIntoView();
    return;
  }
  const word = (mark) => form.querySelector(`.mark-${mark} span`).textContent;
  part("chosen").replaceChildren(
    ...marks().map(({ name, mark }) => {
      const line = document.createElement("li");
      line.textContent = `${name}：${mark === null ? texts.unmarked : word(mark)}`;
      return line;
    }),
  );
  show("review");
}

async function cast() {
  show("wait");
  part("waiting").textContent = texts.making;
  const election = await Election.open(main.dataset.election);
  const chosen = marks();
  const answers = grades
    ? chosen.map(({ mark }) => Array.from({ length: grades }, (_, grade) => (mark === String(grade) ? 1 : 0)))
    : ["approve", "against"].map((wanted) => chosen.map(({ mark }) => (mark === wanted ? 1 : 0)));
  made = await makeBallot(election, credential, answers);
  await send();
}

/** The verdict on the ballot; where many vote at one moment the page waits for its turn, and no voter has to press again. */
async function answered(triesLeft) {
  const answer = await fetch(main.dataset.api, {
    method: "POST",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ballot: made.text, pairs: made.pairs && compact(made.pairs) }),
  });
  const turn = Number(answer.headers.get("Retry-After"));
  if (answer.status === 503 && turn > 0 && triesLeft > 0) {
    part("waiting").textContent = texts.queued;
    // Not all at once again.
    await new Promise((resolve) => setTimeout(resolve, 1000 * turn * (0.5 + Math.random())));
    return answered(triesLeft - 1);
  }
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** The same ballot may be sent again and again: it is one ballot, and has one verdict. */
async function send() {
  part("again").hidden = true;
  part("waiting").textContent = texts.making;
  let verdict;
  try {
    verdict = await answered(MOST_QUEUED);
  } catch {
    part("waiting").textContent = texts.unreachable;
    part("again").hidden = false;
    return;
  }
  // A server that lost this ballot could show the tracker of another one, which is on the board.
  const stranger = verdict.verdict === "accepted" && verdict.tracker !== made.tracker;
  if (verdict.verdict !== "accepted" || stranger) {
    made = null;
    credential = "";
    if (stranger || OVER.includes(verdict.verdict)) form.reset();
    part("code").value = "";
    show("code");
    tellTrouble(stranger ? texts.stranger : (texts[verdict.verdict] ?? texts.malformed));
    return;
  }
  part("tracker").textContent = made.tracker;
  made = null;
  credential = "";
  form.reset();
  show("done");
  setTimeout(forget, FORGET_SECONDS * 1000);
}

function enter() {
  try {
    credential = checkCredential(part("code").value);
  } catch (mistyped) {
    tellTrouble(mistyped.message);
    part("code").focus();
    return;
  }
  tellLeft();
  show("marks");
}

/** Whoever comes next finds nothing of who went away: after a while without a touch the page warns, then forgets. */
function watchIdle() {
  clearTimeout(idle);
  tellIdle(false);
  if (!part("step-wait").hidden) return;
  const begun = part("step-code").hidden || part("code").value !== "" || form.querySelector("input:checked");
  if (!begun) return;
  idle = setTimeout(() => {
    tellIdle(true);
    idle = setTimeout(forget, WARNED_SECONDS * 1000);
  }, IDLE_SECONDS * 1000);
}

function tellIdle(shown) {
  part("idle").hidden = !shown;
  part("idle").textContent = shown ? texts.idle : "";
}

/** Back to the beginning, as the next voter finds it. */
function forget() {
  credential = "";
  made = null;
  form.reset();
  location.replace(location.pathname);
}

const STEPS = { marks: () => (part("step-code").hidden ? show("marks") : enter()), review, cast, send, forget };

async function go(step) {
  try {
    await STEPS[step]();
  } catch (refused) {
    show("marks");
    tellTrouble(refused.message);
  }
}

function begin() {
  // The picture in the envelope may carry the code behind '#', which no browser sends to a server.
  const scanned = decodeURIComponent(location.hash.slice(1));
  if (scanned) history.replaceState(null, "", location.pathname);
  form.reset();
  part("code").value = scanned;
  form.addEventListener("change", tellLeft);
  for (const touch of ["pointerdown", "keydown", "input", "change"]) document.addEventListener(touch, watchIdle);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("[data-go]")) {
    button.addEventListener("click", () => void go(button.dataset.go));
  }
  part("code").addEventListener("keydown", (event) => {
    if (event.key === "Enter") void go("marks");
  });
  form.hidden = false;
  show("code");
}

// A page that the browser kept whole would show the next voter what was marked.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

if (form !== null) {
  try {
    requireSecureContext();
    begin();
  } catch (refused) {
    tellTrouble(refused.message);
  }
}
