import { type Edge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo, useEffect } from 'react';
import { formatRate, formatShare } from '../../panels/format';
import { type LiveStore, useLive } from '../../store/live';
import { useCanvasUi } from '../canvas-ui';
import styles from '../LinkEdge.module.css';
import { LiveText } from '../LiveText';
import { dropLinkPath, setLinkPath } from '../overlay/link-paths';

export type BundleEdgeType = Edge<{ readonly links: readonly string[] }, 'bundle'>;

/** Share of failed calls from which a line is drawn as failing. */
const FAILING = 0.05;

/** Several links that a collapsed group draws together: one line with their sum. */
export const BundleEdge = memo(function BundleEdge(props: EdgeProps<BundleEdgeType>) {
  const { id, selected, data } = props;
  const links = data?.links ?? [];
  const joined = links.join();
  const [d, x, y] = getBezierPath({ ...props, curvature: 0.3 });
  useEffect(() => {
    const ids = joined.split(',');
    for (const link of ids) setLinkPath(link, d);
    return () => {
      for (const link of ids) dropLinkPath(link);
    };
  }, [joined, d]);
  const failing = useLive((live) => links.some((link) => live.link(link, 'errorShare') >= FAILING));
  const cut = useLive((live) => links.filter((link) => live.link(link, 'cut') > 0).length);
  const hovered = useCanvasUi((ui) => ui.hover !== null && 'link' in ui.hover && ui.hover.link === id);
  return (
    <>
      <path
        d={d}
        className={styles['line']}
        fill="none"
        data-bundle
        data-selected={selected || undefined}
        data-hovered={hovered || undefined}
        data-failing={failing || undefined}
      />
      <path d={d} className="react-flow__edge-interaction" fill="none" strokeOpacity={0} strokeWidth={18} />
      <EdgeLabelRenderer>
        <div
          className={styles['anchor']}
          data-opened={hovered || undefined}
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        >
          <div className={styles['stack']}>
            <span className={styles['sign']} data-testid={`bundle-${id}`}>
              {links.length} links{cut > 0 && `, ${cut} cut`}
            </span>
            {hovered && (
              <div className={styles['card']}>
                <LiveText read={(l) => formatRate(callsOf(l, links))} />
                <LiveText className={failing ? styles['failed'] : styles['fine']} read={(l) => `✕ ${formatShare(failedShare(l, links))}`} />
              </div>
            )}
          </div>
        </div>
      </EdgeLabelRenderer>
    </>
  );
});

const callsOf = (live: LiveStore, links: readonly string[]): number =>
  links.reduce((sum, link) => sum + (live.link(link, 'calls') || 0), 0);

/** Over all calls of them. */
function failedShare(live: LiveStore, links: readonly string[]): number {
  const calls = callsOf(live, links);
  return links.reduce((sum, link) => sum + (live.link(link, 'calls') || 0) * (live.link(link, 'errorShare') || 0), 0) / calls;
}
