// A QR code as a picture in the page: SVG made from elements, as the content policy demands.

import { qrMatrix } from "./matrix.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // Light modules around the code, without which scanners do not find it.

/** An SVG element; `title` is read by screen readers. Throws RangeError for a text that is too long. */
export function qrPicture(text, title) {
  const cells = qrMatrix(text);
  const size = cells.length + 2 * QUIET;
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", title);
  picture.setAttribute("shape-rendering", "crispEdges");
  const path = document.createElementNS(SVG, "path");
  const drawn = [];
  for (const [row, line] of cells.entries()) {
    for (const [column, dark] of line.entries()) if (dark) drawn.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`);
  }
  path.setAttribute("d", drawn.join(""));
  picture.append(path);
  return picture;
}
