import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zLesson } from '../../engine/design/lesson';
import { dockTabs } from '../dock/tabs';
import { tourScenario, tourSteps } from './tour-steps';

const folder = path.join(import.meta.dirname, '../../scenarios', tourScenario);
const design = JSON.parse(readFileSync(path.join(folder, 'design.faultline.json'), 'utf8')) as { nodes: { id: string }[] };
const lesson = zLesson.parse(JSON.parse(readFileSync(path.join(folder, 'lesson.json'), 'utf8')));

test('the tour names only steps, components and tabs that there are, the steps in the order of the lesson', () => {
  const steps = tourSteps.flatMap((stop) => stop.lesson ?? []);
  const places = steps.map((id) => lesson.steps.findIndex((step) => step.id === id));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  for (const { at, tab, lesson: step, action } of tourSteps) {
    const node = /data-id="([^"]+)"/.exec(at)?.[1];
    if (node !== undefined) expect(design.nodes.map(({ id }) => id)).toContain(node);
    if (tab !== undefined) expect(dockTabs.map(({ id }) => id)).toContain(tab);
    expect(step === undefined).toBe(action === undefined);
  }
});

test('it takes two minutes: about 200 words a minute, and the time to watch', () => {
  const words = tourSteps.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  expect(words).toBeLessThan(300);
});
