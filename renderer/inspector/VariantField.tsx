import { Select } from '@mantine/core';
import { useId } from 'react';
import { topicOf } from '../docs/topics';
import type { ReactNode } from 'react';
import type { FieldProps } from './field-props';
import { FieldLabel } from './FieldLabel';
import { hiddenWords } from './hidden-words';
import type { Property, VariantModel } from './field-model';
import classes from './form.module.css';
import { ScalarField } from './ScalarField';
import { type Fields, effective, isFields, readVariant, sameValue, switchVariant, writeVariant } from './values';

/** Longest title that fits beside a label. */
const LETTERS = 14;

export interface VariantFieldProps extends FieldProps<VariantModel> {
  /** The fields of the variant are not set in further. */
  readonly flat?: boolean;
  readonly renderProperties: (list: readonly Property[], fields: Fields, onChange: (fields: Fields) => void) => ReactNode;
}

/** One of several shapes: a list of their titles, then the fields of the one chosen. */
export function VariantField({ flat = false, label, model, value, onChange, path, errors, error, renderProperties }: VariantFieldProps) {
  const id = useId();
  const now = effective(model, value);
  const { variant, fields } = readVariant(model, now);
  const apply = (next: unknown) => onChange(sameValue(model, next, model.fallback) ? undefined : next);
  // Beside long titles only a short label has room.
  const wide = model.variants.some(({ title }) => title.length > LETTERS);
  const [only, ...more] = variant?.properties ?? [];
  const plainFallback = model.fallback === undefined || isFields(model.fallback) ? only?.model.fallback : model.fallback;
  const isPlain = model.plain !== undefined && variant?.value === model.plain.is && more.length === 0;
  return (
    <div className={classes['field']}>
      <div className={classes['row']} data-wraps={wide || undefined}>
        <FieldLabel
          label={label}
          description={model.description}
          htmlFor={id}
          topic={flat ? undefined : topicOf(path, variant?.value)}
          onReset={value !== undefined && model.fallback !== undefined && !isPlain ? () => onChange(undefined) : undefined}
        />
        <Select
          id={id}
          size="xs"
          className={classes[wide ? 'wideChoice' : 'choice'] ?? ''}
          value={variant?.value ?? null}
          allowDeselect={false}
          data={model.variants.map((item) => ({ value: item.value, label: item.title }))}
          onChange={(name) => name !== null && apply(switchVariant(model, now, name))}
          comboboxProps={wide ? {} : { width: 'max-content', position: 'bottom-end' }}
          {...hiddenWords(model.description)}
        />
      </div>
      {error && (
        <div role="alert" className={classes['error']}>
          {error}
        </div>
      )}
      {variant && only && (
        <div className={classes[flat ? 'flat' : 'inner']}>
          {isPlain && only.model.kind === 'duration' ? (
            // A bare duration: what it shows as default is the default of the whole field.
            <ScalarField
              label={only.label}
              model={{ ...only.model, fallback: plainFallback }}
              value={value === undefined ? undefined : fields[only.key]}
              path={path}
              errors={errors}
              onChange={(next) => apply(next ?? plainFallback)}
            />
          ) : (
            renderProperties(variant.properties, fields, (next) => apply(writeVariant(model, variant, next)))
          )}
        </div>
      )}
    </div>
  );
}
