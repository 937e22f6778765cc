import { describe, expect, test } from 'vitest';
import { type Lesson, zLesson } from '../design/lesson';
import type { Design, DesignFault } from '../design/schema';
import { run } from '../simulate/run';
import { changesOf, changesUpTo, lessonProblems, measureClaims, runLesson } from './lesson';
import { sampleReport } from './sample-report';

const design: Design = {
  version: 1,
  name: 'Shop',
  run: { duration: '3s', warmup: '1s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 100 } } },
    { id: 'shop', kind: 'service', params: { serviceTime: { kind: 'constant', value: '2ms' } } },
  ],
  links: [{ id: 'users-shop', from: 'users', to: 'shop', network: { latency: { kind: 'constant', value: 0 } } }],
};
const slow: DesignFault = { id: 'slow', action: 'slow-down', target: { node: 'shop' }, params: { factor: 4 } };
const lessonOf = (...steps: object[]): Lesson =>
  zLesson.parse({
    version: 1,
    title: 'Slow',
    summary: '',
    steps: steps.map((step, i) => ({ id: `s${i + 1}`, title: `Step ${i + 1}`, text: '', ...step })),
  });
const inject = { kind: 'inject', fault: slow };
const heal = { kind: 'heal', fault: 'slow' };
const faster = {
  kind: 'edit',
  edit: { kind: 'replace-node', node: { ...design.nodes![1]!, params: { serviceTime: { kind: 'constant', value: '1ms' } } } },
};
const story = lessonOf(
  { claims: [{ text: '{value}', measure: 'nodes.shop.service.mean', value: 2, unit: 'ms', tolerance: 0.01 }] },
  { actions: [inject], claims: [{ text: '{value}', measure: 'nodes.shop.service.mean', value: 7, unit: 'ms', tolerance: 0.01 }] },
  { actions: [faster, heal], claims: [{ text: '{value}', measure: 'nodes.nowhere.rate', value: 1, unit: '', tolerance: 9 }] },
);

