import { describe, expect, test } from 'vitest';
import { check } from '../design/resolve';
import type { Design, DesignExperiment } from '../design/schema';
import { run } from '../simulate/run';
import { serialCrew } from './crew';
import { ask } from './definition';
import { experiment } from './experiment';
import { type ExperimentResult, zExperiments } from './experiment-document';
import { atLeast } from './experiment-judge';

const slow = {
  id: 'slow',
  action: 'added-latency',
  target: { node: 'bank' },
  params: { extra: '600ms' },
  startAfter: '10s',
  duration: '4s',
} as const;

/** A shop that asks a bank; a payment must come once, and within 200 ms. */
const shop = (experiments: DesignExperiment[], more: Partial<Design> = {}): Design => ({
  version: 1,
  name: 'Shop',
  run: { duration: '20s', warmup: '2s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 50 } } },
    {
      id: 'shop',
      kind: 'service',
      params: { replicas: 1, workers: 100, mode: 'async' },
      operations: [{ name: 'buy', steps: [{ kind: 'call', link: 'pay' }] }],
    },
    {
      id: 'bank',
      kind: 'service',
      params: { replicas: 1, workers: 1000, mode: 'async', serviceTime: '20ms' },
      operations: [{ name: 'charge', steps: [{ kind: 'work' }, { kind: 'effect', effect: 'Paid', entity: 'order' }] }],
    },
  ],
  links: [
    { id: 'enter', from: 'users', to: 'shop' },
    { id: 'pay', from: 'shop', to: 'bank', policy: { timeout: '20s' } },
  ],
  entities: [{ id: 'order', by: 'request' }],
  invariants: [{ id: 'once', kind: 'at-most-once', effect: 'Paid' }],
  slos: [{ id: 'fast', kind: 'latency', percentile: 99, below: '200ms' }],
  experiments,
  ...more,
});

async function done(design: Design, replications = 2): Promise<ExperimentResult> {
  const result = await ask(experiment, { design, replications }, serialCrew());
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(zExperiments.parse(result.value)).toEqual(result.value);
  return result.value.experiments[0]!;
}
const problemsOf = async (design: Design, experiments?: string[]): Promise<unknown> => {
  const result = await ask(experiment, { design, ...(experiments && { experiments }) }, serialCrew());
  return result.ok ? [] : result.problems;
};

describe('an experiment', () => {
  test('holds where all that was claimed did: before, meanwhile, and after', async () => {
    const mild = { ...slow, params: { extra: '50ms' } };
    const result = await done(shop([{ id: 'mild', faults: [mild] }]), 5);
    expect(result).toMatchObject({
      from: 10,
      until: 14,
      recoveryAllowed: 30,
      simulated: 54,
      faults: ['Add latency on bank (extra 50ms), from 10s for 4s'],
    });
    expect(result.verdict).toMatchObject({ outcome: 'holds', held: 5 });
    expect(result.verdict.text).toMatch(
      /^Holds in all of 5 runs \(so at least 54 % of such runs hold, with 95 % confidence\): 1 objective hold throughout; 1 invariant hold/,
    );
    const [fast] = result.objectives;
    expect(fast).toMatchObject({
      before: { metIn: 5, runs: 5 },
      during: { metIn: 5 },
      after: { metIn: 5, runs: 5 },
      recovery: { mean: 0 },
    });
    // The extra time is on the calls of the fault, and on no others.
    expect(fast!.during.measured.mean! - fast!.before.measured.mean!).toBeGreaterThan(45);
    expect(fast!.after.measured.mean! - fast!.before.measured.mean!).toBeLessThan(2);
    expect(result.runs[0]!.seen.phases.map(({ id, from, until }) => [id, from, until])).toEqual([
      ['before', 2, 10],
      ['during', 10, 14],
      ['after', 44, 54],
    ]);
  });

  test('is broken by an objective that was missed meanwhile, with its numbers', async () => {
    const result = await done(shop([{ id: 'slow', faults: [slow], hypothesis: { recovery: '5s' } }]));
    expect(result.verdict.outcome).toBe('broken');
    expect(result.verdict.text).toMatch(
      /^Broken in 2 of 2 runs; with seed 1: p99 of all journeys below 200ms: 6\d\d ms while faults were on \(10 to 14 s\), \d+ of \d+ requests went wrong\./,
    );
    expect(result.runs[0]!.evidence).toMatchObject([{ what: 'objective', subject: 'fast', phase: 'during' }]);
    expect(result.objectives[0]!.recoveredIn).toBe(2);
    // Answers that were under way when it ended come 600 ms later: windows of the first second are missed.
    expect(result.objectives[0]!.recovery.mean).toBe(1);
  });

  test('may let objectives be missed meanwhile, and holds them to the time to recover in', async () => {
    const allowed = await done(shop([{ id: 'slow', faults: [slow], hypothesis: { meanwhile: 'may-miss', recovery: '2s' } }]));
    expect(allowed.verdict.outcome).toBe('holds');
    const long: Design = shop([
      { id: 'crash', faults: [{ ...slow, params: { extra: '5s' } }], hypothesis: { meanwhile: 'may-miss', recovery: '2s' } },
    ]);
    const late = await done(long);
    expect(late.verdict.outcome).toBe('broken');
    expect(late.runs[0]!.evidence.find(({ what }) => what === 'recovery')!.text).toMatch(
      /^fast was met again only \d s after the last fault, 2 s were allowed$/,
    );
  });

  test('is stopped where its condition says so', async () => {
    const abort = [{ kind: 'objective', objective: 'fast', over: '2s' }] as const;
    const result = await done(shop([{ id: 'slow', faults: [slow], abort: [...abort] }]));
    expect(result.verdict.outcome).toBe('aborted');
    const [first] = result.runs;
    expect(first!.seen.aborted!.at).toBeGreaterThan(10);
    expect(first!.seen.aborted!.at).toBeLessThan(14);
    expect(first!.seen.aborted!.text).toBe('the objective fast was missed over the last 2 s');
    expect(first!.seen.phases.at(-1)).toMatchObject({ id: 'during', until: first!.seen.aborted!.at });
    const backlog = await done(
      shop([
        { id: 'slow', faults: [{ ...slow, action: 'replica-crash', params: {} }], abort: [{ kind: 'failures', above: 0.9, over: '1s' }] },
      ]),
    );
    expect(backlog.runs[0]!.seen.aborted!.text).toMatch(/% of the requests of the last 1 s failed or came late/);
  });

  test('shows nothing where something was wrong before', async () => {
    const strict = shop([{ id: 'slow', faults: [slow] }], { slos: [{ id: 'fast', kind: 'latency', percentile: 99, below: '5ms' }] });
    const result = await done(strict);
    expect(result.verdict).toMatchObject({ outcome: 'no steady state', held: 0, atLeast: 0 });
    expect(result.verdict.text).toContain('Nothing is shown: in 2 of 2 runs something was wrong before the first fault');
  });

  test('is broken by an invariant, with the requests that did it', async () => {
    // Attempts that time out are made again, and the bank charges for each.
    const retrying = shop([{ id: 'slow', faults: [slow], hypothesis: { slos: [], meanwhile: 'may-miss' } }]);
    const links = retrying.links!.map((link) =>
      link.id === 'pay' ? { ...link, policy: { timeout: '100ms', retry: { attempts: 2 } } } : link,
    );
    const result = await done({ ...retrying, links });
    expect(result.verdict.outcome).toBe('broken');
    expect(result.runs[0]!.evidence).toMatchObject([{ what: 'invariant', subject: 'once' }]);
    expect(result.runs[0]!.evidence[0]!.text).toMatch(
      /broken \d+ times, first at 1\d\.\d+ s: order \d+: once too often, by request \d+ at bank/,
    );
    expect(result.invariants).toMatchObject([{ id: 'once', brokenIn: 2 }]);
  });

  test('takes the script of the design where it has no faults of its own, and the design runs with it all the same', async () => {
    const scripted = shop([{ id: 'script' }], { faults: [slow] });
    expect((await done(scripted)).faults).toHaveLength(1);
    const own = shop([{ id: 'own', faults: [slow] }]);
    const [plain, beside] = [run(shop([])), run(own)];
    expect(plain.ok && beside.ok && plain.value.digest === beside.value.digest).toBe(true);
  });
});

