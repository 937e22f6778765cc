import { Select } from '@mantine/core';
import { createContext, useContext, useId } from 'react';
import { FieldLabel } from './FieldLabel';
import { type Property, words } from './field-model';
import type { FieldProps } from './field-props';
import classes from './form.module.css';
import { hiddenWords } from './hidden-words';
import { ScalarField } from './ScalarField';
import { sameJson } from './values';

interface Mixed {
  /** What each of the selected things says, by the dotted path of the field. */
  readonly values: ReadonlyMap<string, readonly unknown[]>;
  /** Names of the things, in the same order. */
  readonly names: readonly string[];
  /** Makes all say the same; undefined takes the field out. */
  readonly setAll: (path: string, value: unknown) => void;
}

/** Around a form of several things at once. */
export const MixedFields = createContext<Mixed | null>(null);
export const useMixed = (): Mixed | null => useContext(MixedFields);

interface MixedFieldProps {
  readonly property: Property;
  readonly path: string;
  readonly names: FieldProps['names'];
  readonly error: string | undefined;
}

/** A field in which the selected things differ: what is written or chosen becomes the value of all. */
export function MixedField({ property: { label, model }, path, names, error }: MixedFieldProps) {
  const id = useId();
  const mixed = useMixed();
  if (!mixed) return null;
  const set = (value: unknown) => mixed.setAll(path, value);
  const values = mixed.values.get(path) ?? [];
  if (model.kind === 'number' || model.kind === 'share' || model.kind === 'duration') {
    const { fallback: _, ...bare } = model;
    return (
      <ScalarField
        label={label}
        model={bare}
        value={undefined}
        onChange={set}
        path={path}
        errors={new Map()}
        error={error}
        withSlider={false}
        placeholder="mixed"
      />
    );
  }
  const options =
    model.kind === 'choice'
      ? model.options.map((option) => ({ label: names?.[option] ?? words(option), take: option as unknown }))
      : model.kind === 'toggle'
        ? [
            { label: 'On', take: true },
            { label: 'Off', take: false },
          ]
        : distinct(values).map((value) => ({ label: says(value, values, mixed.names), take: value }));
  return (
    <div className={classes['field']}>
      <div className={classes['row']}>
        <FieldLabel label={label} description={model.description} htmlFor={id} />
        <Select
          id={id}
          size="xs"
          className={classes['choice'] ?? ''}
          data={options.map((option, i) => ({ value: String(i), label: option.label }))}
          value={null}
          placeholder="mixed"
          onChange={(index) => index !== null && set(options[Number(index)]?.take)}
          comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
          {...hiddenWords(model.description, error)}
        />
      </div>
    </div>
  );
}

const distinct = (values: readonly unknown[]): readonly unknown[] =>
  values.filter((value, i) => values.findIndex((other) => sameJson(other, value)) === i);

/** "As Orders" or "Off, as Payments". */
function says(value: unknown, values: readonly unknown[], names: readonly string[]): string {
  const name = names[values.findIndex((other) => sameJson(other, value))] ?? '';
  return value === undefined ? `Off, as ${name}` : `As ${name}`;
}
