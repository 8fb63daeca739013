// The sign-in sheet follows what other tablets note: its figures and how each seat stands are read anew. What somebody
// acts on stays as it is: ticks, what is typed, what is folded, and where the focus is.

const READ_ANEW = 15_000;
const address = document.querySelector("[data-moves]")?.dataset.moves;

function showAnew(read) {
  for (const part of document.querySelectorAll("[data-follows]")) {
    const now = read.querySelector(`[data-follows="${CSS.escape(part.dataset.follows)}"]`);
    if (now !== null && part.innerHTML !== now.innerHTML) {
      part.replaceChildren(...now.childNodes);
    }
  }
}

async function readAnew() {
  if (document.hidden) {
    return;
  }
  try {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "error" });
    if (answer.ok) {
      showAnew(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
  } catch {
    // The hall's network is away for a moment, or the reader signed out: what is shown stays.
  }
}

if (address) {
  setInterval(readAnew, READ_ANEW);
}
