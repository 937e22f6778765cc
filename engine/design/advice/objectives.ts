import { nodeKinds } from '../../nodes/registry';
import { hint } from '../checks/check';
import { stepsOf } from '../steps';
import type { Advice } from './advice';
import { quoted } from './words';

/** Nodes from which on a drawing without objectives is more than a sketch. */
const SKETCH = 5;

/** What the design promises, by which one could tell whether it is well. */
export const objectives: Advice = function* ({ index }) {
  const { nodes, journeys, slos, invariants } = index.design;
  const clients = nodes.some(({ kind }) => kind === 'client');
  if (slos.length === 0 && clients && (journeys.length > 0 || nodes.length >= SKETCH)) {
    yield hint({
      code: 'no-objectives',
      where: 'slos',
      message: `Nothing says how fast and how often ${journeys.length > 0 ? quoted(journeys.map(({ id }) => id)) : 'requests'} must succeed, so no run can say whether the design is good enough.`,
      remedy: 'Give each journey an objective: a latency, an availability.',
    });
  }
  const aboutAll = slos.some(({ journey }) => journey === undefined);
  for (const { id, deadline } of journeys) {
    if (deadline === undefined) {
      yield hint({
        code: 'journey-without-deadline',
        where: `journeys.${id}.deadline`,
        message: `No answer to "${id}" is ever late: work goes on for users who have left, and goodput counts it as good.`,
        remedy: 'Say how long a user waits.',
      });
    }
    if (slos.length > 0 && !aboutAll && !slos.some(({ journey }) => journey === id)) {
      yield hint({
        code: 'journey-without-objective',
        where: `journeys.${id}`,
        message: `Other journeys have objectives, and "${id}" has none: it may fail unseen.`,
        remedy: 'Give it an objective too.',
      });
    }
  }
  const effects = [
    ...new Set(nodes.flatMap((node) => [...stepsOf(node)].flatMap(({ step }) => (step.kind === 'effect' ? [step.effect] : [])))),
  ];
  if (effects.length > 0 && invariants.length === 0) {
    yield hint({
      code: 'no-invariants',
      where: 'invariants',
      message: `The ledger counts ${quoted(effects)}, and nothing says what must hold: a double charge would be a number like any other.`,
      remedy: 'Say what must hold for each thing: at most once, never without, within the stock.',
    });
  }
  const priced = nodes.filter(({ prices }) => prices !== undefined);
  const free = nodes.filter(({ kind, prices }) => prices === undefined && nodeKinds[kind].role !== 'source' && kind !== 'external');
  const [first] = free;
  if (priced.length > 0 && first) {
    yield hint({
      code: 'prices-incomplete',
      where: `nodes.${first.id}.prices`,
      message: `${priced.length} nodes have prices and ${free.length} have none (${quoted(free.slice(0, 4).map(({ id }) => id))}${free.length > 4 ? ' …' : ''}): the cost of the design is too low.`,
      remedy: 'Give the others prices too; 0 where they cost nothing.',
    });
  }
};
