// Keying ballots with the number keys, or a tablet's buttons: each full ballot becomes a line of the form, which is what is sent.
// What was keyed stays in this tab until the server has taken it, and is then forgotten. No candidate is ever added up.

const form = document.querySelector("form[data-tally]");
const taken = document.querySelector("[data-taken]");
const box = document.getElementById("keypad");

function store(vote, desk) {
  return `piaojue-tally/${vote}/${desk}`;
}

function chosenDesk() {
  return form.querySelector("input[name=desk]:checked")?.value ?? "";
}

if (taken !== null) {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith("piaojue-tally/") && name.endsWith(`/${taken.dataset.taken}`)) sessionStorage.removeItem(name);
  }
}

if (form !== null) {
  const lines = form.querySelector("textarea[name=lines]");
  const keep = () => {
    if (chosenDesk() !== "") sessionStorage.setItem(store(form.dataset.tally, chosenDesk()), lines.value);
  };
  const bring = () => {
    const kept = sessionStorage.getItem(store(form.dataset.tally, chosenDesk()));
    if (kept !== null && lines.value.trim() === "") lines.value = kept;
    lines.dispatchEvent(new Event("change"));
  };
  lines.addEventListener("input", keep);
  for (const radio of form.querySelectorAll("input[name=desk]")) radio.addEventListener("change", bring);
  bring();
  if (box !== null) keypad(lines, keep);
}

function keypad(lines, keep) {
  const names = [...document.querySelectorAll("[data-candidate]")].map((each) => each.textContent.trim());
  const words = Object.fromEntries(box.dataset.signs.split("|").map((each) => each.split("=")));
  const [now, at, marks, kept] = ["now", "at", "marks", "kept"].map((each) => document.getElementById(`keypad-${each}`));
  const pad = document.getElementById("keypad-box");
  let signs = "";

  const keyed = () => lines.value.split("\n").filter((each) => each.trim() !== "");

  const show = () => {
    now.textContent = box.dataset.now.replace("{number}", String(keyed().length + 1));
    at.textContent = signs.length < names.length ? names[signs.length] : box.dataset.full;
    marks.replaceChildren(
      ...names.map((name, place) => {
        const row = document.createElement("li");
        row.textContent = place < signs.length ? `${name} ${words[signs[place]]}` : name;
        if (place === signs.length) row.setAttribute("aria-current", "step");
        return row;
      }),
    );
    kept.textContent = box.dataset.kept.replace("{number}", String(keyed().length));
  };

  const written = (all) => {
    lines.value = all.length === 0 ? "" : `${all.join("\n")}\n`;
    keep();
    show();
  };

  /** Whether the key means anything here. */
  const press = (key) => {
    if (key in words && signs.length < names.length) signs += key;
    else if (key === "Backspace") signs = signs.slice(0, -1);
    else if (key === "Enter" && signs.length === names.length) {
      const full = signs;
      signs = "";
      written([...keyed(), full]);
    } else return false;
    show();
    return true;
  };

  pad.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.altKey && !event.metaKey && press(event.key)) event.preventDefault();
  });
  for (const button of box.querySelectorAll("button[data-key]")) {
    button.addEventListener("click", () => press(button.dataset.key));
  }
  document.getElementById("keypad-undo").addEventListener("click", () => {
    if (signs === "") written(keyed().slice(0, -1));
    signs = "";
    show();
    pad.focus();
  });
  lines.addEventListener("input", show);
  lines.addEventListener("change", show);
  box.hidden = false;
  show();
}
