import type { Design } from '../../../engine/design/schema';
import type { StepInput } from '../../../engine/design/step-schema';
import type { Draw } from '../draw';

/** Some designs whose effects take from stocks that run out, or give back to them. */
export function withRandomStock(draw: Draw, design: Design): Design {
  const [first] = design.entities ?? [];
  if (first === undefined || draw.chance(0.7)) return design;
  const entities = design.entities!.map((entity) => ({ ...entity, ...draw.maybe(0.8, () => ({ stock: draw.int(0, 200) })) }));
  const stocked = (step: StepInput): StepInput[] => {
    if (step.kind !== 'effect' || draw.chance(0.4)) return [step];
    const entity = draw.one(entities).id;
    const taking: StepInput = { ...step, entity, stock: draw.one(['take', 'take-if-enough', 'give-back']) };
    return draw.chance(0.3) ? [{ kind: 'check', entity, units: draw.int(0, 3) }, taking] : [taking];
  };
  return { ...design, entities, nodes: mapSteps(design.nodes, stocked) };
}

/** The same value with other effect steps, at every depth. */
function mapSteps<T>(value: T, change: (step: StepInput) => StepInput[]): T {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => (isEffect(each) ? change(each) : [mapSteps(each, change)])) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapSteps(each, change)])) as T;
}

const isEffect = (value: unknown): value is StepInput =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'effect';
