import { z } from 'zod';
import { refersTo, zDuration } from '../core/fields';
import { formatDuration } from '../core/units';

/** Most effects that one invariant may add up. */
const MOST_EFFECTS = 20;

/** Name of a business fact: `PaymentCaptured`. */
export const zEffectName = () =>
  z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._/-]*$/, { error: 'An effect’s name is letters, digits, spaces and . _ / -.' });

const zWithin = () => zDuration({ min: '1ms', max: '1d' }).prefault('30s');
const common = {
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'An id is 1 to 64 small letters, digits and dashes: "charged-once".' })
    .describe('Name in this file and in the report.'),
  name: z.string().min(1).max(120).optional().describe('Name on the screen; the id when left out.'),
};

const zNamedEffect = () => zEffectName().meta(refersTo('effect'));

/** A claim over the ledger, held for each thing that effects are recorded of: each order, each sku. */
export const zBusinessInvariant = z.discriminatedUnion('kind', [
  z
    .strictObject({
      ...common,
      kind: z.literal('at-most-once'),
      effect: zNamedEffect().describe('Effect that must not happen twice to one thing.'),
    })
    .meta({ title: 'At most once' }),
  z
    .strictObject({
      ...common,
      kind: z.literal('exactly-once'),
      effect: zNamedEffect().describe('Effect that must happen once, and not twice.'),
      after: zNamedEffect().describe('Effect after which it is due.'),
      within: zWithin().describe('Time from the first `after` by which it must have happened.'),
    })
    .meta({ title: 'Exactly once' }),
  z
    .strictObject({
      ...common,
      kind: z.literal('implies'),
      effect: zNamedEffect().describe('Effect that promises another one.'),
      follows: zNamedEffect().describe('Effect that must have happened too. Before counts as well.'),
      within: zWithin().describe('Time from the first `effect` by which it must have happened.'),
    })
    .meta({ title: 'Implies' }),
  z
    .strictObject({
      ...common,
      kind: z.literal('sum'),
      add: z.array(zNamedEffect()).min(1).max(MOST_EFFECTS).describe('Effects whose amounts are added.'),
      subtract: z.array(zNamedEffect()).max(MOST_EFFECTS).prefault([]).describe('Effects whose amounts are taken off again.'),
      stock: z.number().min(0).max(1e12).meta({ unit: '' }).describe('The sum must not exceed this for any one thing.'),
    })
    .meta({ title: 'Sum within stock' }),
  z
    .strictObject({
      ...common,
      kind: z.literal('balanced'),
      effect: zNamedEffect().describe('Effect that must be answered by another, each time it happens.'),
      by: z.array(zNamedEffect()).min(1).max(MOST_EFFECTS).describe('Effects that answer it, one for one.'),
      within: zWithin().describe('Time after which it stays unbalanced. An answer that comes first may wait for it as long.'),
    })
    .meta({ title: 'Balanced' }),
]);
export type BusinessInvariant = z.output<typeof zBusinessInvariant>;

/** Every effect that it speaks of, with its field. */
export function effectsOf(invariant: BusinessInvariant): { readonly effect: string; readonly field: string }[] {
  const many = (field: string, effects: readonly string[]) => effects.map((effect, i) => ({ effect, field: `${field}.${i}` }));
  const one = (field: string, effect: string) => ({ effect, field });
  switch (invariant.kind) {
    case 'at-most-once':
      return [one('effect', invariant.effect)];
    case 'exactly-once':
      return [one('effect', invariant.effect), one('after', invariant.after)];
    case 'implies':
      return [one('effect', invariant.effect), one('follows', invariant.follows)];
    case 'sum':
      return [...many('add', invariant.add), ...many('subtract', invariant.subtract)];
    case 'balanced':
      return [one('effect', invariant.effect), ...many('by', invariant.by)];
  }
}

/** The claim in words. */
export function businessInvariantText(invariant: BusinessInvariant): string {
  switch (invariant.kind) {
    case 'at-most-once':
      return `${invariant.effect} at most once`;
    case 'exactly-once':
      return `${invariant.effect} exactly once, within ${formatDuration(invariant.within)} of ${invariant.after}`;
    case 'implies':
      return `${invariant.effect} implies ${invariant.follows} within ${formatDuration(invariant.within)}`;
    case 'sum': {
      const minus = invariant.subtract.map((effect) => ` − ${effect}`).join('');
      return `${invariant.add.join(' + ')}${minus} at most ${invariant.stock}`;
    }
    case 'balanced':
      return `${invariant.effect} balanced by ${invariant.by.join(' or ')} within ${formatDuration(invariant.within)}`;
  }
}
