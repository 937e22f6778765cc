import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { failure, type Problem, type Result, success } from '../core/problem';
import { load, type LoadedFile } from './file';
import type { Design } from './schema';

/** A design of this many characters, packed, is more than any link should carry. */
const MOST_PACKED = 500_000;
/** Bytes that a link may unpack to; the unpacking ends there. */
const MOST_UNPACKED = 2_000_000;
/** Given to the unpacker at a time: a thousand times as much comes out of it at most. */
const BITE = 1024;

/**
 * A design as the end of an address, behind `#`: no server is told of it. JSON, deflated, in base64url.
 * @see https://www.rfc-editor.org/rfc/rfc1951, https://www.rfc-editor.org/rfc/rfc4648#section-5
 */
export const fragmentOf = (design: Design): string => `design=${toBase64Url(deflateSync(strToU8(JSON.stringify(design)), { level: 9 }))}`;

/** Whether a text is an address that carries a design, or the end of one. */
export const carriesDesign = (text: string): boolean => /^\S*#design=[\w-]+$/.test(text.slice(0, MOST_PACKED + 2000).trim());

/** Reads the design out of such an address. It may come from anybody: what it unpacks to is bounded. Never throws. */
export function designIn(address: string): Result<LoadedFile> {
  const [, packed = ''] = /#design=([\w-]+)$/.exec(address.trim()) ?? [];
  if (packed.length > MOST_PACKED) return failure(tooMuch);
  const unpacked = inflated(packed);
  return unpacked.ok ? load(unpacked.value) : unpacked;
}

function inflated(packed: string): Result<string> {
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
    const pieces: Uint8Array[] = [];
    let size = 0;
    let ended = false;
    const inflate = new Inflate((piece, last) => {
      size += piece.length;
      ended ||= last;
      pieces.push(piece.slice());
    });
    for (let at = 0; at < bytes.length; at += BITE) {
      if (size > MOST_UNPACKED) return failure(tooMuch);
      inflate.push(bytes.subarray(at, at + BITE), at + BITE >= bytes.length);
    }
    if (size > MOST_UNPACKED) return failure(tooMuch);
    return ended ? success(strFromU8(joined(pieces, size))) : failure(cutOff);
  } catch {
    return failure(cutOff);
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const cutOff: Problem = {
  code: 'link-cut-off',
  severity: 'error',
  where: 'link',
  message: 'No design can be read from this link: a part of it is missing or was changed.',
  remedy: 'Copy all of it again. Some programs cut long links: ask for the file then.',
};

const tooMuch: Problem = {
  code: 'link-too-big',
  severity: 'error',
  where: 'link',
  message: `The link holds more than ${MOST_UNPACKED / 1e6} MB, more than a link is for.`,
  remedy: 'Ask for the design as a file.',
};
