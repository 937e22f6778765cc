import { SegmentedControl, Select, Textarea } from '@mantine/core';
import { limits } from '../../engine/design/limits';
import type { DesignNote } from '../../engine/design/schema';
import { useStudio } from '../store/studio';
import classes from './inspector.module.css';

/** Words on the canvas: how they look, and what they are about. */
export function NoteInspector({ note }: { readonly note: DesignNote }) {
  const nodes = useStudio((s) => s.document.nodes) ?? [];
  const notes = useStudio((s) => s.document.notes) ?? [];
  const edit = useStudio((s) => s.edit);
  const put = (changed: DesignNote) => edit({ kind: 'set-notes', notes: notes.map((each) => (each.id === note.id ? changed : each)) });
  return (
    <header key={note.id} className={classes['head']}>
      <div className={classes['kind']}>
        Note
        <span className={classes['id']}>{note.id}</span>
      </div>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Look"
        data={[
          { value: 'note', label: 'Note' },
          { value: 'text', label: 'Plain text' },
        ]}
        value={note.look ?? 'note'}
        onChange={(look) => put({ ...note, look: look === 'text' ? 'text' : 'note' })}
      />
      <Textarea
        size="xs"
        label="Text"
        description="Markdown: # heading, - list, **bold**, `code`."
        autosize
        minRows={3}
        maxRows={14}
        maxLength={limits.noteLength}
        value={note.text}
        onChange={(event) => event.currentTarget.value !== '' && put({ ...note, text: event.currentTarget.value })}
      />
      <Select
        size="xs"
        label="About"
        description="It moves along with this component."
        placeholder="Nothing in particular"
        clearable
        searchable
        data={nodes.map(({ id, name }) => ({ value: id, label: name ?? id }))}
        value={note.attachedTo ?? null}
        onChange={(id) => {
          const { attachedTo: _, ...free } = note;
          put(id === null ? free : { ...note, attachedTo: id });
        }}
      />
    </header>
  );
}
