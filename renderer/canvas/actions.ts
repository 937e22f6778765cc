import { appPorts } from '../store/app-ports';
import { inShort } from '../store/ports';
import { studio } from '../store/studio';
import { apply } from '../../engine/design/edits';
import type { Place } from '../../engine/design/auto-layout';
import { removal } from './changes';
import { removeWithContent, ungroup, withoutNotes } from './groups/group-changes';
import { copyText, pasteText } from './clipboard';

// What keys, menus and buttons do to the selection.

/** Removes what is selected. @param withContent what is in selected groups, too; else it stays */
export function removeSelected(withContent = false): void {
  const { document, selection, edit } = studio.getState();
  const notes = withoutNotes(document, new Set(selection.notes), new Set(selection.nodes));
  const plain = [...removal(document, selection.nodes, selection.links), ...notes];
  const rest = plain.reduce(apply, document);
  const groups = selection.groups.length === 0 ? [] : (withContent ? removeWithContent : ungroup)(rest, selection.groups);
  edit(...plain, ...groups);
}

export function selectAll(): void {
  const { document, select } = studio.getState();
  select({
    nodes: (document.nodes ?? []).map(({ id }) => id),
    links: (document.links ?? []).map(({ id }) => id),
    groups: (document.groups ?? []).map(({ id }) => id),
    notes: (document.notes ?? []).map(({ id }) => id),
  });
}

/** @param at middle of what is pasted, or how far it stands from what it was made of; beside what it was made of when left out @returns false when the text holds no components. */
export function pasteNodes(text: string, at?: Place | { readonly by: Place }): boolean {
  const { document, edit, select } = studio.getState();
  const result = pasteText(document, text, at);
  if (!result) return false;
  if (!result.ok) {
    appPorts.say({ tone: 'bad', title: 'Not pasted', message: inShort(result.problems) });
    return true;
  }
  const pasted = result.value;
  edit(...pasted.edits);
  select({ nodes: pasted.nodes, groups: pasted.groups, notes: pasted.words });
  if (pasted.notes.length > 0) appPorts.say({ tone: 'info', title: 'Pasted', message: pasted.notes.join(' ') });
  return true;
}

export function duplicateNodes(ids: readonly string[]): void {
  const { document, selection } = studio.getState();
  // A single component is named by its menu; of the selection, groups and notes come along.
  const text = copyText(document, ids, ids === selection.nodes ? selection : {});
  if (text) pasteNodes(text);
}
