// The hall's screen takes the waiting ballots onto the board every minute, and shows the new head.

const MINUTE = 60_000;

const form = document.querySelector("form[data-minutely]");
if (form !== null) {
  setTimeout(() => form.requestSubmit(form.querySelector("button")), MINUTE);
}
