// The code that the envelope's picture brought stands behind '#'; it goes along to the page that is chosen.

const brought = location.hash;
if (brought !== "") {
  history.replaceState(null, "", location.pathname);
  for (const link of document.querySelectorAll("a[data-carry]")) link.hash = brought;
}
