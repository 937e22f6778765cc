import { type Design, type DesignSlo, zDesign } from '../../engine/design/schema';
import { type Property, type VariantModel, fieldModel } from './field-model';

/** One objective, as the design file has it. */
export const zSlo = zDesign.shape.slos.unwrap().element;

/** The form of an objective: the schema's, but its journey is chosen from those that there are, and its id stays. */
export function sloModel({ journeys = [] }: Design): VariantModel | null {
  const model = fieldModel(zSlo);
  if (model?.kind !== 'variant') return null;
  const options = journeys.map(({ id }) => id);
  const properties = (list: readonly Property[]): Property[] =>
    list.flatMap((property) => {
      if (property.key === 'id' || (property.key === 'journey' && options.length === 0)) return [];
      const { description = '' } = property.model;
      return property.key === 'journey' ? [{ ...property, model: { kind: 'choice', description, options } }] : [property];
    });
  return { ...model, variants: model.variants.map((variant) => ({ ...variant, properties: properties(variant.properties) })) };
}

/** An objective to begin with, under an id that is free. */
export function newSlo(slos: readonly DesignSlo[]): DesignSlo {
  let n = slos.length + 1;
  while (slos.some(({ id }) => id === `objective-${n}`)) n++;
  return { id: `objective-${n}`, kind: 'latency' };
}
