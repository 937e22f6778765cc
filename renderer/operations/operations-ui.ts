import { createStore, useStore } from 'zustand';

/** What only the operations editor needs to know, and what no file holds. */
interface OperationsUi {
  /** Node that is shown; the one selected last on the canvas when null. */
  readonly node: string | null;
  /** Place of the operation in its node's list. */
  readonly operation: number;
  /** Where the diagram starts: the operation, when null, else a journey. */
  readonly journey: string | null;
  /** The diagram is made as narrow as its place. */
  readonly fitted: boolean;
  /** Step under the pointer or with the focus, by its place in the design: in the list and in the diagram alike. */
  readonly hovered: string | null;
  /** Step whose form is open, by its path in the operation. */
  readonly open: string | null;
  /** Step that gets the focus when it is drawn next. */
  readonly focus: string | null;
}

export const operationsUi = createStore<OperationsUi>()(() => ({
  node: null,
  operation: 0,
  journey: null,
  fitted: false,
  hovered: null,
  open: null,
  focus: null,
}));
export const useOperationsUi = <T>(select: (state: OperationsUi) => T): T => useStore(operationsUi, select);

/** A step's place in the design, as problems and diagrams name it. */
export const stepPlace = (node: string, operation: number, path: string): string => `nodes.${node}.operations.${operation}.steps.${path}`;

const inner = String.raw`(?:branches\.\d+(?:\.steps)?|steps|hit|miss|stages\.\d+\.(?:steps|compensate))`;
const stepIn = new RegExp(String.raw`^nodes\.([^.]+)\.operations\.(\d+)\.steps\.(\d+(?:\.${inner}\.\d+)*)`);

/** The step at a place, or the one whose field stands there; null for any other place. */
export function readStepPlace(place: string): { readonly node: string; readonly operation: number; readonly path: string } | null {
  const [, node, operation, path] = stepIn.exec(place) ?? [];
  return node !== undefined && path !== undefined ? { node, operation: Number(operation), path } : null;
}

/** Whether what belongs to a step is lit while another is hovered: the step itself and all that lies within it. */
export const isLit = (step: string | null, hovered: string | null): boolean =>
  step !== null && hovered !== null && (step === hovered || step.startsWith(`${hovered}.`));

export const hoverStep = (place: string | null): void => {
  if (operationsUi.getState().hovered !== place) operationsUi.setState({ hovered: place });
};
