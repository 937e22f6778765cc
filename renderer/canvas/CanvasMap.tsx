import { MiniMap } from '@xyflow/react';
import { useMemo } from 'react';
import { contentOf } from '../../engine/design/groups';
import { type NodeKind, nodeKinds } from '../../engine/nodes/registry';
import { actionsOn } from '../store/faults';
import { live, useLive } from '../store/live';
import { studio, useStudio } from '../store/studio';
import styles from './Canvas.module.css';
import type { CanvasNode } from './canvas-nodes';
import { mapHelps } from './canvas-map';
import { useCanvasUi } from './canvas-ui';
import { worstOf } from './groups/use-worst';
import { type Health, healthOf, withFaults } from '../../engine/measure/health';

/** The whole design, small, with the colours of its states. */
export function CanvasMap() {
  const wanted = useCanvasUi((ui) => ui.minimap);
  const large = useStudio((s) => mapHelps(s.document.nodes?.length ?? 0));
  if (!(wanted ?? large)) return null;
  return <Colours />;
}

function Colours() {
  // One letter per component: a primitive that changes only with a state.
  const states = useLive(() => (studio.getState().document.nodes ?? []).map(({ id, kind }) => stateOf(id, kind)[0]).join(''));
  // Another function tells the map to colour anew.
  const colour = useMemo(() => (states === '' ? 'transparent' : (node: CanvasNode) => colourOf(node)), [states]);
  return (
    <MiniMap<CanvasNode>
      className={styles['map'] ?? ''}
      pannable
      zoomable
      nodeColor={colour}
      bgColor="var(--surface)"
      maskColor="color-mix(in srgb, var(--canvas) 70%, transparent)"
      ariaLabel="Map of the whole design"
    />
  );
}

function stateOf(id: string, kind: NodeKind): Health {
  const health = healthOf(nodeKinds[kind].role, (column) => live.node(id, column));
  return withFaults(health, actionsOn(studio.getState(), { node: id }));
}

function worstIn(group: string): Health {
  const { document } = studio.getState();
  const inside = new Set(contentOf(document, group).nodes);
  const states = (document.nodes ?? []).filter(({ id }) => inside.has(id)).map(({ id, kind }) => [id, stateOf(id, kind)] as const);
  return worstOf(states)?.[1] ?? 'idle';
}

function colourOf(node: CanvasNode): string {
  if (node.type === 'component') return `var(--state-${stateOf(node.id, node.data.node.kind)})`;
  if (node.type === 'collapsed') return `var(--state-${worstIn(node.data.group.id)})`;
  return node.type === 'frame' ? 'color-mix(in srgb, var(--line-strong) 18%, transparent)' : 'var(--line-strong)';
}
