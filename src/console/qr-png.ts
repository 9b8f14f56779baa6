import { encode } from "uqr";

/** Scanners find no code that runs into what is printed beside it: ISO/IEC 18004, section 9.1. */
export const QUIET_ZONE_MODULES = 4;
/** What the largest code holds (version 40, error correction L): the same, table 7. */
export const QR_CODE_BYTES = 2_953;

const SCALE = 10;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * A QR code as a PNG of one bit a pixel, for printers and chats that take no SVG.
 * @see https://www.w3.org/TR/png-3/
 */
export async function qrPng(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const { data, size } = encode(text, { border: QUIET_ZONE_MODULES });
  const side = size * SCALE;
  const rowBytes = Math.ceil(side / 8);
  const pixels = new Uint8Array((rowBytes + 1) * side);
  for (let y = 0; y < side; y++) {
    // Each row begins with its filter, 0: none.
    const row = y * (rowBytes + 1) + 1;
    for (let x = 0; x < side; x++) {
      const dark = data[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)] ?? false;
      const at = row + (x >> 3);
      if (!dark) pixels[at] = (pixels[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, side);
  view.setUint32(4, side);
  // One bit a pixel, greyscale.
  header[8] = 1;
  const parts = [
    new Uint8Array(SIGNATURE),
    chunk("IHDR", header),
    chunk("IDAT", await deflated(pixels)),
    chunk("IEND"),
  ];
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function chunk(type: string, data: Uint8Array<ArrayBuffer> = new Uint8Array()): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

async function deflated(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([data]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
