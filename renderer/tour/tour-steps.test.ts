import { expect, test } from 'vitest';
import { dockTabs } from '../dock/tabs';
import { readScenario } from '../scenarios/scenarios';
import { tourScenario, tourSteps } from './tour-steps';

const scenario = await readScenario(tourScenario);
const design = JSON.parse(scenario.text) as { readonly nodes: readonly { readonly id: string }[] };
const lesson = scenario.lesson!;

test('the tour names only steps, components and tabs that there are, the steps in the order of the lesson', () => {
  const steps = tourSteps.flatMap((stop) => stop.lesson ?? []);
  const places = steps.map((id) => lesson.steps.findIndex((step) => step.id === id));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  const nodes = tourSteps.flatMap(({ at }) => /data-id="([^"]+)"/.exec(at)?.[1] ?? []);
  const tabs = tourSteps.flatMap(({ tab }) => tab ?? []);
  expect(design.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(nodes));
  expect(dockTabs.map(({ id }) => id)).toEqual(expect.arrayContaining(tabs));
  expect(tourSteps.filter(({ lesson: step, action }) => (step === undefined) !== (action === undefined))).toEqual([]);
});

test('it takes two minutes: about 200 words a minute, and the time to watch', () => {
  const words = tourSteps.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  expect(words).toBeLessThan(300);
});
