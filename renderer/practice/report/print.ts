import { createStore, useStore } from 'zustand';
import type { StepProps } from '../interview/InterviewScreen';

/** The report that goes to paper; null while none does. */
const printed = createStore<{ readonly report: StepProps | null }>()(() => ({ report: null }));
export const usePrinted = (): StepProps | null => useStore(printed, ({ report }) => report);

/** Prints the report of an interview: only that, on white, with everything open. */
export function print(interview: StepProps['interview'], prompt: StepProps['prompt']): void {
  printed.setState({ report: { interview, prompt } });
  window.addEventListener('afterprint', () => printed.setState({ report: null }), { once: true });
  // What is to be printed stands a moment later.
  requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
}
