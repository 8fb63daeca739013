// Comforts for those whose browser runs scripts; every page works without them.

const counters = document.querySelectorAll("textarea[data-count][maxlength]");
for (const area of counters) {
  const note = document.createElement("p");
  note.className = "hint counter";
  note.setAttribute("aria-live", "polite");
  area.after(note);
  const tell = () => {
    const left = Number(area.maxLength) - area.value.length;
    note.textContent = left <= 200 ? area.dataset.count.replace("{left}", String(left)) : "";
  };
  area.addEventListener("input", tell);
  tell();
}

// A second press of the button while the first is under way sends nothing; the hidden key would catch it anyway.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent === "true") {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "true";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) {
    delete form.dataset.sent;
  }
});

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

document.getElementById("error-summary")?.focus();

// An address that names a place inside a folded part opens that part.
const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
for (let folded = target?.closest("details"); folded; folded = folded.parentElement?.closest("details")) {
  folded.open = true;
}
