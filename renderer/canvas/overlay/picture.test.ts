import { expect, test } from 'vitest';
import { OverlayPicture } from './picture';

/** Counts what is drawn and where: circles are calls, strokes are failures. */
function fakeContext() {
  const circles: { x: number; y: number }[] = [];
  let strokes = 0;
  const context = {
    setTransform: () => undefined,
    clearRect: () => undefined,
    beginPath: () => undefined,
    moveTo: () => undefined,
    lineTo: () => undefined,
    fill: () => undefined,
    arc: (x: number, y: number) => circles.push({ x, y }),
    stroke: () => strokes++,
  } as unknown as OffscreenCanvasRenderingContext2D;
  return { context, circles, strokes: () => strokes };
}

const look = { ok: 'blue', failed: 'red', halo: 'white' };
/** A straight line from 0 to 100. */
const path = Float32Array.of(0, 0, 50, 0, 100, 0);
const traffic = (attempts: number, errorShare = 0, pace = 1) => ({
  kind: 'traffic' as const,
  traffic: { ids: ['a', 'unknown'], values: Float64Array.of(attempts, attempts, errorShare, 1, 0, 0, 5, 5, 0, 1, 0, 0), pace },
});

function picture(still = false) {
  const of = new OverlayPicture();
  of.accept({ kind: 'look', look, still });
  of.accept({ kind: 'view', view: { width: 200, height: 100, x: 0, y: 0, zoom: 1, ratio: 2 } });
  of.accept({ kind: 'paths', paths: [['a', path]] });
  return of;
}

test('marks travel along the line of their link, and one without a line has none', () => {
  const of = picture();
  of.accept(traffic(1000));
  const first = fakeContext();
  for (let i = 0; i < 20; i++) of.draw(first.context, 0.05);
  expect(first.circles.length).toBeGreaterThan(5);
  expect(first.circles.every(({ x, y }) => x >= 0 && x <= 100 && y === 0)).toBe(true);
  expect(Math.max(...first.circles.map(({ x }) => x))).toBeGreaterThan(50);
  expect(of.moves).toBe(true);
});

test('failed calls come back as crosses', () => {
  const of = picture();
  of.accept(traffic(1000, 1));
  const { context, strokes } = fakeContext();
  for (let i = 0; i < 60; i++) of.draw(context, 0.05);
  expect(strokes()).toBeGreaterThan(2);
});

test('without motion as many marks stand as would travel, and no picture asks for another', () => {
  const of = picture(true);
  of.accept(traffic(1000));
  const { context, circles } = fakeContext();
  of.draw(context, 0.05);
  const before = [...circles];
  of.draw(context, 0.05);
  expect(before.length).toBeGreaterThan(2);
  expect(circles.slice(before.length)).toEqual(before);
  expect(of.moves).toBe(false);
});

test('nothing is left of a link that went away, nor of a run that ended', () => {
  const of = picture();
  of.accept(traffic(1000));
  for (let i = 0; i < 20; i++) of.draw(fakeContext().context, 0.05);
  of.accept({ kind: 'clear' });
  of.accept(traffic(0, 0, 0));
  const empty = fakeContext();
  of.draw(empty.context, 0.05);
  expect(empty.circles).toEqual([]);
  of.accept(traffic(1000));
  of.accept({ kind: 'paths', paths: [['a', null]] });
  for (let i = 0; i < 20; i++) of.draw(empty.context, 0.05);
  expect(empty.circles).toEqual([]);
});