function baseOf(options = {}) {
  const result = run(design, options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

test('a step stands on all before it', () => {
  expect(changesUpTo(story, 's1')).toEqual([]);
  expect(changesUpTo(story, 's2')).toMatchObject([{ kind: 'inject', at: 0 }]);
  expect(changesUpTo(story, 's3', 2).map(({ kind, at }) => [kind, at])).toEqual([
    ['inject', 2e9],
    ['edit', 2e9],
    ['heal', 2e9],
  ]);
  expect(() => changesUpTo(story, 's4')).toThrow('no step "s4"');
});

test('a fault of a step starts as long after the step as it says', () => {
  const later = lessonOf({ actions: [{ kind: 'inject', fault: { ...slow, startAfter: '1s' } }] });
  const { marks } = baseOf({ changes: changesUpTo(later, 's1') });
  expect(marks.filter(({ kind }) => kind === 'fault-start').map(({ at }) => at)).toEqual([1]);
});

test('a step may be about a finding, and then it must bring it', () => {
  const calling: Design = {
    ...design,
    nodes: [...design.nodes!, { id: 'bank', kind: 'external' }],
    links: [...design.links!, { id: 'shop-bank', from: 'shop', to: 'bank', policy: { timeout: '1s' } }],
  };
  const hasty = { kind: 'edit', edit: { kind: 'replace-link', link: { id: 'shop-bank', from: 'shop', to: 'bank' } } };
  const codes = (findings: string[]) => lessonProblems(calling, lessonOf({ actions: [hasty], findings })).map(({ message }) => message);
  expect(codes(['no-timeout'])).toEqual([]);
  expect(codes([])).toHaveLength(1);
  expect(codes(['no-timeout', 'contract-broken'])).toEqual([
    'The step is about the finding "contract-broken", which its actions do not bring.',
  ]);
});

test('a step by itself is only what it does', () => {
  expect(changesOf(story, 's3', 5).map(({ kind, at }) => [kind, at])).toEqual([
    ['edit', 5e9],
    ['heal', 5e9],
  ]);
});

test('a claim holds up to and including its tolerance; without a number it does not', () => {
  const { throughput } = sampleReport().requests;
  const claims = [0.5, 0.49].map((off) => ({
    text: '{value}',
    measure: 'requests.throughput',
    value: throughput + 0.5,
    unit: '/s',
    tolerance: off,
  }));
  const gone = { text: '{value}', measure: 'requests.gone', value: 0, unit: '', tolerance: 9 };
  const measured = measureClaims(lessonOf({ claims: [...claims, gone] }).steps[0]!, sampleReport());
  expect(measured.map(({ measured: value, holds }) => [value, holds])).toEqual([
    [throughput, true],
    [throughput, false],
    [null, false],
  ]);
});

describe('running a lesson', () => {
  test('measures every step on a run of its own', () => {
    const base = baseOf();
    const { steps, problems } = runLesson(design, story, base);
    expect(problems).toEqual([]);
    expect(steps.map(({ id, claims }) => [id, claims[0]!.measured, claims[0]!.holds])).toEqual([
      ['s1', expect.closeTo(2, 6), true],
      // Four times 2 ms; the lesson says 7.
      ['s2', expect.closeTo(8, 6), false],
      ['s3', null, false],
    ]);
    expect(steps[0]!.digest).toBe(base.digest);
    expect(new Set(steps.map(({ digest }) => digest)).size).toBe(3);
  });

  test('takes the options of the run, and tells how far it is', () => {
    const options = { seed: 9, duration: 2 };
    const shares: number[] = [];
    const { steps } = runLesson(design, story, baseOf(options), { ...options, onProgress: (share) => shares.push(share) });
    const third = run(design, { ...options, changes: changesUpTo(story, 's3') });
    expect(third).toMatchObject({ ok: true, value: { digest: steps[2]!.digest } });
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  test('ends at the step that cannot be done', () => {
    const { steps, problems } = runLesson(design, lessonOf({}, { actions: [{ kind: 'edit', edit: { kind: 'add-link' } }] }, {}), baseOf());
    expect(steps.map(({ id }) => id)).toEqual(['s1']);
    expect(problems.map(({ severity, where }) => [severity, where])).toContainEqual(['error', 'steps.s2.actions']);
  });

  test('goes on where an action merely does nothing', () => {
    const { steps, problems } = runLesson(design, lessonOf({ actions: [heal] }, {}), baseOf());
    expect(steps).toHaveLength(2);
    expect(problems).toMatchObject([{ severity: 'warning', message: 'The fault "slow" is not on.' }]);
  });
});

describe('what is wrong with actions', () => {
  test('nothing, where each fits what those before left', () => {
    expect(lessonProblems(design, story)).toEqual([]);
  });

  test.each([
    ['an edit without its fields', { kind: 'edit', edit: { kind: 'set-journeys' } }, 'error', 'This is no edit.'],
    ['an edit of no kind', { kind: 'edit', edit: { kind: 'explode' } }, 'error', 'This is no edit.'],
    ['no design at all', { kind: 'edit', edit: { kind: 'replace-design' } }, 'error', ''],
    [
      'an edit that breaks the design',
      { kind: 'edit', edit: { kind: 'add-link', link: { id: 'x', from: 'shop', to: 'nowhere' } } },
      'error',
      'nowhere',
    ],
    ['an edit that changes nothing', { kind: 'edit', edit: { kind: 'remove-node', id: 'nobody' } }, 'warning', 'An edit changes nothing.'],
    ['a fault on nothing', { kind: 'inject', fault: { ...slow, target: { node: 'nobody' } } }, 'error', 'nobody'],
    ['the end of a fault that is not on', heal, 'warning', 'The fault "slow" is not on.'],
  ])('%s', (_what, action, severity, words) => {
    const problems = lessonProblems(design, lessonOf({}, { actions: [action] }, { actions: [inject] }));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]).toMatchObject({ code: 'lesson-action', severity, where: 'steps.s2.actions' });
    expect(problems[0]!.message).toContain(words);
  });

  test('what the design brings along is not the lesson’s', () => {
    const idle: Design = { ...design, nodes: [...design.nodes!, { id: 'spare', kind: 'service' }] };
    expect(lessonProblems(idle, story)).toEqual([]);
  });
});
