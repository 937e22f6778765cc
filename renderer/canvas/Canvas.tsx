import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  type EdgeChange,
  type OnConnectEnd,
  ReactFlow,
  type ReactFlowProps,
} from '@xyflow/react';
import { type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { NodeKind } from '../../engine/nodes/registry';
import { studio } from '../store/studio';
import styles from './Canvas.module.css';
import { CanvasControls } from './CanvasControls';
import { CanvasMap } from './CanvasMap';
import { ComponentCard } from './ComponentCard';
import { ConnectDialog } from './ConnectDialog';
import { FaultMenu } from './FaultMenu';
import { FitView } from './FitView';
import { Guides } from './Guides';
import { KindMenu } from './KindMenu';
import { LinkEdge } from './LinkEdge';
import { NodeBar } from './NodeBar';
import { NodeDetails } from './NodeDetails';
import { SelectionBar } from './SelectionBar';
import { TrafficOverlay } from './overlay/TrafficOverlay';
import { Verdict } from './Verdict';
import { ZoomText } from './ZoomText';
import { type CanvasNode, selectionOf } from './canvas-nodes';
import { canvasUi, enter, leave, type MenuTarget } from './canvas-ui';
import { attachView, canvasView } from './canvas-view';
import { addDropped, canConnect, connect, endConnection, showDropCues } from './connecting';
import { BundleEdge } from './groups/BundleEdge';
import { CollapsedCard } from './groups/CollapsedCard';
import { GroupFrame } from './groups/GroupFrame';
import { thingOf } from './groups/canvas-ids';
import { DrawnKeeper } from './large/DrawnKeeper';
import { LinkLines } from './large/LinkLines';
import { linePointer } from './large/line-pointer';
import { NoteCard } from './notes/NoteCard';
import { NoteThreads } from './notes/NoteThreads';
import { useClipboardKeys } from './use-clipboard-keys';
import { useCards } from './use-cards';
import { type CanvasEdge, selectLinks, useEdges } from './use-edges';
import { KIND_TYPE } from '../palette/drag-type';

const nodeTypes = { component: ComponentCard, frame: GroupFrame, collapsed: CollapsedCard, note: NoteCard };
const edgeTypes = { link: LinkEdge, bundle: BundleEdge };

const settings = {
  nodeTypes,
  edgeTypes,
  onInit: attachView,
  isValidConnection: canConnect,
  connectionMode: ConnectionMode.Strict,
  connectionRadius: 40,
  deleteKeyCode: null,
  panActivationKeyCode: null,
  zIndexMode: 'manual',
  multiSelectionKeyCode: ['Shift', 'Meta', 'Control'],
  minZoom: 0.05,
  maxZoom: 2,
  zoomOnDoubleClick: false,
  proOptions: { hideAttribution: true },
  ariaLabelConfig: {
    'edge.a11yDescription.default': 'Press Enter to select, X for faults, Delete to remove.',
    'node.a11yDescription.default':
      'Press Enter to select, X for faults, F2 to rename, C to link, slash to add one after it, arrow keys to move it, Alt and arrow keys to go to another, Delete to remove.',
  },
} satisfies ReactFlowProps<CanvasNode, CanvasEdge>;

const handlers = {
  onConnect: connect,
  onNodeClick,
  onNodeMouseEnter: (_, node) => {
    if (node.type === 'component') enter({ node: node.id });
  },
  onNodeMouseLeave: leave,
  onEdgeMouseEnter: (_, edge) => enter({ link: edge.id }),
  onEdgeMouseLeave: leave,
  onNodeContextMenu: (event, node) => {
    const { kind, id } = thingOf(node.id);
    if (kind !== 'note') openMenu(event, kind === 'node' ? { node: id } : { group: id });
  },
  onEdgeContextMenu: (event, edge) => {
    if (edge.type === 'link') openMenu(event, { link: edge.id });
  },
  onMove: (event) => {
    if (event && !canvasUi.getState().viewMoved) canvasUi.setState({ viewMoved: true, hover: null });
  },
  onNodeDragStart: () => canvasUi.setState({ viewMoved: true, hover: null }),
  onDragOver: (event) => {
    if (!event.dataTransfer.types.includes(KIND_TYPE)) return;
    event.preventDefault();
    showDropCues({ x: event.clientX, y: event.clientY });
  },
  onDragLeave: ({ currentTarget, relatedTarget }) => {
    // From one thing on the canvas to another is not away from it.
    if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
    canvasUi.setState({ dropFrame: null, dropLink: null });
  },
  onDrop: (event) => {
    const kind = event.dataTransfer.getData(KIND_TYPE) as NodeKind | '';
    const at = canvasView()?.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    if (!kind || !at) return;
    event.preventDefault();
    canvasUi.setState({ viewMoved: true, dropFrame: null, dropLink: null });
    addDropped(kind, at);
  },
} satisfies ReactFlowProps<CanvasNode, CanvasEdge>;

/** The design as nodes and links to draw, move and connect. Numbers are not among its props: cards read them by themselves. */
export function Canvas() {
  const scheme = useComputedColorScheme('light');
  const { cards, scene, onChange, onMoved } = useCards();
  const { edges, lines, linkIds } = useEdges(scene);
  const pointer = useMemo(() => linePointer(lines, openMenu), [lines]);
  const [linking, setLinking] = useState(false);
  useClipboardKeys();

  // React Flow draws every card anew when it gets another function: these stay the same.
  const shown = useRef(edges);
  useEffect(() => {
    shown.current = edges;
  });
  const onEdgesChange = useCallback((changes: EdgeChange<CanvasEdge>[]) => selectLinks(changes, shown.current), []);
  const onConnectStart = useCallback(() => setLinking(true), []);
  const onConnectEnd = useCallback<OnConnectEnd>((event, state) => {
    setLinking(false);
    endConnection(event, state);
  }, []);

  return (
    <ReactFlow<CanvasNode, CanvasEdge>
      data-linking={linking || undefined}
      nodes={cards}
      edges={edges}
      colorMode={scheme}
      onNodesChange={onChange}
      onNodeDragStop={onMoved}
      onSelectionDragStop={onMoved}
      onEdgesChange={onEdgesChange}
      onConnectStart={onConnectStart}
      onConnectEnd={onConnectEnd}
      onPaneMouseMove={pointer.move}
      onPaneClick={pointer.click}
      onPaneContextMenu={pointer.menu}
      {...settings}
      {...handlers}
    >
      <Background variant={BackgroundVariant.Dots} gap={22} size={1.4} color="var(--canvas-dots)" bgColor="var(--canvas)" />
      <LinkLines lines={lines} cards={cards} />
      <DrawnKeeper />
      <TrafficOverlay linkIds={linkIds} scheme={scheme} />
      <ZoomText />
      <FitView />
      <NodeBar />
      <NodeDetails />
      <Verdict />
      {cards.length === 0 && <EmptyHint />}
      <CanvasControls />
      <CanvasMap />
      <NoteThreads />
      <Guides />
      <SelectionBar />
      <KindMenu />
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

/** A click on a node ends a link that was begun by keyboard or button; one on a node of several that are selected chooses it alone. */
function onNodeClick(event: MouseEvent, node: CanvasNode): void {
  const { connecting } = canvasUi.getState();
  if (!connecting) {
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) studio.getState().select(selectionOf([node.id]));
    return;
  }
  canvasUi.setState({ connecting: null });
  connect({ source: connecting, target: node.id });
}

function openMenu(event: MouseEvent | globalThis.MouseEvent, target: MenuTarget): void {
  event.preventDefault();
  const box = (event.currentTarget as Element).getBoundingClientRect();
  // The menu key has no pointer; then the menu opens at the thing itself.
  const byKey = event.clientX === 0 && event.clientY === 0;
  canvasUi.setState({ menu: { target, x: byKey ? box.left + 20 : event.clientX, y: byKey ? box.top + 20 : event.clientY } });
}
