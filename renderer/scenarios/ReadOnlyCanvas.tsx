import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  BackgroundVariant,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  type OnSelectionChangeParams,
  Position,
  ReactFlow,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { memo, useCallback, useEffect, useMemo } from 'react';
import { sceneOf } from '../../engine/design/scene';
import type { Design, DesignNode } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { kindIcon } from '../canvas/icons';
import { ZoomText } from '../canvas/ZoomText';
import { nodeName } from '../inspector/describe';
import styles from './beside.module.css';

type CardNode = Node<{ readonly node: DesignNode }, 'card'>;
type FrameNode = Node<{ readonly name: string }, 'frame'>;

const nodeTypes = { card: memo(Card), frame: memo(Frame) };

interface ReadOnlyCanvasProps {
  readonly design: Design;
  /** @param ids of the components that are selected now */
  readonly onChoose: (ids: readonly string[]) => void;
}

/** A design to look at: it can be moved and zoomed, and components can be selected, and that is all. */
export function ReadOnlyCanvas({ design, onChoose }: ReadOnlyCanvasProps) {
  const scheme = useComputedColorScheme('light');
  const [nodes, edges] = useMemo(() => [nodesOf(design), edgesOf(design)], [design]);
  // Another function would be told of the selection again, for ever.
  const choose = useCallback(
    ({ nodes: chosen }: OnSelectionChangeParams) => onChoose(chosen.filter(({ type }) => type === 'card').map(({ id }) => id)),
    [onChoose],
  );
  return (
    <ReactFlow<CardNode | FrameNode>
      defaultNodes={nodes}
      defaultEdges={edges}
      nodeTypes={nodeTypes}
      colorMode={scheme}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      deleteKeyCode={null}
      multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
      onSelectionChange={choose}
      minZoom={0.05}
      maxZoom={2}
      proOptions={{ hideAttribution: true }}
      ariaLabelConfig={{ 'node.a11yDescription.default': 'Press Enter to select it for copying.' }}
    >
      <Background variant={BackgroundVariant.Dots} gap={22} size={1.4} color="var(--canvas-dots)" bgColor="var(--canvas)" />
      <ZoomText />
      <Fitted />
    </ReactFlow>
  );
}

/** The whole of it, also when the pane changes its size. */
function Fitted() {
  const { fitView } = useReactFlow();
  const size = useStore(({ width, height }) => `${width} ${height}`);
  useEffect(() => {
    void fitView({ padding: 0.06, maxZoom: 1 });
  }, [fitView, size]);
  return null;
}

function Card({ data: { node }, selected }: NodeProps<CardNode>) {
  const Icon = kindIcon(node.kind);
  return (
    <div className={styles['card']} data-selected={selected || undefined}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Icon size={18} aria-hidden />
      <div>
        <b>{nodeName(node)}</b>
        <small>{nodeKinds[node.kind].title}</small>
      </div>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

function Frame({ data: { name } }: NodeProps<FrameNode>) {
  return <div className={styles['frame']}>{name}</div>;
}

function nodesOf(design: Design): (CardNode | FrameNode)[] {
  const { places, groups, hidden } = sceneOf(design);
  const nameOf = new Map((design.groups ?? []).map(({ id, name }) => [id, name ?? id]));
  return [
    ...[...groups].map(
      ([id, { x, y, width, height }]): FrameNode => ({
        id: `group ${id}`,
        type: 'frame',
        position: { x, y },
        width,
        height,
        zIndex: -1,
        selectable: false,
        focusable: false,
        data: { name: nameOf.get(id) ?? id },
      }),
    ),
    ...(design.nodes ?? [])
      .filter(({ id }) => !hidden.nodes.has(id))
      .map((node): CardNode => ({ id: node.id, type: 'card', position: places[node.id]!, data: { node }, ariaLabel: nodeName(node) })),
  ];
}

const edgesOf = (design: Design): Edge[] =>
  (design.links ?? []).map(({ id, from, to, protocol }) => ({
    id,
    source: from,
    target: to,
    selectable: false,
    markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18 },
    ...(protocol === 'event' && { style: { strokeDasharray: '6 5' } }),
  }));
