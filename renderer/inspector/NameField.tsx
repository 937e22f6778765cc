import { TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';

export interface NameFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** Several lines, and Enter makes a new one. */
  readonly long?: boolean;
  /** Undefined when it was emptied. */
  readonly onChange: (value: string | undefined) => void;
}

/** A text that is applied on Enter or when the focus leaves; Escape takes it back. */
export function NameField({ label, value, placeholder, maxLength = 120, long = false, onChange }: NameFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    if (typed !== null && typed.trim() !== (value ?? '')) onChange(typed.trim() || undefined);
    setTyped(null);
  };
  const props = {
    size: 'xs',
    'aria-label': label,
    value: typed ?? value ?? '',
    placeholder: placeholder ?? '',
    maxLength,
    onBlur: keep,
    onChange: (event: { currentTarget: { value: string } }) => setTyped(event.currentTarget.value),
    onKeyDown: (event: { key: string }) => {
      if (event.key === 'Enter' && !long) keep();
      if (event.key === 'Escape') setTyped(null);
    },
  };
  return long ? <Textarea {...props} autosize minRows={2} maxRows={6} /> : <TextInput {...props} />;
}
