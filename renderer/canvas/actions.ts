import { appPorts } from '../store/app-ports';
import { studio } from '../store/studio';
import type { Place } from './auto-layout';
import { removal } from './changes';
import { copyText, pasteText } from './clipboard';

// What keys, menus and buttons do to the selection.

export function removeSelected(): void {
  const { document, selection, edit } = studio.getState();
  edit(...removal(document, selection.nodes, selection.links));
}

export function selectAll(): void {
  const { document, select } = studio.getState();
  select({ nodes: (document.nodes ?? []).map(({ id }) => id), links: (document.links ?? []).map(({ id }) => id) });
}

/** @param at middle of what is pasted; beside what it was made of when left out @returns false when the text holds no components. */
export function pasteNodes(text: string, at?: Place): boolean {
  const { document, edit, select } = studio.getState();
  const pasted = pasteText(document, text, at);
  if (!pasted) return false;
  edit(...pasted.edits);
  select({ nodes: pasted.nodes });
  if (pasted.notes.length > 0) appPorts.say({ tone: 'info', title: 'Pasted', message: pasted.notes.join(' ') });
  return true;
}

export function duplicateNodes(ids: readonly string[]): void {
  const text = copyText(studio.getState().document, ids);
  if (text) pasteNodes(text);
}
