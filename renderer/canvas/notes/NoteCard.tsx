import { type Node, NodeResizeControl, type NodeProps } from '@xyflow/react';
import { memo, useEffect, useRef, useState } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { limits } from '../../../engine/design/limits';
import type { DesignNote } from '../../../engine/design/schema';
import { studio } from '../../store/studio';
import { canvasUi, useCanvasUi } from '../canvas-ui';
import { noteNodeId } from '../groups/canvas-ids';
import { withoutNotes } from '../groups/group-changes';
import styles from './notes.module.css';
import { resizeNote } from './resize-note';

export type NoteNode = Node<{ readonly note: DesignNote }, 'note'>;

/** Words on the canvas; a double click or F2 edits them in place. */
export const NoteCard = memo(function NoteCard({ id, data: { note }, selected }: NodeProps<NoteNode>) {
  const editing = useCanvasUi((ui) => ui.renaming === id);
  /** While its corner is dragged. [px] */
  const [pulled, setPulled] = useState<number | null>(null);
  return (
    <div
      className={styles['note']}
      data-look={note.look ?? 'note'}
      data-selected={selected || undefined}
      data-testid={`note-${note.id}`}
      style={{ minHeight: pulled ?? note.size?.height }}
      onDoubleClick={() => canvasUi.setState({ renaming: id })}
    >
      {editing ? (
        <NoteField note={note} />
      ) : (
        <Markdown skipHtml remarkPlugins={[remarkGfm]} disallowedElements={['img']} unwrapDisallowed components={components}>
          {note.text}
        </Markdown>
      )}
      {selected && !editing && (
        <NodeResizeControl
          position="bottom-right"
          className={styles['corner'] ?? ''}
          {...noteSizes}
          onResize={(_, { height }) => setPulled(height)}
          onResizeEnd={(_, { width, height }) => {
            setPulled(null);
            resizeNote(note.id, { width, height });
          }}
        />
      )}
    </div>
  );
});

/** What the file takes. [px] */
const noteSizes = { minWidth: 60, minHeight: 24, maxWidth: 2000, maxHeight: 2000 };

// The app opens nothing outside, so an address is text.
const components: Components = { a: ({ href, children }) => <span title={href}>{children}</span> };

function NoteField({ note }: { readonly note: DesignNote }) {
  const [text, setText] = useState(note.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => focusWhenSeen(field.current), []);
  const canvasId = noteNodeId(note.id);
  const done = (keep: boolean) => {
    if (canvasUi.getState().renaming !== canvasId) return;
    canvasUi.setState({ renaming: null });
    if (keep) write(note.id, text);
    document.querySelector<HTMLElement>(`.react-flow__node[data-id="${canvasId}"]`)?.focus({ preventScroll: true });
  };
  return (
    <textarea
      className={`${styles['field']} nodrag nopan nokey nowheel`}
      aria-label="Text of the note, in Markdown"
      value={text}
      maxLength={limits.noteLength}
      rows={Math.min(16, Math.max(2, text.split('\n').length))}
      ref={field}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => done(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') done(false);
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) done(true);
      }}
    />
  );
}

/** A new note cannot have the focus before it was measured, a frame or two after it came. @returns what gives up */
function focusWhenSeen(field: HTMLTextAreaElement | null): () => void {
  let request = 0;
  const attempt = () => {
    field?.focus({ preventScroll: true });
    if (field && document.activeElement !== field) request = requestAnimationFrame(attempt);
    else field?.select();
  };
  attempt();
  return () => cancelAnimationFrame(request);
}

/** A note without words is none. */
function write(id: string, text: string): void {
  const { document, edit } = studio.getState();
  const note = document.notes?.find((each) => each.id === id);
  if (!note || note.text === text) return;
  if (text.trim() === '') return edit(...withoutNotes(document, new Set([id])));
  edit({ kind: 'set-notes', notes: (document.notes ?? []).map((each) => (each === note ? { ...note, text } : each)) });
}
