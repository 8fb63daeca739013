// The group BELENIOS-2048: the subgroup of order q of the integers modulo p, written multiplicatively.

export const NAME = "BELENIOS-2048";
export const P = BigInt(
    "2069478569142254640101364365750500806492298929575110409710088478705737421924271740192223725449768433" +
    "8129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049" +
    "0811670993105358677809800307904916540637771737641986785272734744763418356000356983051931442845617019" +
    "1100078673730733356412397173289791324047457883446826065232797464795113767265869358218004631792207366" +
    "8860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201" +
    "3204811188524087310770141516662001623131771693721892480785077118278423174980732765988288251691831031" +
    "25680162072880719",
);
export const G = BigInt(
    "2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678" +
    "7996946682987493890950838965734256019006010684771644917354741372831046104586813145117816467554005274" +
    "0288984613986453266121505579709716201616827031288643245666383486363578210615491841998253431518974065" +
    "8186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982" +
    "6651036068224066350766977640253462537730851331734951942489677540525736590494924776314759915751987751" +
    "7771148149092045660020547812705472823814097251863985833411570056835369555342378147558249189605029668" +
    "0037745308460627",
);
export const Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441n;

const WINDOW = 4n;
const DIGIT = (1n << WINDOW) - 1n;
const WINDOWS = 64;

export function reduced(exponent) {
  const rest = exponent % Q;
  return rest < 0n ? rest + Q : rest;
}

export function times(a, b) {
  return (a * b) % P;
}

/** Powers of one base by a table: 64 products in place of 256 squarings. */
export class FixedBase {
  constructor(base) {
    this.base = base;
    this.table = [];
    let step = base;
    for (let window = 0; window < WINDOWS; window += 1) {
      const row = [1n];
      for (let digit = 0n; digit < DIGIT; digit += 1n) row.push(times(row[row.length - 1], step));
      this.table.push(row);
      step = times(row[row.length - 1], step);
    }
  }

  to(exponent) {
    let rest = reduced(exponent);
    let found = 1n;
    for (const row of this.table) {
      const digit = Number(rest & DIGIT);
      if (digit) found = times(found, row[digit]);
      rest >>= WINDOW;
    }
    return found;
  }
}

/** Several powers of one base: its squarings are made once, and each power takes 64 products and some. */
export class Powers {
  constructor(base) {
    this.base = base;
    this.steps = [];
    let step = base;
    for (let window = 0; window < WINDOWS; window += 1) {
      this.steps.push(step);
      for (let each = 0n; each < WINDOW; each += 1n) step = times(step, step);
    }
  }

  /** Any exponent below 2^256; it is not reduced, so that q itself tells who is a member. */
  to(exponent) {
    const gathered = new Array(Number(DIGIT) + 1).fill(1n);
    let rest = exponent;
    for (const step of this.steps) {
      const digit = Number(rest & DIGIT);
      if (digit) gathered[digit] = times(gathered[digit], step);
      rest >>= WINDOW;
    }
    let running = 1n;
    let found = 1n;
    for (let digit = Number(DIGIT); digit > 0; digit -= 1) {
      running = times(running, gathered[digit]);
      found = times(found, running);
    }
    return found;
  }

  get isMember() {
    return this.base > 0n && this.base < P && this.to(Q) === 1n;
  }
}

let generator = null;

/** g to the power of an exponent. */
export function gTo(exponent) {
  generator ??= new FixedBase(G);
  return generator.to(exponent);
}

export function power(base, exponent) {
  let rest = exponent;
  let square = base;
  let found = 1n;
  while (rest > 0n) {
    if (rest & 1n) found = times(found, square);
    square = times(square, square);
    rest >>= 1n;
  }
  return found;
}

export function isMember(value) {
  return value > 0n && value < P && power(value, Q) === 1n;
}

/** A secret number below q, never zero; 64 random bytes, so that reducing them favours none. */
export function randomExponent() {
  for (;;) {
    const found = fromBytes(crypto.getRandomValues(new Uint8Array(64))) % Q;
    if (found) return found;
  }
}

export function fromBytes(bytes) {
  let digits = "0x";
  for (const each of bytes) digits += each.toString(16).padStart(2, "0");
  return BigInt(digits);
}
