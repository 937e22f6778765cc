import { createStore, useStore } from 'zustand';

/** Which tab is shown below the canvas. Named by its id as a plain word: the tabs themselves open each other. */
const dockUi = createStore<{ readonly tab: string }>()(() => ({ tab: 'charts' }));

/** Shows a tab, from a command, a link or another tab. @param id of a tab in `dockTabs`; an unknown one shows the first. */
export const openDockTab = (id: string): void => dockUi.setState({ tab: id });

export const useDockTab = (): string => useStore(dockUi, (ui) => ui.tab);
