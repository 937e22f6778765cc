import type { z } from 'zod';
import type { zDistribution } from '../core/distribution';
import { unreachable } from '../core/invariant';
import { formatDuration, parseDuration } from '../core/units';
import type { Design } from './schema';
import type { StepInput, StockUse } from './step-schema';

// What steps do, in plain words: the same in the editor, in the sequence diagram and in what is exported.

/** Names that steps speak of. */
type Named = Pick<Design, 'nodes' | 'links' | 'entities'>;

/** One step on one line, without what lies within it. */
export function stepWords(step: StepInput, design: Named): string {
  switch (step.kind) {
    case 'work': {
      const time = step.own ? 'the node’s own service time' : distributionWords(step.time ?? '5ms');
      return `Work: ${time}${step.errorRate ? `; ${shareWords(step.errorRate)} fails` : ''}`;
    }
    case 'wait':
      return `Wait: ${distributionWords(step.time ?? '100ms')}`;
    case 'call':
      return `Call ${calleeWords(step, design)}${step.needs?.length ? `, needs ${step.needs.join(', ')}` : ''}${errorWords[step.onError ?? 'fail']}`;
    case 'read':
      return `Read${ofWhat(step.entity, ' ', design)} from ${calleeWords(step, design)}${freshness[step.consistency ?? 'any']}${errorWords[step.onError ?? 'fail']}`;
    case 'write':
      return `${step.remove ? 'Remove' : 'Write'}${ofWhat(step.entity, ' ', design)} ${step.remove ? 'from' : 'to'} ${calleeWords(step, design)}${errorWords[step.onError ?? 'fail']}`;
    case 'publish':
      return `Publish ${step.event} to ${farEnd(step.link, design)}${step.confirm ? `, confirmed${errorWords[step.onError ?? 'fail']}` : ''}`;
    case 'effect': {
      const amount = step.amount === undefined || step.amount === 1 ? '' : `, ${step.amount}`;
      const once = step.idempotent ? '; once for each request' : '';
      return `Effect: ${step.effect}${ofWhat(step.entity, ' of ', design)}${amount}${once}${stockWords[step.stock ?? 'none']}`;
    }
    case 'check':
      return `Check that ${plural(step.units ?? 1, 'unit')}${ofWhat(step.entity, ' of ', design)} ${(step.units ?? 1) === 1 ? 'is' : 'are'} left`;
    case 'parallel': {
      const count = step.branches.length;
      return step.need === undefined || step.need >= count
        ? `In parallel, all of ${count}`
        : `In parallel, until ${step.need} of ${count} succeeded`;
    }
    case 'repeat':
      return `Repeat ${step.times ?? 2} times`;
    case 'try':
      return step.unknown ? 'Try, and go on by how it ended' : 'Try, and go on where it failed for certain';
    case 'choose':
      return step.by === 'probability'
        ? `One of ${step.branches.length}, by chance`
        : `Look up${ofWhat(step.entity, ' ', design)} in ${calleeWords(step, design)}${step.singleFlight ? ', one load a key at a time' : ''}`;
    case 'saga': {
      const undone = step.stages.filter(({ compensate }) => compensate?.length).length;
      const kept = step.store === undefined ? '' : `, progress kept in ${farEnd(step.store, design)}`;
      return `Saga: ${plural(step.stages.length, 'stage')}, ${undone === 0 ? 'none with a compensation' : `${undone} with a compensation`}${kept}`;
    }
    default:
      return unreachable(step);
  }
}

/** What one of a step's lists is: "Branch 1", "30 %", "Found", "Stage 2 · Charge", "To undo it". @param path in the step, see `innerLists` */
export function listWords(step: StepInput, path: string): string {
  const at = Number(path.split('.')[1]);
  switch (step.kind) {
    case 'parallel':
      return `Branch ${at + 1}`;
    case 'choose': {
      if (step.by === 'cache-hit') return path === 'hit' ? 'Found' : 'Not found';
      const all = step.branches.reduce((sum, { share = 1 }) => sum + share, 0);
      return shareWords(all > 0 ? (step.branches[at]?.share ?? 1) / all : 1 / step.branches.length);
    }
    case 'saga': {
      const name = step.stages[at]?.name;
      return path.endsWith('.compensate')
        ? `To undo ${name ?? `stage ${at + 1}`}`
        : `Stage ${at + 1}${name === undefined ? '' : ` · ${name}`}`;
    }
    case 'try':
      return tryWords[path] ?? 'Steps';
    case 'repeat':
      return 'Each time';
    default:
      return 'Steps';
  }
}

