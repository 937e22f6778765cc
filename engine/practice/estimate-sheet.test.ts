import { describe, expect, test } from 'vitest';
import checkout from '../../scenarios/checkout/prompt.json';
import type { Design } from '../design/schema';
import { apply } from '../design/edits';
import type { EstimateInputs } from './estimate-inputs';
import { amount, sheetOf } from './estimate-sheet';
import { checkedEstimate } from './magnitude';
import { zPrompt } from './prompt-file';
import { trafficFrom } from './traffic-from';

const { estimate } = zPrompt.parse(checkout);

describe('the sheet', () => {
  test('shows the arithmetic line by line, and each line comes to its value', () => {
    expect(sheetOf(estimate.inputs).map(({ text }) => text)).toEqual([
      '1,080,000 users × 10 actions a day ÷ 5 one write and its reads ÷ 86,400 s = 25 /s',
      '25 writes/s × 4 reads for each = 100 /s',
      '125 reads and writes/s × 4 at the peak = 500 /s',
      '25 writes/s × 86,400 s × 730 days × 2,000 bytes × 3 copies = 9.46 TB',
      '(2,000,000 bytes/s of reads + 50,000 bytes/s of writes) × 4 at the peak = 8.2 MB/s',
      '100 reads/s × 86,400 s × 0.2 of them hot × 20,000 bytes = 34.6 GB',
      '500 /s at the peak ÷ 100 /s each = 5 servers',
    ]);
  });

  test.each(sheetOf(estimate.inputs))('$title: its terms come to its value', ({ terms, value }) => {
    const sum = terms.reduce(
      (so, { by, value: term }) => (by === '+' ? so + term : by === '÷' ? so / term : by === '×' ? so * term : term),
      0,
    );
    expect(Math.abs(sum - value)).toBeLessThan(value * 1e-9);
  });

  test.each([
    [999, '999 bytes'],
    [1000, '1 kB'],
    [3.4e15, '3.4 PB'],
  ])('%d is %s', (bytes, text) => {
    expect(amount('storageBytes', bytes)).toBe(text);
  });
});

describe('a candidate’s numbers', () => {
  const check = (inputs: Partial<EstimateInputs>, answers = {}) =>
    checkedEstimate(estimate, { inputs: { ...estimate.inputs, ...inputs }, answers });
  const of = (quantity: string, found: ReturnType<typeof check>) => found.find((one) => one.quantity === quantity)!;

  test('are right within a factor of two, near within ten', () => {
    const found = check({}, { peakPerSecond: 260, readsPerSecond: 40, writesPerSecond: 2 });
    expect(['peakPerSecond', 'readsPerSecond', 'writesPerSecond', 'servers'].map((name) => of(name, found).verdict)).toEqual([
      'right',
      'near',
      'off',
      'right',
    ]);
  });

  test('a number that is still missing is not what makes another one wrong', () => {
    const found = check({ copies: Number.NaN, hotShare: Number.NaN, users: 20_000_000 });
    expect(of('peakPerSecond', found)).toMatchObject({ verdict: 'off' });
    expect(of('peakPerSecond', found).because).toContain('the users a day: you took 20,000,000');
    expect(sheetOf({ ...estimate.inputs, copies: Number.NaN }).map(({ value }) => Number.isFinite(value))).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
      true,
    ]);
  });

  test('the input that makes them wrong is named', () => {
    const found = check({ writeBytes: 200_000, users: 1_200_000 });
    expect(of('storageBytes', found)).toMatchObject({ verdict: 'off' });
    expect(of('storageBytes', found).because).toContain('It comes from the size of a write: you took 200,000, the task says 2,000.');
    expect(of('peakPerSecond', found).verdict).toBe('right');
  });

  test.each([
    ['peakPerSecond', 125, 'You left out the peak factor.'],
    ['writesPerSecond', 25 * 86_400, 'You did not divide by the seconds of a day.'],
    ['storageBytes', 9.4608e12 / 3, 'You left out the copies.'],
    ['bandwidthBytesPerSecond', 8.2e6 * 8, 'You counted bits for bytes.'],
    ['cacheBytes', 3.456e13, 'A unit slipped by a thousand'],
    ['writesPerSecond', 125, 'You counted all actions as writes.'],
  ])('a slip in %s is recognised: %d', (quantity, value, words) => {
    expect(of(quantity, check({}, { [quantity]: value })).because).toContain(words);
  });
});

describe('the load of a drawing', () => {
  const design = {
    version: 1,
    name: 'two clients',
    nodes: [
      { id: 'web', kind: 'client', params: { traffic: { kind: 'open', rate: 30 } } },
      { id: 'mobile', kind: 'client', params: { traffic: { kind: 'open', rate: 10 } } },
      { id: 'shop', kind: 'service' },
    ],
  } as Design;
  const rates = (of: Design) =>
    (of.nodes ?? []).flatMap((node) => (node.kind === 'client' && node.params?.traffic?.kind === 'open' ? node.params.traffic.rate : []));

  test('is set to the peak, and clients keep their shares', () => {
    const { edits, factor } = trafficFrom(400, design);
    expect([factor, rates(edits.reduce(apply, design))]).toEqual([1, [300, 100]]);
  });

  test('is scaled down where it is too large to simulate, by a factor that is told', () => {
    const found = trafficFrom(3_500_000, design);
    expect([found.rate, rates(found.edits.reduce(apply, design))]).toEqual([3500, [2625, 875]]);
    expect(found.words).toContain('One simulated request stands for 1,000.');
  });

  test('is at the scale of the model, so that a wrong estimate gives a wrong load', () => {
    expect(trafficFrom(8000, design, 0.01).rate).toBe(80);
    expect(trafficFrom(800, design, 0.01).rate).toBe(8);
  });

  test('counts at the height of a curve', () => {
    const traffic = { kind: 'open', rate: 50, curve: { kind: 'ramp', to: 4, startAfter: '0s', duration: '8s' } } as const;
    const rising: Design = { ...design, nodes: [{ id: 'web', kind: 'client', params: { traffic } }] };
    expect(trafficFrom(200, rising).edits).toEqual([]);
    expect(rates(trafficFrom(400, rising).edits.reduce(apply, rising))).toEqual([100]);
  });

  test('stays where there is no client, or nothing to change', () => {
    expect(trafficFrom(40, design).edits).toEqual([]);
    expect(trafficFrom(40, { ...design, nodes: [] })).toMatchObject({
      edits: [],
      words: 'There is no client yet whose load could be set.',
    });
  });
});
