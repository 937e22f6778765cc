import { expect, test } from 'vitest';
import type { Sequence, SequenceItem } from '../../engine/design/sequence';
import { cutText, layOut, textWidth } from './sequence-layout';

const call = (from: string | null, to: string, text: string): SequenceItem => ({
  kind: 'message',
  style: 'call',
  from,
  to,
  text,
  step: null,
  link: null,
});
const reply = (from: string, to: string): SequenceItem => ({ kind: 'message', style: 'reply', from, to, text: '', step: null, link: null });
const run = (node: string, ...items: SequenceItem[]): SequenceItem => ({ kind: 'run', node, operation: null, items });
const work = (node: string, text = '5 ms'): SequenceItem => ({ kind: 'activity', what: 'work', node, text, step: null });
const sequence = (...items: SequenceItem[]): Sequence => ({
  participants: ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase(), kind: 'service' })),
  items,
  cut: false,
});

test('columns stand apart as far as heads and texts need', () => {
  const short = layOut(sequence(call('a', 'b', 'x')));
  const long = layOut(sequence(call('a', 'b', 'a rather long name of a call')));
  const [a, b, c] = long.heads;
  expect(b!.x - a!.x).toBeGreaterThan(textWidth('a rather long name of a call'));
  expect(c!.x - b!.x).toBe(short.heads[2]!.x - short.heads[1]!.x);
  expect(b!.x - a!.x).toBeGreaterThan(short.heads[1]!.x - short.heads[0]!.x);
  // A text over two columns needs no more than both together.
  const over = layOut(sequence(call('a', 'c', 'a name')));
  expect(over.heads.map(({ x }) => x)).toEqual(short.heads.map(({ x }) => x));
});

test('a run is a bar from its call to its answer, and one inside another stands beside it', () => {
  const { bars, arrows } = layOut(
    sequence(call('a', 'b', 'x'), run('b', work('b'), call('b', 'b', 'again'), run('b', work('b')), reply('b', 'b')), reply('b', 'a')),
  );
  expect(bars).toHaveLength(2);
  const [inner, outer] = bars;
  expect(outer!.y1).toBe(arrows[0]!.y);
  expect(outer!.y2).toBeLessThanOrEqual(arrows.at(-1)!.y);
  expect(inner!.x).toBeGreaterThan(outer!.x);
  expect(inner!.y1).toBeGreaterThan(outer!.y1);
  expect(inner!.y2).toBeLessThanOrEqual(outer!.y2);
  expect(arrows[1]!.self).toBe(true);
});

test('time goes down, nothing lies on anything else, and all of it is inside', () => {
  const frame = (items: SequenceItem[], more: SequenceItem[]): SequenceItem => ({
    kind: 'frame',
    frame: 'parallel',
    text: 'In parallel, all of 2',
    step: null,
    node: 'a',
    sections: [
      { text: 'Branch 1', items },
      { text: 'Branch 2', items: more },
    ],
  });
  const inner = frame([work('a')], [call('a', 'c', 'deep'), run('c', work('c', 'a long text that needs room')), reply('c', 'a')]);
  const drawing = layOut(
    sequence(call(null, 'a', 'start'), run('a', work('a'), frame([call('a', 'b', 'x'), run('b'), reply('b', 'a')], [inner]))),
  );
  const ys = [
    ...drawing.arrows.map(({ y }) => y),
    ...drawing.labels.map(({ y }) => y),
    ...drawing.frames.flatMap(({ sections }) => sections.map(({ y }) => y + 13)),
  ].toSorted((p, q) => p - q);
  ys.slice(1).forEach((y, i) => expect(y - ys[i]!).toBeGreaterThanOrEqual(9));
  const [outside, within] = drawing.frames;
  expect(within!.x1).toBeGreaterThan(outside!.x1);
  expect(within!.x2).toBeLessThanOrEqual(outside!.x2);
  expect(within!.y2).toBeLessThanOrEqual(outside!.y2);
  for (const { x, text } of drawing.labels) expect(x + textWidth(cutText(text))).toBeLessThanOrEqual(drawing.width);
  for (const { x1, x2 } of drawing.arrows) expect(Math.min(x1, x2)).toBeGreaterThanOrEqual(0);
  for (const { y2 } of [...drawing.frames, ...drawing.bars]) expect(y2).toBeLessThan(drawing.height);
});

test('long texts are cut, and arrows say who says what', () => {
  expect(cutText('x'.repeat(80)).length).toBeLessThan(40);
  expect(layOut(sequence(call('a', 'b', 'pay'))).arrows[0]!.words).toBe('A calls B: pay');
  expect(layOut({ participants: [], items: [], cut: false }).arrows).toEqual([]);
});
