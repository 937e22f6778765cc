import { Portal } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { NodeColumn } from '../../engine/measure/columns';
import { nodeColumns, sharedColumn } from '../../engine/measure/columns';
import type { DesignNode } from '../../engine/design/schema';
import { sharesCores } from '../../engine/design/shares-cores';
import type { Role } from '../../engine/nodes/definition';
import { nodeKinds } from '../../engine/nodes/registry';
import { NO_DATA, formatUnit } from '../panels/format';
import { problemsOf } from '../panels/problem-place';
import type { LiveStore } from '../store/live';
import { useStudio } from '../store/studio';
import { LiveText } from './LiveText';
import styles from './NodeBar.module.css';
import { useCanvasUi } from './canvas-ui';

const groups: readonly (readonly NodeColumn[])[] = [
  ['queueWait', 'service'],
  ['p50', 'p95', 'p99'],
  ['throughput', 'goodput', 'failures', 'inFlight', 'abandoned'],
];
const percentiles = new Set<NodeColumn>(['p50', 'p95', 'p99']);

/** How long the pointer rests on a card before its details cover what stands beside it. [ms] */
const REST = 450;
const WIDTH = 224;
/** More than the tallest details; only to keep them on the screen. [px] */
const HEIGHT = 260;

/** The details of the card that the pointer rests on, beside it, wherever there is room on the screen. */
export function NodeDetails() {
  const hovered = useCanvasUi((ui) => (ui.hover && 'node' in ui.hover && !ui.atButtons && !ui.menu && !ui.dragging ? ui.hover.node : null));
  const node = useStudio((s) => s.document.nodes?.find((each) => each.id === hovered));
  const [place, setPlace] = useState<{ readonly id: string; readonly left: number; readonly top: number } | null>(null);
  useEffect(() => {
    setPlace(null);
    if (!hovered) return;
    const timer = setTimeout(() => {
      const card = document.querySelector(`.react-flow__node[data-id="${hovered}"]`)?.getBoundingClientRect();
      if (!card) return;
      const right = card.right + 8;
      const left = right + WIDTH < window.innerWidth ? right : card.left - 8 - WIDTH;
      setPlace({ id: hovered, left: Math.max(4, left), top: Math.max(4, Math.min(card.top, window.innerHeight - HEIGHT)) });
    }, REST);
    return () => clearTimeout(timer);
  }, [hovered]);
  if (!node || place?.id !== node.id) return null;
  return (
    <Portal>
      <div className={styles['details']} style={{ left: place.left, top: place.top, width: WIDTH }} role="tooltip">
        <Details node={node} />
      </div>
    </Portal>
  );
}

/** Findings that the details tell; the list has them all. */
const MOST_FINDINGS = 2;

/** Where a call's time goes comes first: waiting, work, in all. */
function Details({ node }: { readonly node: DesignNode }) {
  const { role } = nodeKinds[node.kind];
  const problems = useStudio((s) => s.problems);
  return (
    <>
      {problemsOf(problems, 'nodes', node.id)
        .slice(0, MOST_FINDINGS)
        .map((problem) => (
          <p key={problem.code + problem.where} className={styles['problem']}>
            {problem.message} {problem.remedy}
          </p>
        ))}
      {groups.map((ids) => {
        const rows = ids.filter((id) => shown(id, role));
        return (
          rows.length > 0 && (
            <dl key={ids[0]}>
              {rows.map((id) => (
                <Row key={id} node={node.id} column={id} sharing={sharesCores(node)} />
              ))}
              {ids.includes('p99') && <Samples node={node.id} />}
            </dl>
          )
        );
      })}
    </>
  );
}

function shown(id: NodeColumn, role: Role): boolean {
  const roles: readonly Role[] | undefined = nodeColumns.find((column) => column.id === id)?.roles;
  return !roles || roles.includes(role);
}

const titles: Partial<Record<NodeColumn, string>> = {
  p50: 'Total, p50',
  p95: 'Total, p95',
  p99: 'Total, p99',
  queueWait: 'Queue wait, mean',
  service: 'Service, mean',
};

function Row({ node, column, sharing }: { readonly node: string; readonly column: NodeColumn; readonly sharing: boolean }) {
  const definition = nodeColumns.find((each) => each.id === column);
  if (!definition) return null;
  const read = (live: LiveStore) => {
    if (percentiles.has(column) && !(live.node(node, 'samples') > 0)) return NO_DATA;
    return formatUnit(live.node(node, column), definition.unit).replace(/\s(calls|messages|replicas?|workers?|requests)$/, '');
  };
  return (
    <>
      <dt>{sharing ? sharedTitle(definition) : (titles[column] ?? definition.title)}</dt>
      <dd>
        <LiveText read={read} />
      </dd>
    </>
  );
}

function sharedTitle(definition: (typeof nodeColumns)[number]): string {
  const { title } = sharedColumn(definition);
  return title === definition.title ? (titles[definition.id] ?? title) : `${title}, mean`;
}

function Samples({ node }: { readonly node: string }) {
  return (
    <>
      <dt className={styles['n']}>n, last second</dt>
      <dd className={styles['n']}>
        <LiveText read={(live) => formatUnit(live.node(node, 'samples'), 'samples')} />
      </dd>
    </>
  );
}
