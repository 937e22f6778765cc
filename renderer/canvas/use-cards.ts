import { type NodeChange, applyNodeChanges } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { studio, useStudio } from '../store/studio';
import { type CanvasNode, canvasIdsOf, canvasNodes, selectionOf } from './canvas-nodes';
import { type Drag, beginDrag, dragTo, endDrag } from './drag';
import { sceneOf } from '../../engine/design/scene';
import { glide, takeGlide } from './glide';

/** The document as things on the canvas. While some are dragged their places are local; the document hears of them at the end. */
export function useCards() {
  const design = useStudio((s) => s.document);
  const selection = useStudio((s) => s.selection);
  const scene = useMemo(() => sceneOf(design), [design]);
  const [cards, setCards] = useState<CanvasNode[]>([]);
  const shown = useRef(cards);
  const drag = useRef<Drag | null>(null);
  const held = useHeldKeys();

  const show = useCallback((next: CanvasNode[]) => {
    shown.current = next;
    setCards(next);
  }, []);
  const rebuild = useCallback(() => {
    const before = new Map(shown.current.map((card) => [card.id, card]));
    const next = canvasNodes(design, scene, selection, before);
    if (takeGlide()) return glide(shown.current, next, show);
    show(next);
    return undefined;
  }, [design, scene, selection, show]);
  useEffect(() => {
    // What changes meanwhile is shown when the drag has ended.
    if (drag.current) return undefined;
    return rebuild();
  }, [rebuild]);

  const onChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const sizes = changes.filter((change) => change.type === 'dimensions');
      if (sizes.length > 0) show(applyNodeChanges(sizes, shown.current));
      const chosen = new Set(canvasIdsOf(studio.getState().selection));
      for (const change of changes) if (change.type === 'select') change.selected ? chosen.add(change.id) : chosen.delete(change.id);
      if (changes.some((change) => change.type === 'select'))
        studio.getState().select({ ...selectionOf(chosen), links: studio.getState().selection.links });

      const moves = changes.flatMap((change) =>
        change.type === 'position' && change.dragging && change.position ? [{ id: change.id, position: change.position }] : [],
      );
      if (moves.length === 0) return;
      drag.current ??= beginDrag(
        studio.getState().document,
        moves.map(({ id }) => id),
        shown.current,
      );
      show(dragTo(drag.current, moves, shown.current, held.current.alt));
    },
    [show, held],
  );

  const onMoved = useCallback(() => {
    const ended = drag.current;
    drag.current = null;
    if (ended) endDrag(ended, held.current.copy);
    rebuild();
  }, [rebuild, held]);
  return { cards, scene, onChange, onMoved };
}

/** The keys that change what a drag does, as the pointer's last event said: Alt moves freely, Ctrl (on a Mac Command) leaves the originals. */
function useHeldKeys() {
  const held = useRef({ alt: false, copy: false });
  useEffect(() => {
    const note = ({ altKey, ctrlKey, metaKey }: MouseEvent) => {
      held.current = { alt: altKey, copy: ctrlKey || metaKey };
    };
    const kinds = ['mousemove', 'mouseup'] as const;
    for (const kind of kinds) window.addEventListener(kind, note, { capture: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, note, { capture: true });
    };
  }, []);
  return held;
}
