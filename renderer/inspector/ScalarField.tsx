import { Slider, TextInput } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { type KeyboardEvent, useId, useState } from 'react';
import { FieldLabel } from './FieldLabel';
import { hiddenWords } from './hidden-words';
import type { FieldProps } from './field-props';
import classes from './form.module.css';
import { type ScalarModel, type Scalar, scalarOf } from './scalar';
import { effective } from './values';

/** A number, share or duration: typed as people write it, or slid. Nothing is applied that cannot be read. */
export function ScalarField({
  label,
  model,
  value,
  onChange,
  error,
  withSlider = true,
  placeholder,
}: FieldProps<ScalarModel> & { readonly withSlider?: boolean; readonly placeholder?: string }) {
  const id = useId();
  const scalar = scalarOf(model);
  const [typed, setTyped] = useState<string | null>(null);
  const [slid, setSlid] = useState<number | null>(null);
  // The run follows the thumb, though not at every pixel.
  const follow = useThrottledCallback(onChange, 120);
  const now = effective(model, value);
  const read = typed === null || typed.trim() === '' ? null : scalar.read(typed);
  const message = read && !read.ok ? read.message : error;

  const keep = () => {
    if (typed?.trim() === '' && model.fallback !== undefined) onChange(undefined);
    else if (read?.ok && scalar.write(read.value) !== scalar.write(now)) onChange(read.value);
    if (!read || read.ok) setTyped(null);
  };
  const step = (direction: 1 | -1) => {
    const stop = scalar.stops[scalar.stopOf(read?.ok ? read.value : now) + direction];
    setTyped(null);
    if (stop !== undefined) onChange(stop);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') keep();
    else if (event.key === 'Escape') setTyped(null);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      step(event.key === 'ArrowUp' ? 1 : -1);
    }
  };
  const shown = slid !== null ? scalar.write(scalar.stops[slid]) : (typed ?? scalar.write(value));

  return (
    <div className={classes['field']}>
      <div className={classes['row']}>
        <FieldLabel
          label={label}
          description={model.description}
          htmlFor={id}
          onReset={
            value !== undefined && model.fallback !== undefined
              ? () => {
                  setTyped(null);
                  onChange(undefined);
                }
              : undefined
          }
          resetTo={withSuffix(scalar, model.fallback)}
        />
        <TextInput
          id={id}
          size="xs"
          className={classes['scalar'] ?? ''}
          value={shown}
          placeholder={placeholder ?? scalar.write(model.fallback)}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={keep}
          onKeyDown={onKeyDown}
          {...hiddenWords(model.description, message)}
          spellCheck={false}
          autoComplete="off"
          {...(scalar.suffix && {
            rightSection: <span className={classes['unit']}>{scalar.suffix}</span>,
            rightSectionWidth: suffixWidth(scalar),
            rightSectionPointerEvents: 'none' as const,
          })}
        />
      </div>
      {withSlider && hasScale(model) && (
        <Slider
          className={classes['slider'] ?? ''}
          size={3}
          thumbSize={12}
          label={null}
          min={0}
          max={scalar.stops.length - 1}
          step={1}
          value={slid ?? scalar.stopOf(now)}
          onChange={(index) => {
            setSlid(index);
            follow(scalar.stops[index]);
          }}
          onChangeEnd={(index) => {
            setSlid(null);
            setTyped(null);
            onChange(scalar.stops[index]);
          }}
          thumbLabel={label}
          thumbValueText={withSuffix(scalar, slid !== null ? scalar.stops[slid] : now) ?? ''}
        />
      )}
      {message && (
        <div role="alert" className={classes['error']}>
          {message}
        </div>
      )}
    </div>
  );
}

/** A number without unit, a seed for example, is a name: sliding it means nothing. */
const hasScale = (model: ScalarModel) => model.kind !== 'number' || model.unit !== '';

const suffixWidth = ({ suffix }: Scalar) => 12 + suffix.length * 7.2;

/** A value with its unit: "30 %". */
function withSuffix(scalar: Scalar, value: unknown): string | undefined {
  const text = scalar.write(value);
  return text === '' ? undefined : `${text}${scalar.suffix ? ` ${scalar.suffix}` : ''}`;
}
