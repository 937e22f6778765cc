import { effectsOf } from '../../policies/business-invariants';
import { nearest } from '../nearest';
import { stepsOf } from '../steps';
import { type Check, error } from './check';

/** An invariant speaks of effects that some step records. */
export const invariantEffects: Check = function* ({ design, unreadable }) {
  // A node that cannot be read may well record it.
  if (unreadable.nodes.size > 0) return;
  const recorded = new Set(
    design.nodes.flatMap((node) => [...stepsOf(node)].flatMap(({ step }) => (step.kind === 'effect' ? [step.effect] : []))),
  );
  for (const invariant of design.invariants) {
    for (const { effect, field } of effectsOf(invariant)) {
      if (recorded.has(effect)) continue;
      const meant = nearest(effect, [...recorded]);
      yield error({
        code: 'unknown-effect',
        where: `invariants.${invariant.id}.${field}`,
        message: `Invariant "${invariant.id}" speaks of "${effect}", which no step records.`,
        remedy: meant
          ? `Did you mean "${meant}"? Otherwise add an effect step of this name.`
          : 'Add an effect step of this name, or name another effect.',
      });
    }
  }
};
