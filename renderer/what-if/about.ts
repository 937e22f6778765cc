import type { Explanation } from '../docs/Explained';
import type { Answered } from './session';

/** Pages of the documents about questions, where they are not called like them. */
const pages: Readonly<Partial<Record<Answered['name'], string>>> = { chaos: 'chaos-matrix', experiment: 'experiments' };

/** The page about a kind of question: how it is computed, and when it misleads. */
export const pageAbout = (name: Answered['name']): string => pages[name] ?? name;

const told = (name: Answered['name'], words: string): Explanation => ({ words, page: pageAbout(name) });

/** What the columns of answers mean. */
export const about = {
  changeBefore: told('compare', 'Mean over the runs of the first design.'),
  changeAfter: told('compare', 'Mean over the runs of the second design, which meet the same seeds.'),
  difference: told('compare', 'Mean of the differences, pair by pair, with its interval. An interval that holds 0 shows no difference.'),
  relative: told('compare', 'The difference as a share of what it was before.'),
  verdict: told('compare', 'Whether the interval of the difference leaves 0 out, and whether that is good news.'),
  kept: told('compare', 'In how many runs it held from the end of the warm-up to the end of the run.'),
  before: told('experiment', 'After the warm-up, before the first fault. If a claim fails here, the runs show nothing.'),
  during: told('experiment', 'From the first fault to the end of the last.'),
  after: told('experiment', 'Once the time to recover in, which the claim allows, is over.'),
  recovery: told('experiment', 'From the end of the last fault until the objective was met again, mean over the runs with its interval.'),
  broken: told('experiment', 'Runs in which it was violated at least once.'),
  runs: told('knee', 'How many runs it took to be sure on which side of the bound the value is.'),
  held: told('knee', 'Met: what must hold surely does. Missed: it surely does not. Unsure: the runs do not tell.'),
  arrivals: told('knee', 'Requests that arrived a second, mean over the runs with its interval.'),
  busiest: told('knee', 'The component with the highest utilization, mean over the runs.'),
  utilization: told('right-size', 'Share of its workers that were busy, mean over the runs with these sizes.'),
  cheapest: told('right-size', 'The cheapest sizes with which all that must hold surely does.'),
  runnerUp: told('right-size', 'The next cheapest sizes with which it does too.'),
  tighter: told('right-size', 'What is no longer surely so with one less of it, the others as they are.'),
  low: told('tornado', 'The parameter at its lower value, and the figure then.'),
  high: told('tornado', 'The parameter at its higher value, and the figure then.'),
  matters: told('tornado', 'Whether either value surely moves the figure.'),
} satisfies Readonly<Record<string, Explanation>>;
