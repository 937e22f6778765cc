import { type Result, success } from '../../core/problem';
import { type DesignView, viewOf } from '../../design/advice/view';
import { indexOf } from '../../design/design-index';
import { resolve } from '../../design/resolve';
import type { Design, ResolvedDesign, ResolvedLink, ResolvedNode } from '../../design/schema';
import { stepsOf } from '../../design/steps';
import type { Report } from '../../measure/report';
import { nodeKinds } from '../../nodes/registry';
import type { ChaosShown } from '../html/pages/chaos';
import { number } from '../html/words';

/** What documents are written from: a design, a run of it, and a chaos matrix where there is one. */
export interface Basis {
  readonly design: Design;
  readonly resolved: ResolvedDesign;
  readonly view: DesignView;
  readonly report: Report;
  readonly chaos: ChaosShown | null;
  /** Of a node, as people know it. */
  readonly name: (node: string) => string;
  readonly measured: {
    readonly node: (id: string) => Report['nodes'][number] | undefined;
    readonly link: (id: string) => Report['links'][number] | undefined;
    readonly journey: (id: string) => Report['journeys'][number] | undefined;
  };
}

export function basisOf(design: Design, report: Report, chaos: ChaosShown | null): Result<Basis> {
  const resolved = resolve(design);
  if (!resolved.ok) return resolved;
  const names = new Map(resolved.value.nodes.map(({ id, name }) => [id, name ?? id]));
  const [nodes, links, journeys] = [byId(report.nodes), byId(report.links), byId(report.journeys)];
  return success({
    design,
    resolved: resolved.value,
    view: viewOf(indexOf(resolved.value)),
    report,
    chaos,
    name: (node) => names.get(node) ?? node,
    measured: { node: (id) => nodes.get(id), link: (id) => links.get(id), journey: (id) => journeys.get(id) },
  });
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

/** Where all the numbers of a document come from, so that anyone can make them again. */
export const origin = ({ report, chaos }: Basis): string[] => [
  `Numbers: one run of ${number(report.simulated)} s of simulated time, the first ${number(report.warmup)} s left out, seed ${report.seed}, ${number(report.requests.arrived)} requests, digest ${report.digest}. The same design and seed give the same numbers.`,
  ...(chaos === null
    ? []
    : [
        `Risks under faults: a chaos matrix of ${chaos.cells.length} faults in places, ${number(chaos.lasts)} s each, over ${chaos.seeds.length} seeds.`,
      ]),
];

/** "Orders → Payments" */
export const linkName = ({ from, to }: Pick<ResolvedLink, 'from' | 'to'>, { name }: Pick<Basis, 'name'>): string =>
  `${name(from)} → ${name(to)}`;

/** Whether it keeps data for others. */
export const isStore = ({ kind }: ResolvedNode): boolean => nodeKinds[kind].group === 'data' && kind !== 'cache' && kind !== 'cdn';
/** The bounded context that a node lies in, else the node itself. */
export function boundaryOf(node: ResolvedNode, { resolved }: Basis): string {
  const groups = new Map((resolved.groups ?? []).map((group) => [group.id, group]));
  const seen = new Set<string>();
  for (let id = node.group; id !== undefined && !seen.has(id); id = groups.get(id)?.parent) {
    seen.add(id);
    if (groups.get(id)?.kind === 'context') return id;
  }
  return node.id;
}

/** What a node's steps do over a link: reads and writes. A node without operations uses it in some way. */
export function usesOf(link: ResolvedLink, { view }: Basis): { readonly reads: boolean; readonly writes: boolean } {
  const from = view.index.nodes.get(link.from);
  if (!from?.operations?.length) return { reads: true, writes: false };
  let reads = false;
  let writes = false;
  for (const { step } of stepsOf(from)) {
    if (step.kind === 'saga') writes ||= step.store === link.id;
    else if (step.kind === 'write') writes ||= step.link === link.id;
    else if (step.kind === 'read' || step.kind === 'call' || (step.kind === 'choose' && step.by === 'cache-hit'))
      reads ||= step.link === link.id;
  }
  return { reads, writes };
}
