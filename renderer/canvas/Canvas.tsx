import { useComputedColorScheme } from '@mantine/core';
import { Background, BackgroundVariant, type Connection, ConnectionMode, MiniMap, ReactFlow, useReactFlow } from '@xyflow/react';
import { type DragEvent, type MouseEvent, useMemo } from 'react';
import type { NodeKind } from '../../engine/nodes/registry';
import { studio } from '../store/studio';
import styles from './Canvas.module.css';
import { CanvasControls } from './CanvasControls';
import { type CardNode, ComponentCard } from './ComponentCard';
import { ConnectDialog } from './ConnectDialog';
import { FaultMenu } from './FaultMenu';
import { FitView } from './FitView';
import { LinkEdge, type LinkEdgeType } from './LinkEdge';
import { NodeBar } from './NodeBar';
import { NodeDetails } from './NodeDetails';
import { TrafficOverlay } from './TrafficOverlay';
import { Verdict } from './Verdict';
import { ZoomText } from './ZoomText';
import { CARD } from './auto-layout';
import { canvasUi, enter, leave } from './canvas-ui';
import { attachView } from './canvas-view';
import { newLink, newNode, noLinkBecause } from './changes';
import { useClipboardKeys } from './use-clipboard-keys';
import { useCards } from './use-cards';
import { selectLinks, useEdges } from './use-edges';
import { KIND_TYPE } from '../palette/drag-type';

const nodeTypes = { component: ComponentCard };
const edgeTypes = { link: LinkEdge };

/** The design as nodes and links to draw, move and connect. Numbers are not among its props: cards read them by themselves. */
export function Canvas() {
  const scheme = useComputedColorScheme('light');
  const { cards, onChange, onMoved } = useCards();
  const edges = useEdges();
  const linkIds = useMemo(() => edges.map((edge) => edge.id), [edges]);
  const flow = useReactFlow();
  useClipboardKeys();

  const onDrop = (event: DragEvent) => {
    const kind = event.dataTransfer.getData(KIND_TYPE) as NodeKind | '';
    if (!kind) return;
    event.preventDefault();
    canvasUi.setState({ viewMoved: true });
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const node = newNode(studio.getState().document, kind, { x: x - CARD.width / 2, y: y - CARD.height / 2 });
    studio.getState().edit({ kind: 'add-node', node });
    studio.getState().select({ nodes: [node.id] });
  };

  return (
    <ReactFlow<CardNode, LinkEdgeType>
      nodes={cards}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      colorMode={scheme}
      onInit={attachView}
      onNodesChange={onChange}
      onNodeDragStop={onMoved}
      onSelectionDragStop={onMoved}
      onEdgesChange={selectLinks}
      onConnect={connect}
      isValidConnection={canConnect}
      connectionMode={ConnectionMode.Strict}
      connectionRadius={40}
      onNodeClick={finishConnecting}
      onNodeMouseEnter={(_, node) => enter({ node: node.id })}
      onNodeMouseLeave={leave}
      onEdgeMouseEnter={(_, edge) => enter({ link: edge.id })}
      onEdgeMouseLeave={leave}
      onNodeContextMenu={(event, node) => openMenu(event, { node: node.id })}
      onEdgeContextMenu={(event, edge) => openMenu(event, { link: edge.id })}
      onMove={(event) => {
        if (event && !canvasUi.getState().viewMoved) canvasUi.setState({ viewMoved: true, hover: null });
      }}
      onNodeDragStart={() => canvasUi.setState({ viewMoved: true, hover: null })}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(KIND_TYPE)) event.preventDefault();
      }}
      onDrop={onDrop}
      deleteKeyCode={null}
      panActivationKeyCode={null}
      multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
      minZoom={0.05}
      maxZoom={2}
      zoomOnDoubleClick={false}
      proOptions={{ hideAttribution: true }}
      ariaLabelConfig={{
        'edge.a11yDescription.default': 'Press Enter to select, X for faults, Delete to remove.',
        'node.a11yDescription.default':
          'Press Enter to select, X for faults, F2 to rename, C to link, slash to add one after it, arrow keys to move it, Alt and arrow keys to go to another, Delete to remove.',
      }}
    >
      <Background variant={BackgroundVariant.Dots} gap={22} size={1.4} color="var(--canvas-dots)" bgColor="var(--canvas)" />
      <TrafficOverlay linkIds={linkIds} scheme={scheme} />
      <ZoomText />
      <FitView />
      <NodeBar />
      <NodeDetails />
      <Verdict />
      {cards.length === 0 && <EmptyHint />}
      <CanvasControls />
      {cards.length > 30 && (
        <MiniMap
          pannable
          zoomable
          nodeColor="var(--line-strong)"
          bgColor="var(--surface)"
          maskColor="color-mix(in srgb, var(--canvas) 70%, transparent)"
          ariaLabel="Map of the whole design"
        />
      )}
      <FaultMenu />
      <ConnectDialog />
    </ReactFlow>
  );
}

/** What to do with an empty canvas. */
function EmptyHint() {
  return (
    <div className={styles['empty']}>
      <p>Drag a component here, or press one on the left.</p>
      <p>Clients, a link and a service already run.</p>
    </div>
  );
}

const canConnect = ({ source, target }: { source: string | null; target: string | null }) =>
  source !== null && target !== null && noLinkBecause(studio.getState().document, source, target) === null;

function connect({ source, target }: Connection): void {
  const { document, edit, select } = studio.getState();
  if (!canConnect({ source, target })) return;
  const link = newLink(document, source, target);
  edit({ kind: 'add-link', link });
  select({ links: [link.id] });
}

/** A click on a node ends a link that was begun by keyboard or button. */
function finishConnecting(_: unknown, node: CardNode): void {
  const { connecting } = canvasUi.getState();
  if (!connecting) return;
  canvasUi.setState({ connecting: null });
  connect({ source: connecting, target: node.id, sourceHandle: null, targetHandle: null });
}

function openMenu(event: MouseEvent, target: { readonly node: string } | { readonly link: string }): void {
  event.preventDefault();
  const box = event.currentTarget.getBoundingClientRect();
  // The menu key has no pointer; then the menu opens at the thing itself.
  const byKey = event.clientX === 0 && event.clientY === 0;
  canvasUi.setState({ menu: { target, x: byKey ? box.left + 20 : event.clientX, y: byKey ? box.top + 20 : event.clientY } });
}
