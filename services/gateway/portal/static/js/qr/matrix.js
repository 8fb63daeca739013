// A text as a QR code: byte mode, correction level M, versions 1 to 9 (ISO/IEC 18004). What is drawn here never leaves the page.

import { correction } from "./reedsolomon.js";

// By version: correction bytes of a block, blocks with their data bytes, places of alignment patterns (tables 9 and E.1).
const VERSIONS = [
  { correcting: 10, blocks: [16], aligned: [] },
  { correcting: 16, blocks: [28], aligned: [6, 18] },
  { correcting: 26, blocks: [44], aligned: [6, 22] },
  { correcting: 18, blocks: [32, 32], aligned: [6, 26] },
  { correcting: 24, blocks: [43, 43], aligned: [6, 30] },
  { correcting: 16, blocks: [27, 27, 27, 27], aligned: [6, 34] },
  { correcting: 18, blocks: [31, 31, 31, 31], aligned: [6, 22, 38] },
  { correcting: 22, blocks: [38, 38, 39, 39], aligned: [6, 24, 42] },
  { correcting: 22, blocks: [36, 36, 36, 37, 37], aligned: [6, 26, 46] },
];
const BYTE_MODE = 0b0100;
const PADDING = [0xec, 0x11];
const MASKS = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** Rows of dark (true) and light modules; throws RangeError for a text that is too long. `mask` is chosen unless given. */
export function qrMatrix(text, mask = null) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = VERSIONS.findIndex(({ blocks }) => bytes.length + 2 <= sum(blocks)) + 1;
  if (version === 0) throw new RangeError("too long for a code");
  const bits = codewords(bytes, VERSIONS[version - 1]).flatMap((byte) => toBits(byte, 8));
  const drawn = (chosen) => draw(version, bits, chosen);
  if (mask !== null) return drawn(mask);
  return MASKS.map((_, each) => drawn(each)).reduce((best, each) => (penalty(each) < penalty(best) ? each : best));
}

function sum(numbers) {
  return numbers.reduce((total, each) => total + each, 0);
}

function toBits(value, length) {
  return Array.from({ length }, (_, place) => (value >> (length - 1 - place)) & 1);
}

/** Data and correction bytes, blocks interleaved. */
function codewords(bytes, { correcting, blocks }) {
  const room = sum(blocks);
  const bits = [...toBits(BYTE_MODE, 4), ...toBits(bytes.length, 8), ...bytes.flatMap((byte) => toBits(byte, 8))];
  while (bits.length < room * 8 && (bits.length % 8 !== 0 || bits.length < (bytes.length + 2) * 8)) bits.push(0);
  const data = [];
  for (let at = 0; at < bits.length; at += 8) data.push(Number.parseInt(bits.slice(at, at + 8).join(""), 2));
  for (let each = 0; data.length < room; each += 1) data.push(PADDING[each % 2]);
  const parts = [];
  for (const size of blocks) parts.push(data.splice(0, size));
  const corrections = parts.map((part) => correction(part, correcting));
  return [...interleaved(parts), ...interleaved(corrections)];
}

function interleaved(parts) {
  const longest = Math.max(...parts.map((part) => part.length));
  return Array.from({ length: longest }, (_, place) => parts.map((part) => part[place]))
    .flat()
    .filter((byte) => byte !== undefined);
}

/** The whole symbol under a mask. */
function draw(version, bits, mask) {
  const size = 17 + 4 * version;
  const cells = Array.from({ length: size }, () => new Array(size).fill(null));
  const fill = (row, column, dark) => {
    if (row >= 0 && row < size && column >= 0 && column < size) cells[row][column] = dark;
  };
  patterns(version, size, fill, cells);
  formats(version, size, mask, fill);
  let at = 0;
  for (const [row, column] of zigzag(size)) {
    if (cells[row][column] !== null) continue;
    const dark = at < bits.length && bits[at] === 1;
    cells[row][column] = dark !== MASKS[mask](row, column);
    at += 1;
  }
  return cells;
}

/** Finder patterns with their borders, timing, alignment. */
function patterns(version, size, fill, cells) {
  for (const [top, left] of [[0, 0], [0, size - 7], [size - 7, 0]]) {
    for (let row = -1; row <= 7; row += 1) {
      for (let column = -1; column <= 7; column += 1) {
        const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3));
        fill(top + row, left + column, ring !== 2 && ring !== 4);
      }
    }
  }
  const places = VERSIONS[version - 1].aligned;
  for (const row of places) {
    for (const column of places) {
      if (cells[row][column] !== null) continue;
      for (let down = -2; down <= 2; down += 1) {
        for (let right = -2; right <= 2; right += 1) {
          fill(row + down, column + right, Math.max(Math.abs(down), Math.abs(right)) !== 1);
        }
      }
    }
  }
  for (let place = 8; place < size - 8; place += 1) {
    if (cells[6][place] === null) fill(6, place, place % 2 === 0);
    if (cells[place][6] === null) fill(place, 6, place % 2 === 0);
  }
}

/** Format and version information (7.9, 7.10). Level M is 00, so that the mask alone stands in the format. */
function formats(version, size, mask, fill) {
  const format = ((mask << 10) | remainder(mask << 10, 0x537, 10)) ^ 0x5412;
  for (let bit = 0; bit < 15; bit += 1) {
    const dark = ((format >> bit) & 1) === 1;
    if (bit < 6) fill(bit, 8, dark);
    else if (bit < 8) fill(bit + 1, 8, dark);
    else if (bit === 8) fill(8, 7, dark);
    else fill(8, 14 - bit, dark);
    if (bit < 8) fill(8, size - 1 - bit, dark);
    else fill(size - 15 + bit, 8, dark);
  }
  fill(size - 8, 8, true);
  if (version < 7) return;
  const information = (version << 12) | remainder(version << 12, 0x1f25, 12);
  for (let bit = 0; bit < 18; bit += 1) {
    const dark = ((information >> bit) & 1) === 1;
    fill(Math.floor(bit / 3), size - 11 + (bit % 3), dark);
    fill(size - 11 + (bit % 3), Math.floor(bit / 3), dark);
  }
}

/** What is left of a binary polynomial after division. */
function remainder(value, divisor, degree) {
  let rest = value;
  while (rest >> degree !== 0) rest ^= divisor << (31 - Math.clz32(rest) - degree);
  return rest;
}

/** The order in which modules are filled: two columns at a time, from the right, up and down by turns. */
function* zigzag(size) {
  let upward = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = upward ? size - 1 - step : step;
      yield [row, right];
      yield [row, right - 1];
    }
    upward = !upward;
  }
}

/** How hard a symbol is to read (7.8.3.1). */
function penalty(cells) {
  const size = cells.length;
  const lines = [...cells, ...cells.map((_, column) => cells.map((row) => row[column]))];
  let points = 0;
  for (const line of lines) {
    const text = line.map((dark) => (dark ? "1" : "0")).join("");
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2;
    for (let at = 0; at + 11 <= size; at += 1) {
      const part = text.slice(at, at + 11);
      if (part === "10111010000" || part === "00001011101") points += 40;
    }
  }
  for (let row = 0; row + 1 < size; row += 1) {
    for (let column = 0; column + 1 < size; column += 1) {
      const first = cells[row][column];
      if (first === cells[row][column + 1] && first === cells[row + 1][column] && first === cells[row + 1][column + 1]) {
        points += 3;
      }
    }
  }
  const dark = cells.flat().filter(Boolean).length;
  return points + 10 * Math.floor(Math.abs((dark * 20) / (size * size) - 10));
}
