import { type NodeChange, applyNodeChanges } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { studio, useStudio } from '../store/studio';
import type { CardNode } from './ComponentCard';
import { placesOf } from './auto-layout';
import { problemMark } from './problem-marks';

/** The nodes of the document as cards. While one is dragged its place is local; the document hears of it at the end. */
export function useCards() {
  const design = useStudio((s) => s.document);
  const selected = useStudio((s) => s.selection.nodes);
  const problems = useStudio((s) => s.problems);
  const [cards, setCards] = useState<CardNode[]>([]);
  const dragging = useRef(false);

  useEffect(() => {
    const places = placesOf(design);
    setCards((old) => {
      const before = new Map(old.map((card) => [card.id, card]));
      return (design.nodes ?? []).map((node) => {
        const card = before.get(node.id);
        const problem = problemMark(problems, 'nodes', node.id);
        const position = dragging.current && card ? card.position : (places[node.id] ?? { x: 0, y: 0 });
        const isSelected = selected.includes(node.id);
        if (card?.data.node === node && card.data.problem === problem && card.selected === isSelected && samePlace(card.position, position))
          return card;
        const data = card?.data.node === node && card.data.problem === problem ? card.data : { node, problem };
        return {
          ...card,
          id: node.id,
          type: 'component',
          position,
          data,
          selected: isSelected,
          ariaLabel: `${node.name ?? node.id}, ${node.kind}`,
        } satisfies CardNode;
      });
    });
  }, [design, selected, problems]);

  const onChange = useCallback((changes: NodeChange<CardNode>[]) => {
    setCards((old) =>
      applyNodeChanges(
        changes.filter((change) => change.type !== 'select' && change.type !== 'remove'),
        old,
      ),
    );
    const { selection } = studio.getState();
    const chosen = new Set(selection.nodes);
    for (const change of changes) {
      if (change.type === 'select') change.selected ? chosen.add(change.id) : chosen.delete(change.id);
      // Arrow keys move without a drag.
      if (change.type === 'position' && change.position && change.dragging === false && !dragging.current)
        place([[change.id, change.position]]);
      if (change.type === 'position' && change.dragging) dragging.current = true;
    }
    if (changes.some((change) => change.type === 'select')) studio.getState().select({ nodes: [...chosen], links: selection.links });
  }, []);

  const onMoved = useCallback((_: unknown, second: CardNode | CardNode[], third?: CardNode[]) => {
    dragging.current = false;
    const moved = third ?? (Array.isArray(second) ? second : [second]);
    place(moved.map((card) => [card.id, card.position]));
  }, []);
  return { cards, onChange, onMoved };
}

type Position = { readonly x: number; readonly y: number };
const samePlace = (a: Position, b: Position) => a.x === b.x && a.y === b.y;

/** Writes places into the document. Nodes that were laid out by themselves get theirs too, so that they stay when others move. */
function place(moved: readonly (readonly [string, Position])[]): void {
  const { document, edit } = studio.getState();
  const places = placesOf(document);
  const before = document.nodes ?? [];
  const changed = moved.filter(([id, at]) => Math.round(at.x) !== places[id]?.x || Math.round(at.y) !== places[id]?.y);
  if (changed.length === 0) return;
  const unplaced = before.filter((node) => !node.position).map((node) => [node.id, places[node.id] ?? { x: 0, y: 0 }] as const);
  edit({ kind: 'move-nodes', positions: Object.fromEntries([...unplaced, ...changed]) });
}
