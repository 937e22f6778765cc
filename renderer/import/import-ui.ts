import { createStore, useStore } from 'zustand';
import type { ReadAnswer, Source } from './messages';

interface ImportUi {
  readonly opened: boolean;
  /** What is to come in; null until something is chosen. */
  readonly source: Source | null;
  /** Where it has been read already. */
  readonly answer: ReadAnswer | null;
}

const closed: ImportUi = { opened: false, source: null, answer: null };
const importUi = createStore<ImportUi>()(() => closed);

export const useImportUi = (): ImportUi => useStore(importUi);

/** Shows the dialog, with what is to come in where that is known already. */
export const showImport = (source: Source | null = null, answer: ReadAnswer | null = null): void =>
  importUi.setState({ opened: true, source, answer });

/** The text is let go with the dialog: it may be large. */
export const closeImport = (): void => importUi.setState(closed);
