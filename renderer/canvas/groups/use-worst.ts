import { type NodeKind, nodeKinds } from '../../../engine/nodes/registry';
import { actionsOn } from '../../store/faults';
import { live, useLive } from '../../store/live';
import { studio, useStudio } from '../../store/studio';
import { type Health, healthOf, healths, withFaults } from '../../../engine/measure/health';

/** The worst of some states and whose it is: the first one of those that are as bad. Null for none. */
export function worstOf(states: readonly (readonly [node: string, health: Health])[]): readonly [node: string, health: Health] | null {
  let worst: readonly [string, Health] | null = null;
  for (const state of states) if (!worst || healths.indexOf(state[1]) > healths.indexOf(worst[1])) worst = state;
  return worst;
}

/** The worst state among nodes and the name of who has it, on two lines: a primitive, so that a card is drawn anew only when it changes. */
export function useWorst(nodes: readonly string[]): string {
  const read = () => {
    const state = studio.getState();
    const inside = new Set(nodes);
    const states = (state.document.nodes ?? [])
      .filter(({ id }) => inside.has(id))
      .map(({ id, kind }) => {
        const known: NodeKind = kind;
        const health = healthOf(nodeKinds[known].role, (column) => live.node(id, column));
        return [id, withFaults(health, actionsOn(state, { node: id }))] as const;
      });
    const worst = worstOf(states);
    if (!worst) return 'idle';
    const fine = worst[1] === 'idle' || worst[1] === 'healthy';
    const node = state.document.nodes?.find(({ id }) => id === worst[0]);
    return fine ? worst[1] : `${worst[1]}\n${node?.name ?? worst[0]}`;
  };
  // Faults are told by one store and numbers by the other.
  useStudio(() => (nodes.length > 0 ? read() : 'idle'));
  return useLive(read);
}
