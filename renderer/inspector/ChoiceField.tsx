import { MultiSelect, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { FieldProps } from './field-props';
import { FieldLabel } from './FieldLabel';
import { hiddenWords } from './hidden-words';
import { type ChoiceModel, type ChoicesModel, type TextModel, type ToggleModel, words } from './field-model';
import classes from './form.module.css';
import { asText, effective } from './values';

/** Longest row of words that still fits side by side; each but the first takes the room of some letters more. */
const SEGMENT_LETTERS = 24;
const BETWEEN = 4;

/** One of a few words: side by side while they fit, else a list. */
export function ChoiceField({ label, model, value, onChange, names }: FieldProps<ChoiceModel>) {
  const id = useId();
  const data = model.options.map((option) => ({ value: option, label: names?.[option] ?? words(option) }));
  const chosen = asText(effective(model, value));
  const reset = value !== undefined && model.fallback !== undefined ? () => onChange(undefined) : undefined;
  const named = (option: unknown) => data.find((item) => item.value === option)?.label;
  const fits = data.length <= 3 && data.reduce((letters, item) => letters + item.label.length + BETWEEN, -BETWEEN) <= SEGMENT_LETTERS;
  return (
    <div className={classes['field']}>
      <div className={classes['row']}>
        <FieldLabel
          label={label}
          description={model.description}
          {...(fits ? { id } : { htmlFor: id })}
          onReset={reset}
          resetTo={named(model.fallback)}
        />
        {fits ? (
          <SegmentedControl
            size="xs"
            data={data}
            value={chosen}
            onChange={onChange}
            aria-labelledby={`${id}-label`}
            aria-describedby={`${id}-description`}
          />
        ) : (
          <Select
            id={id}
            size="xs"
            className={classes['choice'] ?? ''}
            data={data}
            value={chosen}
            allowDeselect={false}
            onChange={(next) => next !== null && onChange(next)}
            comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
            {...hiddenWords(model.description)}
          />
        )}
      </div>
    </div>
  );
}

/** Any of a few words, at least `least`. */
export function ChoicesField({ label, model, value, onChange, names, error }: FieldProps<ChoicesModel>) {
  const id = useId();
  const chosen = effective(model, value);
  const data = model.options.map((option) => ({ value: option, label: names?.[option] ?? words(option) }));
  const [short, setShort] = useState(false);
  const message = short ? `Keep at least ${model.least}.` : error;
  const change = (next: string[]) => {
    setShort(next.length < model.least);
    // The schema's order, so that the same choice is always the same text in the file.
    if (next.length >= model.least) onChange(model.options.filter((option) => next.includes(option)));
  };
  return (
    <div className={classes['field']}>
      <FieldLabel
        label={label}
        description={model.description}
        htmlFor={id}
        onReset={value !== undefined ? () => onChange(undefined) : undefined}
      />
      <MultiSelect
        id={id}
        size="xs"
        data={data}
        value={Array.isArray(chosen) ? chosen.map(String) : []}
        onChange={change}
        hidePickedOptions
        {...hiddenWords(model.description, message)}
      />
      {message && (
        <div role="alert" className={classes['error']}>
          {message}
        </div>
      )}
    </div>
  );
}

export function ToggleField({ label, model, value, onChange }: FieldProps<ToggleModel>) {
  const id = useId();
  return (
    <div className={classes['field']}>
      <div className={classes['row']}>
        <FieldLabel
          label={label}
          description={model.description}
          htmlFor={id}
          id={id}
          onReset={value !== undefined && model.fallback !== undefined ? () => onChange(undefined) : undefined}
        />
        <Switch
          id={id}
          size="xs"
          checked={effective(model, value) === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
          aria-describedby={`${id}-description`}
        />
      </div>
    </div>
  );
}

/** Applied on Enter or when the focus leaves; emptied, what may be left out is left out. */
export function TextField({ label, model, value, onChange, error, optional = false }: FieldProps<TextModel>) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    if (typed === '' && optional) onChange(undefined);
    else if (typed !== null && typed.length >= model.minLength) onChange(typed);
    setTyped(null);
  };
  return (
    <div className={classes['field']}>
      <FieldLabel label={label} description={model.description} htmlFor={id} />
      <TextInput
        id={id}
        size="xs"
        value={typed ?? asText(value)}
        placeholder={asText(model.fallback)}
        maxLength={model.maxLength}
        {...hiddenWords(model.description, error)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      {error && (
        <div role="alert" className={classes['error']}>
          {error}
        </div>
      )}
    </div>
  );
}
