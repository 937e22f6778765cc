import { z } from 'zod';
import { failure, type Problem, type Result, success } from '../core/problem';
import { apply, type Edit } from '../design/edits';
import { withSetting } from '../design/setting';
import type { Design, DesignFault } from '../design/schema';

/** Most of each that one change may hold. */
const MOST = 200;
const zPath = z.string().min(1).max(500);

/** A fault as a design's script has it. The design's own schema says what is wrong with it, when it runs. */
export const zAnyFault = () =>
  z.looseObject({ id: z.string().max(64), action: z.string().max(64) }).meta({ title: 'Fault' }) as unknown as z.ZodType<DesignFault>;
const zAnyEdit = () => z.looseObject({ kind: z.string().max(64) }).meta({ title: 'Edit' }) as unknown as z.ZodType<Edit>;

/** What is done to a design before it runs; in the order of these fields. */
export const zChange = z.strictObject({
  edits: z.array(zAnyEdit()).max(MOST).optional().describe('Typed edits, as the studio makes them; none when left out.'),
  remove: z
    .array(zPath)
    .max(MOST)
    .optional()
    .describe(
      'Places to take out: a mechanism (links.orders-payments.breaker), a node (nodes.cache), a fault (faults.slow). None when left out.',
    ),
  set: z
    .array(
      z.strictObject({
        path: zPath.describe('Where: nodes.orders.replicas, links.orders-payments.timeout.'),
        value: z.json().describe('What stands there then, as the file would have it.'),
      }),
    )
    .max(MOST)
    .optional()
    .describe('Values to set: numbers, durations, mechanisms with their fields. None when left out.'),
  faults: z.array(zAnyFault()).max(MOST).optional().describe('Faults to add to the script; none when left out.'),
});
export type Change = z.infer<typeof zChange>;

/** The design with a change made. Problems name the place in the design. */
export function withChange(design: Design, { edits = [], remove = [], set = [], faults = [] }: Change): Result<Design> {
  let changed = design;
  for (const [i, edit] of edits.entries()) {
    const edited = tryApply(changed, edit);
    if (edited === null) return failure(notAnEdit(`edits.${i}`));
    changed = edited;
  }
  for (const setting of [...remove.map((path) => ({ path })), ...set]) {
    const done = withSetting(changed, setting);
    if (!done.ok) return done;
    changed = done.value;
  }
  return success(faults.length === 0 ? changed : withFaults(changed, faults));
}

/** Faults added to the script of a design; one of the same id takes the place of the old one. */
export function withFaults(design: Design, faults: readonly DesignFault[]): Design {
  const ids = new Set(faults.map(({ id }) => id));
  return { ...design, faults: [...(design.faults ?? []).filter(({ id }) => !ids.has(id)), ...faults] };
}

/** Of an edit from outside one knows only that it has a kind. */
function tryApply(design: Design, edit: Edit): Design | null {
  try {
    return apply(design, edit);
  } catch {
    return null;
  }
}

const notAnEdit = (where: string): Problem => ({
  code: 'not-an-edit',
  severity: 'error',
  where,
  message: 'This is no edit of a design.',
  remedy: 'Write an edit with its kind and all of its fields.',
});
