/** The five steps of an interview, in their order. */
export const stepIds = ['clarify', 'estimate', 'high-level', 'deep-dive', 'bottlenecks'] as const;
export type StepId = (typeof stepIds)[number];

interface Step {
  readonly title: string;
  /** What one is to come out with. */
  readonly goal: string;
  /** What is usual. [min] */
  readonly minutes: number;
}

export const steps: Readonly<Record<StepId, Step>> = {
  clarify: { title: 'Clarify', goal: 'Ask what it must do, for how many, and how well.', minutes: 5 },
  estimate: { title: 'Estimate', goal: 'Work out requests, storage, bandwidth, cache and servers, to the order of magnitude.', minutes: 3 },
  'high-level': { title: 'High level', goal: 'Draw the whole system, and follow one request through it.', minutes: 10 },
  'deep-dive': { title: 'Deep dive', goal: 'Take the two or three parts that decide, and work them out.', minutes: 15 },
  bottlenecks: { title: 'Bottlenecks', goal: 'Say what fails first and what it costs to prevent that.', minutes: 5 },
};

export const stepAfter = (step: StepId): StepId | null => stepIds[stepIds.indexOf(step) + 1] ?? null;
