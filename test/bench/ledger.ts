import saga from '../../scenarios/checkout-saga/design.faultline.json';
import type { Design } from '../../engine/design/schema';
import { timed } from './measure';

/** Pairs of runs whose processor times are compared. */
const PAIRS = 7;

/** What business facts and the claims over them cost a run, and how fast the run is with them. */
export interface MeasuredLedger {
  /** Processor time with effects and invariants over the time without: the median of pairs, one after the other. */
  readonly ratio: number;
  readonly timesRealTime: number;
}

/** The saga's checkout, with all its effects and invariants and with none; nothing else differs, as the requests show. */
export function measureLedger(seconds: number): MeasuredLedger {
  const full = neverSoldOut(saga as Design);
  const bare: Design = { ...withoutEffects(full), invariants: [] };
  for (const seed of [2, 3]) for (const design of [full, bare]) timed(design, seconds / 2, seed);
  const ratios: number[] = [];
  const times: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const first = timed(pair % 2 === 0 ? full : bare, seconds, 1);
    const second = timed(pair % 2 === 0 ? bare : full, seconds, 1);
    const [kept, dropped] = pair % 2 === 0 ? [first, second] : [second, first];
    if (kept.requests !== dropped.requests || kept.mean !== dropped.mean) throw new Error('effects change what happens');
    ratios.push(kept.cpuSeconds / dropped.cpuSeconds);
    times.push(seconds / kept.cpuSeconds);
  }
  return { ratio: median(ratios), timesRealTime: median(times) };
}

/** With enough of everything: whoever is told that a thing is sold out goes home early, and only where effects are kept. */
const neverSoldOut = (design: Design): Design => ({
  ...design,
  entities: design.entities?.map((entity) => (entity.stock === undefined ? entity : { ...entity, stock: 1e9 })) ?? [],
});

/** The same design, at every depth, but for its effect steps. */
function withoutEffects<T>(value: T): T {
  if (Array.isArray(value)) return value.filter((each) => !isEffect(each)).map(withoutEffects) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutEffects(each)])) as T;
}

const isEffect = (value: unknown): boolean => typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'effect';

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
