// The hall's screen shows the board as it stands: while ballots are taken, it is read anew.

const READ_ANEW = 15_000;

if (document.querySelector("[data-moves]") !== null) {
  // By its address, not by reload: what was sent with the last form is not sent again.
  setTimeout(() => location.replace(location.href), READ_ANEW);
}
