import type { DesignFault } from '../../engine/design/schema';
import { type FaultTarget, targetText } from '../../engine/faults/definition';
import { type FaultAction, faultActions } from '../../engine/faults/registry';
import { nodeKinds } from '../../engine/nodes/registry';
import type { StudioState } from './state';
import { studio } from './studio';

/** Faults that can be put on a node of this kind, on a link, or on a link from a log, which is a consumer group too. */
export function faultsFor(kind: keyof typeof nodeKinds | 'link' | 'group'): readonly FaultAction[] {
  const wanted: readonly string[] = kind === 'link' ? ['link'] : kind === 'group' ? ['link', 'group'] : [nodeKinds[kind].role];
  return (Object.keys(faultActions) as FaultAction[]).filter((action) => {
    const { targets, kinds }: { readonly targets: readonly string[]; readonly kinds?: readonly string[] } = faultActions[action];
    return targets.some((target) => wanted.includes(target)) && (kinds?.includes(kind) ?? true);
  });
}

/** What faults a link can have: one from a log is a consumer group. */
export function kindOfLink({ document: { nodes = [], links = [] } }: StudioState, id: string): 'link' | 'group' {
  const from = links.find((link) => link.id === id)?.from;
  const node = nodes.find((one) => one.id === from);
  return node !== undefined && nodeKinds[node.kind].role === 'log' ? 'group' : 'link';
}

/** A fault to start now: default strength, until healed. Its id is new in this run. */
export function newFault(action: FaultAction, target: FaultTarget, state: StudioState = studio.getState()): DesignFault {
  // Zones are named with signs that an id has not.
  const on = targetText(target).replaceAll(/[^a-z0-9]+/g, '-');
  const taken = new Set([...Object.keys(state.injected), ...(state.document.faults ?? []).map((fault) => fault.id)]);
  let id = `${action}-${on}`.slice(0, 60);
  for (let n = 2; taken.has(id); n++) id = `${`${action}-${on}`.slice(0, 56)}-${n}`;
  // There are more faults than the compiler goes through by itself to see that any action goes with any target.
  return { id, action, target } as DesignFault;
}

/** The definition of a fault of this run, by hand or from the script. */
export const faultById = (state: StudioState, id: string): DesignFault | undefined =>
  state.injected[id] ?? state.document.faults?.find((fault) => fault.id === id);

/** Faults that are on now at a node or link, as one string of ids, so that it can be a selector's primitive. */
export function activeOn(state: StudioState, target: FaultTarget): string {
  // Every card and link asks, at every change of anything.
  if (state.activeFaults.length === 0) return '';
  return state.activeFaults
    .filter((id) => {
      const on = faultById(state, id)?.target;
      return on && Object.keys(on)[0] === Object.keys(target)[0] && targetText(on) === targetText(target);
    })
    .join();
}

/** What the faults that are on at a node or link do. */
export const actionsOn = (state: StudioState, target: FaultTarget): readonly FaultAction[] =>
  state.activeFaults.length === 0
    ? noActions
    : activeOn(state, target)
        .split(',')
        .flatMap((id) => faultById(state, id)?.action ?? []);

const noActions: readonly FaultAction[] = [];
