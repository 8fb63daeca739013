// A photograph that is larger than what the server takes is made smaller before it is sent. Without scripts it is refused in words.

const EDGES = [2600, 2000, 1600, 1200]; // Pixels: a sheet of A4 stays legible.
const QUALITY = 0.85;

async function smaller(file, most) {
  const drawn = await createImageBitmap(file);
  for (const edge of EDGES) {
    const scale = Math.min(1, edge / Math.max(drawn.width, drawn.height));
    const canvas = new OffscreenCanvas(Math.round(drawn.width * scale), Math.round(drawn.height * scale));
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    const made = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
    if (made.size <= most) return new File([made], "sheet.jpg", { type: made.type });
  }
  return file;
}

async function fit(input) {
  const [file] = input.files;
  const most = Number(input.dataset.most);
  if (!file || file.size <= most) return;
  try {
    const carried = new DataTransfer();
    carried.items.add(await smaller(file, most));
    if (input.files[0] !== file) return;
    input.files = carried.files;
    input.dataset.fitted = "";
  } catch {
    // What this browser cannot draw the server refuses, and says why.
  }
}

for (const input of document.querySelectorAll("input[type=file][data-most]")) {
  input.addEventListener("change", () => void fit(input));
}
