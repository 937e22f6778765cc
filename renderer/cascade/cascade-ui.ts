import { createStore, useStore } from 'zustand';
import type { CascadeStep } from '../../engine/measure/cascade';

/** What of the cascade is shown on the canvas. */
interface CascadeUi {
  /** The steps being told, first one first; empty while nothing is shown. */
  readonly steps: readonly CascadeStep[];
  /** The one that is told now; those before it stay marked. */
  readonly at: number;
  readonly playing: boolean;
}
const nothing: CascadeUi = { steps: [], at: -1, playing: false };
export const cascadeUi = createStore<CascadeUi>()(() => nothing);
export const useCascadeUi = <T>(select: (ui: CascadeUi) => T): T => useStore(cascadeUi, select);

/** Marks the steps up to this one on the canvas. */
export const showStep = (steps: readonly CascadeStep[], at: number): void => cascadeUi.setState({ steps, at, playing: false });

/** Goes through the steps one after the other, from the first. */
export const playSteps = (steps: readonly CascadeStep[]): void => cascadeUi.setState({ steps, at: 0, playing: true });

/** Goes on to the next step; the last one stays. */
export const nextStep = (): void => cascadeUi.setState(({ steps, at }) => (at + 1 < steps.length ? { at: at + 1 } : { playing: false }));

export const hideCascade = (): void => cascadeUi.setState(nothing);

/** Numbers of the steps that a node or link is marked with, from 1, with a star at the one that is told now; '' for none. */
export function marksOf({ steps, at }: CascadeUi, on: { readonly node: string } | { readonly link: string }): string {
  return steps
    .slice(0, at + 1)
    .flatMap((step, i) => {
      const marked = 'node' in on ? step.node === on.node : step.link === on.link || (step.link === null && step.through === on.link);
      return marked ? [`${i + 1}${i === at ? '*' : ''}`] : [];
    })
    .join(' ');
}
