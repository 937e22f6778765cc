import { type Edge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo, useEffect } from 'react';
import type { DesignLink } from '../../engine/design/schema';
import { LinkGhost } from '../bottleneck/Ghost';
import { LinkCascadeMark } from '../cascade/CascadeMarks';
import { activeOn } from '../store/faults';
import { markOf } from '../findings/marks';
import { useLive } from '../store/live';
import { useStudio } from '../store/studio';
import { BreakerSwitch } from './BreakerSwitch';
import { LinkLabel } from './LinkLabel';
import styles from './LinkEdge.module.css';
import { useCanvasUi } from './canvas-ui';
import { dropLinkPath, setLinkPath } from './overlay/link-paths';

export type LinkEdgeType = Edge<{ readonly link: DesignLink }, 'link'>;

/** Share of failed calls from which a line is drawn as failing. */
export const FAILING = 0.05;

/** A link: a still line, and a label where there is something to say. What moves is drawn by the overlay. */
export const LinkEdge = memo(function LinkEdge(props: EdgeProps<LinkEdgeType>) {
  const { id, selected, data } = props;
  const [d, x, y] = getBezierPath({ ...props, curvature: 0.3 });
  useEffect(() => {
    setLinkPath(id, d);
  }, [id, d]);
  useEffect(() => () => dropLinkPath(id), [id]);

  const cut = useLive((live) => live.link(id, 'cut') || 0);
  const failing = useLive((live) => live.link(id, 'errorShare') >= FAILING);
  const faulty = useStudio((s) => activeOn(s, { link: id }) !== '');
  const hovered = useCanvasUi((ui) => ui.hover !== null && 'link' in ui.hover && ui.hover.link === id);
  const insert = useCanvasUi((ui) => ui.dropLink === id);
  // A hint can wait until one looks.
  const marked = useStudio((s) => (markOf(s.problems, `links.${id}`)?.severity ?? 'hint') !== 'hint');
  const hasBreaker = data?.link.policy?.breaker !== undefined;
  return (
    <>
      <path
        d={d}
        className={styles['line']}
        fill="none"
        data-selected={selected || undefined}
        data-hovered={hovered || undefined}
        data-insert={insert || undefined}
        data-failing={failing || undefined}
        data-cut={cut > 0 || undefined}
        data-event={data?.link.protocol === 'event' || undefined}
      />
      <path d={d} className="react-flow__edge-interaction" fill="none" strokeOpacity={0} strokeWidth={18} />
      <LinkCascadeMark id={id} d={d} />
      <LinkGhost id={id} d={d} />
      {hasBreaker && <BreakerSwitch id={id} d={d} />}
      {cut > 0 && <Cut x={x} y={y} oneWay={cut > 1} />}
      {data && (hovered || selected || hasBreaker || faulty || marked || cut > 0) && (
        <EdgeLabelRenderer>
          <LinkLabel link={data.link} x={x} y={y} hovered={hovered} marked={marked || hovered || selected === true} cut={cut} />
        </EdgeLabelRenderer>
      )}
    </>
  );
});

/** A partition: a gap in the line between two bars; a single bar across it where one direction still gets through. */
function Cut({ x, y, oneWay }: { readonly x: number; readonly y: number; readonly oneWay: boolean }) {
  return (
    <g transform={`translate(${x} ${y})`} className={styles['cut']} aria-hidden>
      {!oneWay && <rect x={-9} y={-5} width={18} height={10} className={styles['gap']} />}
      <path d={oneWay ? 'M -2 -9 L 2 9' : 'M -9 -9 L -5 9 M 5 -9 L 9 9'} />
    </g>
  );
}
