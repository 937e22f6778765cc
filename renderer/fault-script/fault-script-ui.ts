import { createStore, useStore } from 'zustand';
import type { Design, DesignFault } from '../../engine/design/schema';
import type { FaultTarget } from '../../engine/faults/definition';
import { type FaultAction, faultActions } from '../../engine/faults/registry';
import { newFault } from '../store/faults';
import { studio } from '../store/studio';
import { replaced } from './script';
import { targetChoices } from './target-choices';

/** The fault of the script that the dialog is about; null while it is closed. */
interface FaultScriptUi {
  readonly draft: DesignFault | null;
  /** It is in the script already. */
  readonly known: boolean;
}

export const faultScriptUi = createStore<FaultScriptUi>()(() => ({ draft: null, known: false }));
export const useFaultScriptUi = <T>(select: (state: FaultScriptUi) => T): T => useStore(faultScriptUi, select);

/** The first fault that anything in this design can have. */
function firstFault(design: Design): { readonly action: FaultAction; readonly target: FaultTarget } | null {
  for (const action of Object.keys(faultActions) as FaultAction[]) {
    const target = targetChoices(design, action)[0]?.items[0]?.target;
    if (target) return { action, target };
  }
  return null;
}

/** Asks for a new fault of the script that begins then. [s] */
export function planFault(at: number): void {
  const { document, selection } = studio.getState();
  const first = firstFault(document);
  if (first === null) return;
  const chosen: FaultTarget | null =
    selection.nodes.length === 1 ? { node: selection.nodes[0]! } : selection.links.length === 1 ? { link: selection.links[0]! } : null;
  const fits =
    chosen &&
    targetChoices(document, first.action).some(({ items }) =>
      items.some(({ target }) => JSON.stringify(target) === JSON.stringify(chosen)),
    );
  const draft = newFault(first.action, fits ? chosen : first.target);
  faultScriptUi.setState({ draft: { ...draft, startAfter: `${at}s`, duration: '10s' }, known: false });
}

export const changeFault = (fault: DesignFault): void => faultScriptUi.setState({ draft: fault, known: true });
export const closeFault = (): void => faultScriptUi.setState({ draft: null });

const script = (): readonly DesignFault[] => studio.getState().document.faults ?? [];
const setScript = (faults: readonly DesignFault[]): void => studio.getState().edit({ kind: 'set-faults', faults });

/** Puts a fault into the script, or in the place of the one of its id. One step of undo. */
export const keepFault = (fault: DesignFault): void =>
  setScript(script().some(({ id }) => id === fault.id) ? replaced(script(), fault) : [...script(), fault]);

export const dropFault = (id: string): void => setScript(script().filter((fault) => fault.id !== id));
