import { useEffect } from 'react';
import { offerPasted } from '../import/arrivals';
import { studio } from '../store/studio';
import { pasteNodes, removeSelected } from './actions';
import { copyText } from './clipboard';
import { pointerOnCanvas, watchCanvasPointer } from './pointer';

/** Copy, cut and paste, as the browser tells of them. */
export function useClipboardKeys(): void {
  useEffect(() => {
    const ends = [onClipboard('copy'), onClipboard('cut'), onPaste(), watchCanvasPointer()];
    return () => {
      for (const end of ends) end();
    };
  }, []);
}

/** A text field or a marked text is what the user means to copy, then. */
const isText = (target: EventTarget | null) =>
  (target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))) ||
  !window.getSelection()?.isCollapsed;

function onClipboard(kind: 'copy' | 'cut'): () => void {
  const listener = (event: ClipboardEvent) => {
    const { document: design, selection } = studio.getState();
    const text = isText(event.target) ? null : copyText(design, selection.nodes, selection);
    if (!text) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    if (kind === 'cut') removeSelected(true);
  };
  document.addEventListener(kind, listener);
  return () => document.removeEventListener(kind, listener);
}

function onPaste(): () => void {
  const listener = (event: ClipboardEvent) => {
    if (isText(event.target)) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (pasteNodes(text, pointerOnCanvas() ?? undefined)) event.preventDefault();
    else void offerPasted(text);
  };
  document.addEventListener('paste', listener);
  return () => document.removeEventListener('paste', listener);
}
