import { addNote } from '../canvas/notes/add-note';
import type { Command } from './command';

export const noteCommands: readonly Command[] = [
  { id: 'add.note', title: 'Add a note', group: 'Add', keys: ['T'], run: () => addNote('note') },
  { id: 'add.text', title: 'Add plain text', group: 'Add', keys: ['shift+T'], run: () => addNote('text') },
];
