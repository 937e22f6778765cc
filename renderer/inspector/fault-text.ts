import type { z } from 'zod';
import { type FaultAction, faultActions } from '../../engine/faults/registry';
import { type FieldModel, properties, words } from './field-model';
import { scalarOf } from './scalar';
import { asText, effective, isFields } from './values';

/** How strong a fault is, in a word: "+4s" would need code per fault, "4s", "×10", "50 %" do not. */
export function faultStrength(action: FaultAction, params: unknown): string {
  const fields = isFields(params) ? params : {};
  return properties(faultActions[action].params as z.ZodType)
    .map(({ key, model }) => valueText(model, effective(model, fields[key])))
    .filter(Boolean)
    .join(', ');
}

/** A value as it stands in a form, with its unit. */
export function valueText(model: FieldModel, value: unknown): string {
  switch (model.kind) {
    case 'number':
    case 'share':
    case 'duration': {
      const { write, suffix } = scalarOf(model);
      const text = write(value);
      return suffix === '×' ? `×\u00a0${text}` : suffix ? `${text}\u00a0${value === 1 ? suffix.replace(/(?<!\/)s$/, '') : suffix}` : text;
    }
    case 'choice':
      return words(String(value)).toLowerCase();
    case 'text':
      return asText(value);
    default:
      return '';
  }
}
