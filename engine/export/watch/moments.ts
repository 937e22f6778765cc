import { resolve } from '../../design/resolve';
import type { ResolvedFault } from '../../design/schema';
import { healthOf, withFaults } from '../../measure/health';
import { takesMessages } from '../../nodes/definition';
import { nodeKinds } from '../../nodes/registry';
import type { RecordedRun } from '../../simulate/recorded-run';
import { number, percent } from '../html/words';
import type { LiveSign } from '../picture/picture';

/** How everything was at one time of a run. */
export interface Moment {
  /** [s] */
  readonly at: number;
  /** By id of a node. */
  readonly nodes: ReadonlyMap<string, LiveSign>;
  /** Ids of links on which calls fail. */
  readonly failing: ReadonlySet<string>;
  /** Calls started over each link. [1/s] */
  readonly calls: ReadonlyMap<string, number>;
}

/** Share of failed calls from which a line is drawn as failing, as on the canvas. */
const FAILING = 0.05;

/** A run, second by second. */
export function momentsOf({ design, times, series }: Pick<RecordedRun, 'design' | 'times' | 'series'>): Moment[] {
  const values = new Map(series.map(({ subject, of, measure, values: all }) => [`${of} ${subject} ${measure}`, all]));
  const at = (of: 'node' | 'link', id: string, measure: string, i: number): number =>
    values.get(`${of} ${id} ${measure}`)?.[i] ?? Number.NaN;
  const resolved = resolve(design);
  const faults = resolved.ok ? resolved.value.faults : [];
  const { nodes = [], links = [] } = design;
  return times.map((time, i) => ({
    at: time,
    nodes: new Map(
      nodes.map(({ id, kind }) => {
        const { role } = nodeKinds[kind];
        const value = (measure: string): number => at('node', id, measure, i);
        const health = withFaults(healthOf(role, value), actionsOn(faults, id, time * 1e9));
        return [id, { state: health, facts: factsOf(takesMessages(role), value) }];
      }),
    ),
    failing: new Set(links.filter(({ id }) => at('link', id, 'errorShare', i) >= FAILING).map(({ id }) => id)),
    calls: new Map(links.map(({ id }) => [id, at('link', id, 'calls', i) || 0])),
  }));
}

/** Rate, then what there is to wait for, then what fails. */
const factsOf = (messages: boolean, value: (measure: string) => number): string[] => [
  `${number(value('arrivals'))}/s`,
  messages ? `${number(value('backlog'))} waiting` : value('samples') > 0 ? `p99 ${number(value('p99'))} ms` : 'p99 –',
  `errors ${value('errorShare') >= 0 ? percent(Number(value('errorShare').toFixed(3))) : '–'}`,
];

/** Faults of the script that are on a node itself at a time. [ns] */
const actionsOn = (faults: readonly ResolvedFault[], node: string, time: number): ResolvedFault['action'][] =>
  faults
    .filter(
      ({ target, startAfter, duration }) =>
        'node' in target && target.node === node && startAfter <= time && (duration === undefined || time < startAfter + duration),
    )
    .map(({ action }) => action);
