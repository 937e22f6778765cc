import { z } from 'zod';
import { failure, type Problem, type Result, success } from '../core/problem';
import { zFault, type Design, type DesignFault } from '../design/schema';
import { type FaultAction, faultActions } from '../faults/registry';

const actions = Object.keys(faultActions) as [FaultAction, ...FaultAction[]];

/** What sets a system off: a fault whose strength, or length, is varied. */
export const zTrigger = z
  .strictObject({
    action: z.enum(actions).default('traffic-surge').describe('Fault that it is; a surge of traffic when left out.'),
    target: zFault.options[0].shape.target.optional().describe('What it is done to; every client when left out.'),
    params: z.record(z.string(), z.unknown()).default({}).describe('How strong it is, but for what is varied.'),
    size: z.string().max(64).default('factor').describe('Parameter that is varied; "duration" for how long it lasts, in seconds.'),
  })
  .meta({ title: 'Trigger' });
export type Trigger = z.output<typeof zTrigger>;

/** The faults of one size of a trigger. @param at when it starts [s] @param lasts how long, unless that is what is varied [s] */
export function triggersOf(design: Design, trigger: Trigger, size: number, at: number, lasts: number): DesignFault[] {
  const { action, target, params } = trigger;
  const targets = target ? [target] : (design.nodes ?? []).filter(({ kind }) => kind === 'client').map(({ id }) => ({ node: id }));
  const varied = trigger.size === DURATION ? params : { ...params, [trigger.size]: size };
  return targets.map(
    (on, i) =>
      ({
        id: `trigger-${i + 1}`,
        action,
        target: on,
        params: varied,
        startAfter: `${at}s`,
        duration: `${trigger.size === DURATION ? size : lasts}s`,
      }) as DesignFault,
  );
}

const DURATION = 'duration';

/** How long a trigger of a size lasts. [s] */
export const lengthOf = (trigger: Trigger, size: number, lasts: number): number => (trigger.size === DURATION ? size : lasts);

/** Whether the fault has what is varied. */
export function triggerProblems({ action, size, params }: Trigger): Result<void> {
  const fields = Object.keys((faultActions[action].params as z.ZodObject).shape);
  const unknown = [...Object.keys(params), ...(size === DURATION ? [] : [size])].find((name) => !fields.includes(name));
  return unknown === undefined ? success(undefined) : failure(noSuchField(action, unknown, fields));
}

const noSuchField = (action: string, name: string, fields: readonly string[]): Problem => ({
  code: 'no-such-parameter',
  severity: 'error',
  where: `trigger.${name}`,
  message: `The fault "${action}" has no parameter "${name}".`,
  remedy: `Name one of: ${[...fields, DURATION].join(', ')}.`,
});
