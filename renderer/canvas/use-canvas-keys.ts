import { useHotkeys } from '@mantine/hooks';
import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { studio } from '../store/studio';
import { duplicateNodes, pasteNodes, removeSelected, selectAll } from './actions';
import { canvasUi } from './canvas-ui';
import { copyText } from './clipboard';
import { fitOptions } from './FitView';

/** Every shortcut of the studio. Text fields keep their own keys. */
export function useCanvasKeys(): void {
  const { fitView, zoomIn, zoomOut } = useReactFlow();
  const fit = () => {
    canvasUi.setState({ viewMoved: false });
    void fitView({ ...fitOptions, duration: 200 });
  };
  const one = () => studio.getState().selection.nodes.at(-1) ?? null;
  const removing = (event: KeyboardEvent) => {
    // Backspace on a focused button or slider is not meant for the canvas.
    if (
      event.target instanceof Element &&
      event.target.closest('.react-flow, body') &&
      !event.target.closest('aside, section, header, nav')
    )
      removeSelected();
  };
  useHotkeys([
    ['mod+Z', () => studio.getState().undo()],
    ['mod+shift+Z', () => studio.getState().redo()],
    ['mod+Y', () => studio.getState().redo()],
    ['mod+D', () => duplicateNodes(studio.getState().selection.nodes)],
    ['mod+A', selectAll],
    ['mod+S', () => void studio.getState().save()],
    ['mod+shift+S', () => void studio.getState().saveAs()],
    ['mod+O', () => studio.getState().guard('Open another design', () => void studio.getState().openFile())],
    ['mod+0', fit],
    ['F', fit],
    ['mod+Equal', () => void zoomIn()],
    ['mod+Minus', () => void zoomOut()],
    ['Delete', removing],
    ['Backspace', removing],
    ['F2', () => canvasUi.setState({ renaming: one() })],
    ['C', () => canvasUi.setState({ connecting: one() })],
    ['X', menuAtSelection],
    ['Escape', () => studio.getState().select({})],
  ]);
  useEffect(() => {
    const ends = [onClipboard('copy'), onClipboard('cut'), onPaste()];
    return () => {
      for (const end of ends) end();
    };
  }, []);
}

/** The menu of faults and changes, at the node or link that is selected. */
function menuAtSelection(): void {
  const { nodes, links } = studio.getState().selection;
  const node = nodes.at(-1);
  const link = links.at(-1);
  const target = node ? { node } : link ? { link } : null;
  const element = document.querySelector(node ? `.react-flow__node[data-id="${node}"]` : `.react-flow__edge[data-id="${link}"]`);
  if (!target || !element) return;
  const { left, top, width, height } = element.getBoundingClientRect();
  canvasUi.setState({ menu: { target, x: left + width / 2, y: top + height / 2 } });
}

/** A text field or a marked text is what the user means to copy, then. */
const isText = (target: EventTarget | null) =>
  (target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))) ||
  !window.getSelection()?.isCollapsed;

function onClipboard(kind: 'copy' | 'cut'): () => void {
  const listener = (event: ClipboardEvent) => {
    const { document: design, selection } = studio.getState();
    const text = isText(event.target) ? null : copyText(design, selection.nodes);
    if (!text) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    if (kind === 'cut') removeSelected();
  };
  document.addEventListener(kind, listener);
  return () => document.removeEventListener(kind, listener);
}

function onPaste(): () => void {
  const listener = (event: ClipboardEvent) => {
    if (!isText(event.target) && pasteNodes(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
  };
  document.addEventListener('paste', listener);
  return () => document.removeEventListener('paste', listener);
}
