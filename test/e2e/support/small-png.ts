import { createRequire } from 'node:module';
import { deflateSync, inflateSync } from 'node:zlib';
import type * as Gifenc from 'gifenc';

// Screens have few colours, so a picture with a palette looks the same and takes a third of the bytes.

// Node finds no names in it when it is imported.
const { applyPalette, quantize } = createRequire(import.meta.url)('gifenc') as typeof Gifenc;

const SIGNATURE = 8;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function chunk({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** The byte that PNG's filter foretells from its neighbours: left, above, above left. @see https://www.w3.org/TR/png-3/#9Filters */
function foretold(filter: number, a: number, b: number, c: number): number {
  if (filter === 1) return a;
  if (filter === 2) return b;
  if (filter === 3) return (a + b) >> 1;
  if (filter !== 4) return 0;
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

/** Pixels of a PNG as browsers take them: 8 bits a channel, three or four channels, not interlaced. */
function pixelsOf(png: Buffer): { readonly width: number; readonly height: number; readonly rgba: Uint8Array } {
  const chunks = chunksOf(png);
  const head = chunks[0]!.data;
  const [width, height, channels] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 6 ? 4 : 3];
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const stride = width * channels;
  const rgba = new Uint8Array(width * height * 4).fill(255);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1);
    const line = new Uint8Array(stride);
    for (let x = 0; x < stride; x++) {
      const [a, c] = x < channels ? [0, 0] : [line[x - channels]!, above[x - channels]!];
      line[x] = raw[from + 1 + x]! + foretold(raw[from]!, a, above[x]!, c);
    }
    for (let x = 0; x < width; x++) for (let k = 0; k < 3; k++) rgba[(y * width + x) * 4 + k] = line[x * channels + k]!;
    above = line;
  }
  return { width, height, rgba };
}

/** The same picture with at most 256 colours. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, rgba } = pixelsOf(png);
  const palette = quantize(rgba, 256);
  const indexes = Buffer.from(applyPalette(rgba, palette));
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) indexes.copy(lines, y * (width + 1) + 1, y * width, (y + 1) * width);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits a pixel, which are places in a palette.
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    png.subarray(0, SIGNATURE),
    ...[
      { type: 'IHDR', data: head },
      { type: 'PLTE', data: Buffer.from(palette.flatMap((color) => color.slice(0, 3))) },
      { type: 'IDAT', data: deflateSync(lines, { level: 9 }) },
      { type: 'IEND', data: Buffer.alloc(0) },
    ].map(chunk),
  ]);
}
