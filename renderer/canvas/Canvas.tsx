import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  BackgroundVariant,
  type Connection,
  ConnectionMode,
  MiniMap,
  type NodeChange,
  ReactFlow,
  applyNodeChanges,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { NodeKind } from '../../engine/nodes/registry';
import { studio, useStudio } from '../store/studio';
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
import { CARD, placesOf } from './auto-layout';
import { canvasUi, enter, leave } from './canvas-ui';
import { newLink, newNode, noLinkBecause } from './changes';
import { problemMark } from './problem-marks';
import { useCanvasKeys } from './use-canvas-keys';
import { KIND_TYPE } from '../palette/drag-type';

const nodeTypes = { component: ComponentCard };
const edgeTypes = { link: LinkEdge };

/** The design as nodes and links to draw, move and connect. Numbers are not among its props: cards read them by themselves. */
export function Canvas() {
  const scheme = useComputedColorScheme('light');
  const [nodes, onNodesChange, onMoved] = useCards();
  const edges = useLinks();
  const linkIds = useMemo(() => edges.map((edge) => edge.id), [edges]);
  const flow = useReactFlow();
  useCanvasKeys();

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
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      colorMode={scheme}
      onNodesChange={onNodesChange}
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
      minZoom={0.1}
      maxZoom={2}
      zoomOnDoubleClick={false}
      proOptions={{ hideAttribution: true }}
      ariaLabelConfig={{
        'node.a11yDescription.default': 'Press Enter to select, F2 to rename, C to link, arrow keys to move, Delete to remove.',
      }}
    >
      <Background variant={BackgroundVariant.Dots} gap={22} size={1.4} color="var(--canvas-dots)" bgColor="var(--canvas)" />
      <TrafficOverlay linkIds={linkIds} scheme={scheme} />
      <ZoomText />
      <FitView />
      <NodeBar />
      <NodeDetails />
      <Verdict />
      <CanvasControls />
      {nodes.length > 30 && <MiniMap pannable zoomable ariaLabel="Map of the whole design" />}
      <FaultMenu />
      <ConnectDialog />
    </ReactFlow>
  );
}

/** The nodes of the document as cards. While one is dragged its place is local; the document hears of it at the end. */
function useCards() {
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
  return [cards, onChange, onMoved] as const;
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

function useLinks(): LinkEdgeType[] {
  const links = useStudio((s) => s.document.links);
  const nodes = useStudio((s) => s.document.nodes);
  const selected = useStudio((s) => s.selection.links);
  const problems = useStudio((s) => s.problems);
  const before = useRef(new Map<string, LinkEdgeType>());
  return useMemo(() => {
    const names = new Map((nodes ?? []).map((node) => [node.id, node.name ?? node.id]));
    const next = (links ?? [])
      .filter((link) => names.has(link.from) && names.has(link.to))
      .map((link): LinkEdgeType => {
        const problem = problemMark(problems, 'links', link.id);
        const isSelected = selected.includes(link.id);
        const ariaLabel = `Link from ${names.get(link.from)} to ${names.get(link.to)}`;
        const old = before.current.get(link.id);
        if (old?.data?.link === link && old.data.problem === problem && old.selected === isSelected && old.ariaLabel === ariaLabel)
          return old;
        return { id: link.id, type: 'link', source: link.from, target: link.to, data: { link, problem }, selected: isSelected, ariaLabel };
      });
    before.current = new Map(next.map((edge) => [edge.id, edge]));
    return next;
  }, [links, nodes, selected, problems]);
}

function selectLinks(changes: { type: string; id?: string; selected?: boolean }[]): void {
  const { selection, select } = studio.getState();
  const chosen = new Set(selection.links);
  for (const { type, id, selected } of changes) if (type === 'select' && id) selected ? chosen.add(id) : chosen.delete(id);
  select({ nodes: selection.nodes, links: [...chosen] });
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
