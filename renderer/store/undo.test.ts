import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply, type Edit } from '../../engine/design/edits';
import { save } from '../../engine/design/file';
import type { Design } from '../../engine/design/schema';
import { nothingToUndo, remember, stepBack, stepForward } from './undo';

const start: Design = { version: 1, name: 'Start', nodes: [], links: [] };
const id = fc.integer({ min: 0, max: 11 }).map((n) => `n${n}`);
const position = fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) });

/** What one might do to a design, whether or not it is possible there. */
const action = fc.oneof(
  fc.record({ do: fc.constant('add' as const), id, position }),
  fc.record({ do: fc.constant('remove' as const), id }),
  fc.record({ do: fc.constant('move' as const), id, position }),
  fc.record({ do: fc.constant('workers' as const), id, count: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ do: fc.constant('link' as const), id, to: id }),
  fc.record({ do: fc.constant('unlink' as const), id, to: id }),
  fc.record({ do: fc.constant('name' as const), name: fc.string({ minLength: 1, maxLength: 20 }) }),
);

function editOf(design: Design, a: typeof action extends fc.Arbitrary<infer T> ? T : never): Edit | null {
  if (a.do === 'name') return { kind: 'set-info', name: a.name };
  const node = design.nodes?.find((each) => each.id === a.id);
  if (a.do === 'add') return node ? null : { kind: 'add-node', node: { id: a.id, kind: 'service', position: a.position } };
  if (!node) return null;
  switch (a.do) {
    case 'remove':
      return { kind: 'remove-node', id: a.id };
    case 'move':
      return { kind: 'move-nodes', positions: { [a.id]: a.position } };
    case 'workers':
      return { kind: 'replace-node', node: { ...node, kind: 'service', params: { workers: a.count } } };
    default: {
      const link = `${a.id}-${a.to}`;
      const there = design.links?.some((each) => each.id === link) ?? false;
      if (a.do === 'unlink') return there ? { kind: 'remove-link', id: link } : null;
      const other = design.nodes?.some((each) => each.id === a.to) ?? false;
      return there || !other ? null : { kind: 'add-link', link: { id: link, from: a.id, to: a.to } };
    }
  }
}

test('500 steps back and forth end in the same bytes, and every step on the way is as it was', () => {
  // Method: 12 random sequences of 500 edits that do something.
  fc.assert(
    fc.property(fc.array(action, { minLength: 1_800, maxLength: 1_900 }), (actions) => {
      let design = start;
      let undo = nothingToUndo;
      let now = 0;
      const files = [save(start)];
      for (const one of actions) {
        const edit = editOf(design, one);
        if (!edit || files.length > 500) continue;
        // Far apart, so that each is a step of its own.
        undo = remember(undo, design, [edit], (now += 10_000));
        design = apply(design, edit);
        files.push(save(design));
      }
      expect(undo.past.length).toBe(files.length - 1);
      expect(files).toHaveLength(501);
      const sampled: boolean[] = [];
      for (let step = files.length - 2; step >= 0; step--) {
        const back = stepBack(undo, design)!;
        ({ design, state: undo } = back);
        sampled.push(step % 25 === 0 ? save(design) === files[step] : true);
      }
      expect(stepBack(undo, design)).toBeNull();
      for (let step = 1; step < files.length; step++) {
        const forth = stepForward(undo, design)!;
        ({ design, state: undo } = forth);
        sampled.push(step % 25 === 0 ? save(design) === files[step] : true);
      }
      expect(sampled.indexOf(false)).toBe(-1);
      expect(save(design)).toBe(files.at(-1));
      expect(stepForward(undo, design)).toBeNull();
    }),
    { numRuns: 12, seed: 7 },
  );
});
