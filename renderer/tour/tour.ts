import { createStore, useStore } from 'zustand';
import { openDockTab } from '../dock/dock-ui';
import { doStep } from '../panels/do-step';
import { openScenario } from '../scenarios/open-scenario';
import { readScenario } from '../scenarios/scenarios';
import { studio } from '../store/studio';
import { tourScenario, tourSteps } from './tour-steps';

const KEY = 'faultline.tour';

interface Tour {
  /** Place in `tourSteps`; null: no tour. */
  readonly at: number | null;
  /** Never taken and never declined: it is offered. */
  readonly offered: boolean;
}

export const tour = createStore<Tour>()(() => ({ at: null, offered: !seen() }));
export const useTour = <T>(select: (state: Tour) => T): T => useStore(tour, select);

/** Begins the tour with a fresh run of its scenario; changes that are not saved are asked about first. */
export function startTour(): void {
  const begin = () => {
    keep();
    go(0);
  };
  const { scenario: open, file, guard } = studio.getState();
  if (open === tourScenario && !file.dirty) return begin();
  guard('Start the tour', () => void openScenario(tourScenario).then(begin));
}

export const nextStop = (): void => go((tour.getState().at ?? -1) + 1);
export const stopBefore = (): void => go(Math.max(0, (tour.getState().at ?? 0) - 1));

/** Ends it, or declines it; it stays in the help. */
export function endTour(): void {
  keep();
  tour.setState({ at: null, offered: false });
}

/** Does what a stop offers, and goes on. */
export function doStop(): void {
  const stop = tourSteps[tour.getState().at ?? -1];
  // It is open, so it was read.
  void readScenario(tourScenario).then(({ lesson }) => {
    const step = lesson?.steps.find(({ id }) => id === stop?.lesson);
    if (step) doStep(step);
    nextStop();
  });
}

function go(at: number): void {
  const stop = tourSteps[at];
  if (!stop) return endTour();
  if (stop.tab !== undefined) openDockTab(stop.tab);
  tour.setState({ at, offered: false });
}

function seen(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** A browser that keeps nothing offers the tour again, no more. */
function keep(): void {
  try {
    localStorage.setItem(KEY, 'seen');
  } catch {
    // Private windows may refuse to keep anything.
  }
}
