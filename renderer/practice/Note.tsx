import { Textarea } from '@mantine/core';
import { practice } from './practice';
import type { Interview, NoteId } from './record';

interface NoteProps {
  readonly interview: Interview;
  readonly note: NoteId;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly rows?: number;
}

/** A place to write in; every letter is kept at once. */
export function Note({ interview: { id, notes, ended }, note, label, hint, placeholder = '', rows = 3 }: NoteProps) {
  return (
    <Textarea
      size="sm"
      label={label}
      description={hint}
      placeholder={placeholder}
      autosize
      minRows={rows}
      maxRows={14}
      maxLength={20_000}
      readOnly={ended !== null}
      value={notes[note] ?? ''}
      onChange={(event) => practice.getState().note(id, note, event.currentTarget.value)}
    />
  );
}
