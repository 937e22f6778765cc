import { createStore, useStore } from 'zustand';
import { openDockTab } from '../dock/dock-ui';
import { isPanelHidden, showPanel } from '../layout/panels';
import type { Subject } from './questions';
import { whatIfs } from './session';

/** Kinds of questions, by the form that asks them. */
export type FormId = 'ask' | 'sweep' | 'tornado' | 'knee' | 'right-size' | 'chaos' | 'experiment' | 'metastability';

interface WhatIfUi {
  readonly form: FormId;
  /** What one asks about. */
  readonly subject: Subject;
  /** Raised whenever somebody asks about a thing: the keyboard goes on in the form then. */
  readonly asked: number;
  /** Whether the answer fills the window. */
  readonly wide: boolean;
}

const whatIfUi = createStore<WhatIfUi>()(() => ({ form: 'ask', subject: null, asked: 0, wide: false }));
export const useWhatIfUi = <T>(select: (ui: WhatIfUi) => T): T => useStore(whatIfUi, select);

/** Shows the form of a question, below the canvas. */
export function openForm(form: FormId): void {
  whatIfUi.setState({ form });
  whatIfs.getState().show(null);
  openDockTab('what-if');
  if (isPanelHidden('bottom')) showPanel('bottom', true);
}

/** Asks about one thing of the design. */
export function askAbout(subject: Subject): void {
  whatIfUi.setState(({ asked }) => ({ subject, asked: asked + 1 }));
  openForm('ask');
}

export const setSubject = (subject: Subject): void => whatIfUi.setState({ subject });
export const setWide = (wide: boolean): void => whatIfUi.setState({ wide });