/** The lists of a `try`. */
const tryWords: Readonly<Record<string, string>> = {
  steps: 'Try',
  ok: 'When it is done',
  failed: 'When it failed for certain',
  unknown: 'When nobody knows',
};

const stockWords: Readonly<Record<StockUse, string>> = {
  none: '',
  take: '; takes it from stock, however little is left',
  'take-if-enough': '; takes it from stock, or is refused',
  'give-back': '; gives back what was taken',
};
const errorWords = { fail: '', ignore: ', goes on if it fails', fallback: ', substitute if it fails' } as const;
const freshness = { any: '', 'own-writes': ', at least what it wrote itself', latest: ', the latest' } as const;

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Name on the canvas of what a link ends at; the link's own id where it leads nowhere. */
export function farEnd(link: string, { nodes, links }: Pick<Named, 'nodes' | 'links'>): string {
  const to = links?.find(({ id }) => id === link)?.to;
  return to === undefined ? link : (nodes?.find(({ id }) => id === to)?.name ?? to);
}

const calleeWords = ({ link, operation }: { readonly link: string; readonly operation?: string }, design: Named): string =>
  `${farEnd(link, design)}${operation === undefined ? '' : ` · ${operation}`}`;

const ofWhat = (entity: string | undefined, before: string, { entities }: Named): string =>
  entity === undefined ? '' : `${before}${entities?.find(({ id }) => id === entity)?.name ?? entity}`;

/** A share of a whole, 0 to 1: "12.5 %". */
const shareWords = (share: number): string => `${Number((share * 100).toPrecision(3))}\u00a0%`;

/** A span as people write it: "250 µs", "5 ms". */
function spanWords(value: string | number | undefined, usual: string): string {
  const nanos = parseDuration(value ?? usual);
  return nanos === null
    ? String(value)
    : formatDuration(nanos)
        .replace(/us$/, 'µs')
        .replace(/(?=[a-zµ]+$)/, '\u00a0');
}

/** The size of a random span, in short: "5 ms", "≈ 8 ms" for one that varies. */
export function briefTime(value: z.input<typeof zDistribution>): string {
  if (typeof value !== 'object') return spanWords(value, '5ms');
  const about = (span: string | number | undefined, usual: string) => `≈\u00a0${spanWords(span, usual)}`;
  switch (value.kind) {
    case 'constant':
      return spanWords(value.value, '5ms');
    case 'lognormal':
      return about(value.p50, '5ms');
    case 'pareto':
      return about(value.min, '1ms');
    case 'uniform':
      return `${spanWords(value.min, '1ms')} to ${spanWords(value.max, '10ms')}`;
    case 'empirical':
      return 'as measured';
    default:
      return about(value.mean, '5ms');
  }
}

/** A random span in words: "5 ms", "exponential, mean 5 ms". */
export function distributionWords(value: z.input<typeof zDistribution>): string {
  if (typeof value !== 'object') return spanWords(value, '5ms');
  switch (value.kind) {
    case 'constant':
      return spanWords(value.value, '5ms');
    case 'exponential':
      return `exponential, mean ${spanWords(value.mean, '5ms')}`;
    case 'gamma':
      return `gamma, mean ${spanWords(value.mean, '5ms')}, cv ${value.cv ?? 0.5}`;
    case 'lognormal':
      return `lognormal, p50 ${spanWords(value.p50, '5ms')}, p99 ${spanWords(value.p99, '20ms')}`;
    case 'lognormal-mean':
      return `lognormal, mean ${spanWords(value.mean, '5ms')}, cv ${value.cv ?? 1}`;
    case 'hyperexponential':
      return `hyperexponential, mean ${spanWords(value.mean, '5ms')}, cv ${value.cv ?? 3}`;
    case 'pareto':
      return `bounded Pareto, ${spanWords(value.min, '1ms')} to ${spanWords(value.max, '1s')}`;
    case 'uniform':
      return `uniform, ${spanWords(value.min, '1ms')} to ${spanWords(value.max, '10ms')}`;
    case 'empirical':
      return `measured, ${value.quantiles.length} points`;
    default:
      return unreachable(value);
  }
}
