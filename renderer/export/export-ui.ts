import { createStore, useStore } from 'zustand';

const exportUi = createStore<{ readonly opened: boolean }>()(() => ({ opened: false }));

export const useExportOpened = (): boolean => useStore(exportUi, ({ opened }) => opened);
export const showExport = (opened: boolean): void => exportUi.setState({ opened });
