import { useStore, ViewportPortal } from '@xyflow/react';
import { useStudio } from '../../store/studio';
import { CARD } from '../../../engine/design/auto-layout';
import { noteNodeId } from '../groups/canvas-ids';
import styles from './notes.module.css';

/** A thin line from each note to the component that it is about. */
export function NoteThreads() {
  const notes = useStudio((s) => s.document.notes);
  const attached = notes?.filter(({ attachedTo }) => attachedTo !== undefined) ?? [];
  if (attached.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={styles['threads']} aria-hidden>
        {attached.map(({ id, attachedTo }) => (
          <Thread key={id} note={noteNodeId(id)} node={attachedTo ?? ''} />
        ))}
      </svg>
    </ViewportPortal>
  );
}

/** Follows both ends while they move. */
function Thread({ note, node }: { readonly note: string; readonly node: string }) {
  const d = useStore((s) => {
    const [one, other] = [s.nodeLookup.get(note), s.nodeLookup.get(node)];
    if (!one || !other) return '';
    const from = middleOf(one.internals.positionAbsolute, one.measured);
    const to = middleOf(other.internals.positionAbsolute, CARD);
    return `M ${from.x} ${from.y} L ${to.x} ${to.y}`;
  });
  return d ? <path d={d} /> : null;
}

const middleOf = (at: { x: number; y: number }, size: { width?: number | undefined; height?: number | undefined }) => ({
  x: Math.round(at.x + (size.width ?? 0) / 2),
  y: Math.round(at.y + (size.height ?? 0) / 2),
});
