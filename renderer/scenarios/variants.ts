import { load } from '../../engine/design/file';
import type { Design } from '../../engine/design/schema';
import { referenceOf, weakOf } from '../../engine/practice/scenario';
import type { Scenario } from './scenarios';

/** `opens`: what the lesson begins with. `reference`: the reference solution. Else the id of a weak variant. */
export type VariantId = string;

export interface Variant {
  readonly id: VariantId;
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly about: string;
}

/** Every form of a scenario that one can look at. */
export const variantsOf = ({ file }: Scenario): readonly Variant[] => [
  { id: 'opens', title: 'As the lesson begins', about: 'Opens with the lesson beside it.' },
  ...(file
    ? [
        { id: 'reference', title: 'Reference solution', about: 'Meets all of its objectives at the stated load.' },
        ...file.weak.map(({ id, title, why }) => ({ id, title: `Weak: ${title}`, about: why })),
      ]
    : []),
];

/** The design of a variant; null where there is none of that name. */
export function variantDesign({ text, file }: Scenario, variant: VariantId): Design | null {
  const loaded = load(text);
  if (!loaded.ok) return null;
  const { design } = loaded.value;
  if (variant === 'opens' || !file) return variant === 'opens' ? design : null;
  const reference = referenceOf(design, file);
  const weak = file.weak.find(({ id }) => id === variant);
  return variant === 'reference' ? reference : weak ? weakOf(reference, weak) : null;
}
