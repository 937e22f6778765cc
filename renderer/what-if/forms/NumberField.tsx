import { NumberInput } from '@mantine/core';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  readonly width?: number;
  readonly suffix?: string;
}

/** A number in its bounds; null while what is written is none. */
export function NumberField({ label, value, onChange, min, max, whole = false, width = 96, suffix }: NumberFieldProps) {
  return (
    <NumberInput
      label={label}
      size="xs"
      w={width}
      value={value ?? ''}
      min={min}
      max={max}
      allowDecimal={!whole}
      clampBehavior="none"
      error={!inBounds(value, min, max) && `${min} to ${max}`}
      onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      {...(suffix !== undefined && { suffix })}
    />
  );
}

export const inBounds = (value: number | null, min: number, max: number): value is number => value !== null && value >= min && value <= max;
