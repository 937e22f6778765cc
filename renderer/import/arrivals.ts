import { carriesDesign } from '../../engine/design/share-link';
import { showImport } from './import-ui';
import { looksForeign, readSource } from './reader';

/** Files beyond this are not read into the page at all. [bytes] */
export const MOST_BYTES = 128_000_000;

/** Shorter than any drawing in any language. */
const LEAST_PASTED = 12;
/** Longer texts are files, and nobody pastes them unwittingly. */
const MOST_PASTED = 8_000_000;

/** Shows a dropped file where it looks like a drawing of another tool. @returns false where it does not: then it is to be opened */
export async function offerFile(file: File): Promise<boolean> {
  if (file.name.endsWith('.faultline.json') || file.size > MOST_BYTES) return false;
  const source = { fileName: file.name, text: await file.text() };
  const foreign = await looksForeign(source);
  if (foreign) showImport(source);
  return foreign;
}

/** Offers a pasted text where it can be read as a drawing of another tool; else nothing happens, but for a link of ours: that it is cut off is said. */
export async function offerPasted(text: string): Promise<void> {
  if (text.length < LEAST_PASTED || text.length > MOST_PASTED) return;
  const source = { fileName: 'Pasted', text };
  const answer = await readSource(source);
  if (answer.ok || carriesDesign(text)) showImport(source, answer);
}
