import { useMemo } from 'react';
import { useLive } from '../store/live';
import styles from './LinkEdge.module.css';
import { TURNED_BACK } from './overlay/traffic';

const breakerStates = ['closed', 'half-open', 'open'] as const;

/** How far the lever stands up. [°] */
const lever = { closed: 0, 'half-open': -18, open: -42 } as const;

/** The state of a link's breaker now, in words. */
export const useBreaker = (link: string): keyof typeof lever =>
  useLive((l) => breakerStates[l.link(link, 'breaker') as 0 | 1 | 2] ?? 'closed');

/** The breaker as the switch that it is, in its link's line, where calls turn back while it is open. @param d the line's path */
export function BreakerSwitch({ id, d }: { readonly id: string; readonly d: string }) {
  const state = useBreaker(id);
  const place = useMemo(() => placeOn(d), [d]);
  return (
    <g transform={place} aria-hidden>
      <g className={styles['switch']} data-breaker={state}>
        <rect x={-7} y={-1.5} width={14} height={3} />
        <path d="M -7 0 L 7 0" transform={`rotate(${lever[state]} -7 0)`} />
        <circle cx={-7} r={2.2} />
        <circle cx={7} r={2.2} />
      </g>
    </g>
  );
}

function placeOn(d: string): string {
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', d);
  const length = path.getTotalLength();
  const { x, y } = path.getPointAtLength(length * TURNED_BACK);
  const a = path.getPointAtLength(length * TURNED_BACK - 2);
  const b = path.getPointAtLength(length * TURNED_BACK + 2);
  return `translate(${x} ${y}) rotate(${(Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI})`;
}
