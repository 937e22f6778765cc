import { describe, expect, test } from 'vitest';
import { faultActions } from '../../engine/faults/registry';
import { nodeKinds } from '../../engine/nodes/registry';
import { filesIn, foldersIn } from './modules';

describe('registries', () => {
  test('every folder of engine/nodes is a registered kind, under its own name', () => {
    expect(Object.keys(nodeKinds).toSorted()).toEqual(foldersIn('engine/nodes').toSorted());
    for (const [name, definition] of Object.entries(nodeKinds)) expect(definition.kind).toBe(name);
  });

  test('every file of engine/faults is a registered fault, under its own name', () => {
    const files = filesIn('engine/faults')
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => file.replace('engine/faults/', '').replace('.ts', ''))
      .filter((name) => name !== 'definition' && name !== 'registry');
    expect(Object.keys(faultActions).toSorted()).toEqual(files.toSorted());
    for (const [name, definition] of Object.entries(faultActions)) expect(definition.action).toBe(name);
  });

  test('every scenario has a design, a lesson, what it is held to, and a prompt', () => {
    const scenarios = foldersIn('scenarios');
    expect(scenarios).toContain('checkout');
    for (const slug of scenarios)
      expect(filesIn(`scenarios/${slug}`)).toEqual(
        expect.arrayContaining(
          ['design.faultline.json', 'lesson.json', 'scenario.json', 'prompt.json'].map((name) => `scenarios/${slug}/${name}`),
        ),
      );
  });
});
