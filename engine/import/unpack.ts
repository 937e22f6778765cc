import { importLimits } from './import-limits';

/** Unpacks base64 of raw deflate (RFC 1951), as draw.io writes it. Null where it is none, or more than the bound comes out of it. */
export async function unpacked(base64: string): Promise<string | null> {
  const bytes = bytesOf(base64);
  if (!bytes) return null;
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      // A few bytes may unpack to any number: what is too much is never all unpacked.
      if (text.length > importLimits.unpacked) {
        await reader.cancel();
        return null;
      }
    }
    return text + decoder.decode();
  } catch {
    return null;
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
