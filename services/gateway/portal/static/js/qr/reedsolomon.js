// Error correction of QR codes: Reed-Solomon over GF(256) with x^8 + x^4 + x^3 + x^2 + 1 (ISO/IEC 18004, 7.5).

const POLYNOMIAL = 0x11d;
const EXP = new Uint8Array(510);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = value;
  EXP[power + 255] = value;
  LOG[value] = power;
  value = value & 0x80 ? (value << 1) ^ POLYNOMIAL : value << 1;
}

function times(a, b) {
  return a === 0 || b === 0 ? 0 : EXP[LOG[a] + LOG[b]];
}

/** The product of (x − 2^i) for i below `degree`, highest power first, without the leading 1. */
function generator(degree) {
  let found = [1];
  for (let root = 0; root < degree; root += 1) {
    const next = new Array(found.length + 1).fill(0);
    for (const [place, factor] of found.entries()) {
      next[place] ^= factor;
      next[place + 1] ^= times(factor, EXP[root]);
    }
    found = next;
  }
  return found.slice(1);
}

/** So many correction bytes for a block of data bytes. */
export function correction(data, degree) {
  const divisor = generator(degree);
  const rest = new Array(degree).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    for (const [place, each] of divisor.entries()) rest[place] ^= times(each, factor);
  }
  return rest;
}
