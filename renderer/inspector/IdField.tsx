import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { zId } from '../../engine/design/names';
import type { Thing } from '../../engine/design/rename';
import type { Selection } from '../store/state';
import { studio, useStudio } from '../store/studio';
import classes from './inspector.module.css';

interface IdFieldProps {
  readonly id: string;
  readonly list: 'nodes' | 'links';
}

/** The id of a component or link in the file. Changed on Enter or when the focus leaves, wherever the design says it; Escape takes it back. */
export function IdField({ id, list }: IdFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = useStudio((s) => (typed === null || typed === id ? null : wrongWith(typed, s.document[list] ?? [])));
  const keep = () => {
    if (typed !== null && typed !== id && wrong === null) rename(id, typed, list);
    setTyped(null);
  };
  return (
    <TextInput
      size="xs"
      variant="unstyled"
      className={classes['idField'] ?? ''}
      aria-label="Id in the file"
      title="Id in the file: steps, links and faults say it. To a run that goes on, another id is another component."
      value={typed ?? id}
      error={wrong}
      maxLength={64}
      onBlur={keep}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

function wrongWith(id: string, taken: readonly { readonly id: string }[]): string | null {
  if (taken.some((each) => each.id === id)) return `“${id}” is taken. Choose another one.`;
  const read = zId().safeParse(id);
  return read.success ? null : (read.error.issues[0]?.message ?? 'This is no id.');
}

function rename(from: string, to: string, list: IdFieldProps['list']): void {
  const { edit, select } = studio.getState();
  const thing: Thing = list === 'nodes' ? { nodeId: from } : { linkId: from };
  edit({ kind: 'rename', thing, to });
  select({ [list]: [to] } satisfies Partial<Selection>);
}
