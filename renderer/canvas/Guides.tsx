import { ViewportPortal } from '@xyflow/react';
import styles from './Canvas.module.css';
import { useCanvasUi } from './canvas-ui';

/** Lines that show with what a dragged thing is in line, and gaps that are equal. */
export function Guides() {
  const guides = useCanvasUi((ui) => ui.guides);
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={styles['guides']} aria-hidden>
        {guides.map((guide) => (
          <line key={`${guide.kind}${guide.x1},${guide.y1},${guide.x2},${guide.y2}`} {...ends(guide)} data-kind={guide.kind} />
        ))}
      </svg>
    </ViewportPortal>
  );
}

const ends = ({ x1, y1, x2, y2 }: { x1: number; y1: number; x2: number; y2: number }) => ({ x1, y1, x2, y2 });
