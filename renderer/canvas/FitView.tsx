import { useNodesInitialized, useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { studio, useStudio } from '../store/studio';
import { canvasUi, useCanvasUi } from './canvas-ui';

/** Room for what floats over the canvas: the verdict above, controls and legend below. */
export const fitOptions = { padding: { top: '56px', bottom: '50px', left: '12px', right: '12px' }, maxZoom: 1.15 } as const;

/** New cards are measured a moment after they appear. [ms] */
const SETTLE = 40;

/** Fits a design when it is opened and whenever the canvas changes its size, until the user moves the view or a card. */
export function FitView() {
  const { fitView } = useReactFlow();
  const ready = useNodesInitialized();
  const width = useStore((s) => s.width);
  const height = useStore((s) => s.height);
  const opening = useStudio((s) => s.opening);
  const count = useStore((s) => s.nodes.length);
  const moved = useCanvasUi((ui) => ui.viewMoved);
  const seen = useRef({ opening, count: 0, components: 0, fitted: false });

  useEffect(() => {
    const last = seen.current;
    if (last.opening !== opening) {
      // Its cards come a moment later, so the count of now still belongs to the design before.
      seen.current = { opening, count: 0, components: 0, fitted: false };
      canvasUi.setState({ viewMoved: false });
    } else if (moved) return;
    // A group that opens or closes shows nothing new.
    const components = studio.getState().document.nodes?.length ?? 0;
    const regrouped = seen.current.fitted && seen.current.components === components && seen.current.count !== count;
    seen.current.components = components;
    // What is removed leaves the view as it is; what is added must be seen.
    const fewer = seen.current.fitted && count < seen.current.count;
    seen.current.count = count;
    if (fewer || regrouped || !ready || width === 0 || height === 0) return;
    const timer = setTimeout(() => {
      seen.current.fitted = true;
      void fitView(fitOptions);
    }, SETTLE);
    return () => clearTimeout(timer);
  }, [ready, width, height, opening, count, moved, fitView]);
  return null;
}