describe('an experiment that cannot be done', () => {
  test('on a node that was deleted is a warning in the design, and refused', async () => {
    const design = shop([{ id: 'gone', faults: [{ ...slow, target: { node: 'deleted' } }] }]);
    const found = {
      code: 'experiment-with-misplaced-fault',
      where: 'experiments.gone.faults.slow.target',
      remedy: 'Name what exists, or remove the fault.',
    };
    expect(check(design)).toMatchObject([{ ...found, severity: 'warning' }]);
    expect(run(design, { duration: 3 }).ok).toBe(true);
    expect(await problemsOf(design)).toMatchObject([{ ...found, severity: 'error' }]);
  });

  test.each<[string, DesignExperiment, Partial<Design>, string, string]>([
    ['no faults at all', { id: 'x' }, {}, 'experiment-without-faults', 'experiments.x.faults'],
    [
      'nothing claimed',
      { id: 'x', faults: [slow] },
      { slos: [], invariants: [] },
      'experiment-without-hypothesis',
      'experiments.x.hypothesis',
    ],
    [
      'an objective that is gone',
      { id: 'x', faults: [slow], hypothesis: { slos: ['gone'] } },
      {},
      'experiment-of-missing-part',
      'experiments.x.hypothesis.slos',
    ],
    [
      'a node that is gone in a condition',
      { id: 'x', faults: [slow], abort: [{ kind: 'backlog', node: 'gone' }] },
      {},
      'experiment-of-missing-part',
      'experiments.x.abort.0.node',
    ],
    [
      'a fault in the warm-up',
      { id: 'x', faults: [{ ...slow, startAfter: '3s' }] },
      {},
      'experiment-without-steady-state',
      'experiments.x.faults.slow.startAfter',
    ],
    [
      'a script in the warm-up',
      { id: 'x' },
      { faults: [{ ...slow, startAfter: '0s' }] },
      'experiment-without-steady-state',
      'faults.slow.startAfter',
    ],
  ])('with %s', async (_, one, more, code, where) => {
    const design = shop([one], more);
    expect(check(design)).toMatchObject([{ code, where, severity: 'warning' }]);
    expect(await problemsOf(design)).toMatchObject([{ code, where, severity: 'error' }]);
  });

  test('that is not there is named, with those that are', async () => {
    expect(await problemsOf(shop([{ id: 'slow', faults: [slow] }]), ['slwo'])).toMatchObject([
      { code: 'no-such-experiment', remedy: 'There is: slow.' },
    ]);
    expect(await problemsOf(shop([]))).toMatchObject([{ code: 'no-experiments' }]);
  });
});

test('what so many runs can show is the bound of Clopper and Pearson', () => {
  // All of n: the n-th root of 0.05. 8 of 10: 0.4931 in their tables.
  expect(atLeast(10, 10)).toBeCloseTo(0.05 ** 0.1, 6);
  expect(atLeast(8, 10)).toBeCloseTo(0.4931, 3);
  expect(atLeast(0, 10)).toBe(0);
});
