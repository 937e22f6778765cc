import type { Problem, Result } from '../core/problem';
import { failure, success } from '../core/problem';
import { check } from '../design/resolve';
import type { Design, DesignFault, ResolvedDesign } from '../design/schema';
import { type FaultAction, faultActions } from '../faults/registry';
import { nodeKinds } from '../nodes/registry';

/** A fault that is tried everywhere. */
export interface FaultChoice {
  readonly action: FaultAction;
  readonly params: Readonly<Record<string, unknown>>;
}

/** One fault at one place: on a node itself, on what leads to it, or on a zone. */
export interface FaultCell {
  readonly action: FaultAction;
  /** Id of the node or zone. */
  readonly place: string;
  readonly faults: readonly DesignFault[];
}

export interface FaultTimes {
  /** [s] */
  readonly startAfter: number;
  /** [s] */
  readonly duration: number;
}

type Target = DesignFault['target'];

/** As many at a time as a design may have. */
const AT_ONCE = 200;

/** Every fault at every place that it fits, place by place. What the design's own checks say does nothing there is left out. */
export function faultCells(
  design: Design,
  resolved: ResolvedDesign,
  choices: readonly FaultChoice[],
  times: FaultTimes,
): Result<readonly FaultCell[]> {
  const places = [
    ...resolved.nodes.map(({ id }) => ({ id, targetsOf: (action: FaultAction) => targetsAt(resolved, id, action) })),
    ...resolved.zones.map(({ id }) => ({ id, targetsOf: zoneTargets(id) })),
  ];
  let made = 0;
  const cells = places.flatMap(({ id: place, targetsOf }) =>
    choices.flatMap(({ action, params }): FaultCell[] => {
      const faults = targetsOf(action).map(
        (target) =>
          ({
            id: `chaos-${++made}`,
            action,
            target,
            params,
            startAfter: `${times.startAfter}s`,
            duration: `${times.duration}s`,
          }) as DesignFault,
      );
      return faults.length > 0 ? [{ action, place, faults }] : [];
    }),
  );
  const problems = problemsOf(
    design,
    cells.flatMap(({ faults }) => faults),
  );
  const wrong = problems.filter(({ where }) => where.includes('.params'));
  if (wrong.length > 0) return failure(...wrong.slice(0, 5));
  const misfits = new Set(problems.map(({ where }) => where.split('.')[1]));
  return success(
    cells.map((cell) => ({ ...cell, faults: cell.faults.filter(({ id }) => !misfits.has(id)) })).filter(({ faults }) => faults.length > 0),
  );
}

/** What the checks say of these faults. */
function problemsOf(design: Design, faults: readonly DesignFault[]): Problem[] {
  const found: Problem[] = [];
  for (let i = 0; i < faults.length; i += AT_ONCE) {
    found.push(...check({ ...design, faults: faults.slice(i, i + AT_ONCE) }).filter(({ where }) => where.startsWith('faults.')));
  }
  return found;
}

/** What a fault at a node is put on: the node, the links to it, or those on which it delivers. */
function targetsAt({ nodes, links }: ResolvedDesign, id: string, action: FaultAction): Target[] {
  const definition: { readonly targets: readonly string[]; readonly kinds?: readonly string[] } = faultActions[action];
  const { targets, kinds } = definition;
  const { kind } = nodes.find((node) => node.id === id)!;
  const { role } = nodeKinds[kind];
  if (targets.includes(role)) return kinds === undefined || kinds.includes(kind) ? [{ node: id }] : [];
  const delivers = (role === 'queue' && targets.includes('delivery')) || (role === 'log' && targets.includes('group'));
  const on = targets.includes('link') ? links.filter(({ to }) => to === id) : delivers ? links.filter(({ from }) => from === id) : [];
  return on.map((link) => ({ link: link.id }));
}

const zoneTargets =
  (zone: string) =>
  (action: FaultAction): Target[] => {
    const { targets }: { readonly targets: readonly string[] } = faultActions[action];
    return targets.includes('zone') ? [{ zone }] : [];
  };
