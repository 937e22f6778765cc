import type { NodeColumn } from '../../engine/measure/columns';
import type { Design } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { type Health, healthOf, withFaults } from '../../engine/measure/health';
import { healthIcon } from '../canvas/icons';
import type { FaultAction } from '../../engine/faults/registry';
import classes from './diagram.module.css';
import { cut } from './pictures/cut';

interface DiagramProps {
  readonly title: string;
  readonly design: Design;
  /** A node's column at the moment that is shown. */
  readonly value: (node: string, column: NodeColumn) => number;
  /** Ids of the faults that are on then. */
  readonly faults: readonly string[];
  /** Nodes whose state is another one in the other picture. */
  readonly differ: ReadonlySet<string>;
}

const WIDTH = 224;
const HEIGHT = 104;
const AIR = 24;

/** How each component of a design was at a moment. */
export function healthsAt({ design, value, faults }: Pick<DiagramProps, 'design' | 'value' | 'faults'>): ReadonlyMap<string, Health> {
  return new Map(
    (design.nodes ?? []).map((node) => {
      const on = (design.faults ?? []).flatMap(({ id, action, target }): FaultAction[] =>
        faults.includes(id) && 'node' in target && target.node === node.id ? [action] : [],
      );
      return [
        node.id,
        withFaults(
          healthOf(nodeKinds[node.kind].role, (column) => value(node.id, column)),
          on,
        ),
      ];
    }),
  );
}

/** A small drawing of the design with the state of each component by shape, word and colour. */
export function Diagram(props: DiagramProps) {
  const { title, design, differ } = props;
  const nodes = design.nodes ?? [];
  const places = new Map(nodes.map((node, i) => [node.id, node.position ?? { x: (i % 6) * 274, y: Math.floor(i / 6) * 138 }]));
  const xs = [...places.values()].map(({ x }) => x);
  const ys = [...places.values()].map(({ y }) => y);
  const [left, top] = [Math.min(0, ...xs) - AIR, Math.min(0, ...ys) - AIR];
  const [right, bottom] = [Math.max(...xs, 0) + WIDTH + AIR, Math.max(...ys, 0) + HEIGHT + AIR];
  const healths = healthsAt(props);
  return (
    <svg
      viewBox={`${left} ${top} ${right - left} ${bottom - top}`}
      className={classes['diagram']}
      role="img"
      aria-label={`${title}: ${nodes.map(({ id, name }) => `${name ?? id} ${healths.get(id)}`).join(', ')}`}
    >
      {(design.links ?? []).map((link) => {
        const from = places.get(link.from);
        const to = places.get(link.to);
        if (!from || !to) return null;
        const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
        const bend = Math.max(30, Math.abs(x2 - x1) / 2);
        return (
          <path
            key={link.id}
            d={`M ${x1} ${y1} C ${x1 + bend} ${y1}, ${x2 - bend} ${y2}, ${x2} ${y2}`}
            className={classes['link']}
            data-event={link.protocol === 'event' || undefined}
          />
        );
      })}
      {nodes.map(({ id, name }) => {
        const { x, y } = places.get(id) ?? { x: 0, y: 0 };
        const health = healths.get(id) ?? 'idle';
        const Icon = healthIcon[health];
        return (
          <g key={id} transform={`translate(${x} ${y})`} className={classes['node']} data-health={health}>
            <title>{`${name ?? id}: ${health}`}</title>
            <rect width={WIDTH} height={HEIGHT} rx={10} className={classes['box']} data-differs={differ.has(id) || undefined} />
            <rect width={9} height={HEIGHT} rx={4} className={classes['side']} />
            <text x={22} y={42} className={classes['name']}>
              {cut(name ?? id, 13)}
            </text>
            <Icon x={20} y={58} size={32} className={classes['icon']} />
            <text x={60} y={83} className={classes['state']}>
              {health}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
