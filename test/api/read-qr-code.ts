/** The smallest QR code that holds 79 to 106 bytes: version 5. Only this one is read here. */
const SIZE = 37;
const QUIET_ZONE = 4;
/** Version 5 with error correction L keeps its data in one block. */
const DATA_CODEWORDS = 108;

const MASKS: ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/**
 * The text in a QR code that was drawn as an SVG of squares, read by the steps of ISO/IEC 18004 but for error correction:
 * nothing has been torn here.
 */
export function readQrCode(svg: string): string {
  const dark = darkModules(svg);
  const format = [0, 1, 2, 3, 4, 5, 7, 8].map((column) => dark(8, column)).map(Number);
  // The format's first five bits are masked with 10101: error correction, then the number of the mask.
  const [, , high = 0, middle = 0, low = 0] = format.map((bit, index) => bit ^ ([1, 0, 1, 0, 1][index] ?? 0));
  const mask = MASKS[high * 4 + middle * 2 + low] ?? (() => false);
  const bits: number[] = [];
  for (const [row, column] of dataModules()) bits.push(Number(dark(row, column) !== mask(row, column)));

  const number = (from: number, length: number) => Number.parseInt(bits.slice(from, from + length).join(""), 2);
  if (number(0, 4) !== 0b0100) throw new Error("this reads bytes only");
  const length = number(4, 8);
  if (length > DATA_CODEWORDS - 2) throw new Error(`${length} bytes do not fit`);
  return new TextDecoder().decode(Uint8Array.from({ length }, (_, index) => number(12 + index * 8, 8)));
}

function darkModules(svg: string): (row: number, column: number) => boolean {
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]) / (SIZE + 2 * QUIET_ZONE);
  const squares = [...svg.matchAll(/M(\d+),(\d+)h(\d+)v\3h-\3z/g)].map(
    ([, x, y]) => `${Number(y) / side} ${Number(x) / side}`,
  );
  const dark = new Set(squares);
  return (row, column) => dark.has(`${row + QUIET_ZONE} ${column + QUIET_ZONE}`);
}

/** Upwards and downwards in pairs of columns, from the right; the vertical timing pattern stands between two pairs. */
function* dataModules(): Generator<[row: number, column: number]> {
  let upwards = true;
  for (let right = SIZE - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < SIZE; step++) {
      const row = upwards ? SIZE - 1 - step : step;
      for (const column of [right, right - 1]) if (!isFunction(row, column)) yield [row, column];
    }
    upwards = !upwards;
  }
}

/** Finders with their format information, timing, and the one alignment pattern. */
function isFunction(row: number, column: number): boolean {
  const edge = SIZE - 8;
  if (row === 6 || column === 6) return true;
  if (row <= 8 && (column <= 8 || column >= edge)) return true;
  if (row >= edge && column <= 8) return true;
  return row >= 28 && row <= 32 && column >= 28 && column <= 32;
}
