import type { Edit } from '../../engine/design/edits';
import type { DesignLink, DesignNode } from '../../engine/design/schema';
import { writeOut } from '../../engine/design/obvious';
import type { StepInput } from '../../engine/design/step-schema';
import {
  type Direction,
  insertStep,
  moveStep,
  pathOf,
  placeToward,
  removeStep,
  replaceStep,
  type StepPlace,
  stepAt,
} from '../../engine/design/step-tree';
import { openDockTab } from '../dock/dock-ui';
import { studio } from '../store/studio';
import { operationsUi, readStepPlace } from './operations-ui';

// What the editor does to the document: each is one step of undo.

/** One operation of one node, as it is edited. */
export interface Edited {
  readonly node: DesignNode;
  readonly operation: number;
}

type Operation = NonNullable<DesignNode['operations']>[number];

const stepsOf = ({ node, operation }: Edited): readonly StepInput[] => node.operations?.[operation]?.steps ?? [];

const withOperation = ({ node, operation }: Edited, change: (old: Operation) => Operation): Operation[] =>
  (node.operations ?? []).map((old, i) => (i === operation ? change(old) : old));

function setSteps(edited: Edited, steps: readonly StepInput[], link?: DesignLink): void {
  const first: Edit[] = link ? [{ kind: 'add-link', link }] : [];
  const operations = withOperation(edited, (old) => ({ ...old, steps: [...steps] }));
  studio.getState().edit(...first, { kind: 'set-operations', node: edited.node.id, operations });
}

/** A field of a form: what slides, or is typed in one go, is one step of undo. */
function setFields(edited: Edited, change: (old: Operation) => Operation): void {
  studio.getState().edit({ kind: 'replace-node', node: { ...edited.node, operations: withOperation(edited, change) } });
}

/** Adds a step, opens its form and puts the focus on it. */
export function addStep(edited: Edited, place: StepPlace, step: StepInput, link?: DesignLink): void {
  setSteps(edited, insertStep(stepsOf(edited), place, step), link);
  operationsUi.setState({ open: isBare(step) ? null : pathOf(place), focus: pathOf(place) });
}

/** Steps of steps are filled by adding to them, not by their form. */
const isBare = ({ kind }: StepInput): boolean =>
  kind === 'parallel' || kind === 'choose' || kind === 'saga' || kind === 'repeat' || kind === 'try';

export function changeStep(edited: Edited, place: StepPlace, step: StepInput): void {
  setFields(edited, (old) => ({ ...old, steps: replaceStep(old.steps, place, step) }));
}

/** Branches that come and go, and steps around steps. */
export function reshapeStep(edited: Edited, place: StepPlace, step: StepInput): void {
  setSteps(edited, replaceStep(stepsOf(edited), place, step));
}

export function deleteStep(edited: Edited, place: StepPlace): void {
  setSteps(edited, removeStep(stepsOf(edited), place));
  const next = { ...place, index: Math.max(0, place.index - 1) };
  operationsUi.setState({ open: null, hovered: null, focus: pathOf(next) });
}

export function duplicateStep(edited: Edited, place: StepPlace): void {
  const step = stepAt(stepsOf(edited), place);
  const next = { ...place, index: place.index + 1 };
  if (!step) return;
  setSteps(edited, insertStep(stepsOf(edited), next, step));
  operationsUi.setState({ open: null, focus: pathOf(next) });
}

/** @returns where the step stands then; null when it cannot go there */
export function dropStep(edited: Edited, from: StepPlace, to: StepPlace): StepPlace | null {
  const moved = moveStep(stepsOf(edited), from, to);
  if (!moved) return null;
  const { open } = operationsUi.getState();
  setSteps(edited, moved.steps);
  const path = pathOf(moved.place);
  operationsUi.setState({ open: open === pathOf(from) ? path : null, focus: path, hovered: null });
  return moved.place;
}

export function nudgeStep(edited: Edited, from: StepPlace, direction: Direction): StepPlace | null {
  const to = placeToward(stepsOf(edited), from, direction);
  return to && dropStep(edited, from, to);
}

/** Puts another step around one. */
export function wrapStep(edited: Edited, place: StepPlace, wrap: (step: StepInput) => StepInput): void {
  const step = stepAt(stepsOf(edited), place);
  if (step) reshapeStep(edited, place, wrap(step));
  operationsUi.setState({ open: null, focus: pathOf(place) });
}

export function showOperation(node: string, operation: number): void {
  operationsUi.setState({ node, operation, journey: null, open: null, hovered: null });
  openDockTab('operations');
}

/** Opens the editor with the focus on the first step. */
export function editOperations(node: string): void {
  showOperation(node, 0);
  const written = studio.getState().document.nodes?.find(({ id }) => id === node)?.operations?.length;
  if (written) operationsUi.setState({ focus: '0' });
}

/** Shows the sequence of a journey. */
export function showSequence(journey: string): void {
  operationsUi.setState({ journey });
  openDockTab('operations');
}

/** Opens a step where it is edited. @param place in the design: `nodes.orders.operations.0.steps.2` */
export function goToStep(place: string): void {
  const found = readStepPlace(place);
  if (!found) return;
  studio.getState().select({ nodes: [found.node] });
  operationsUi.setState({ node: found.node, operation: found.operation, open: found.path, focus: found.path });
  openDockTab('operations');
}

/** Adds an operation under a name that is free. */
export function addOperation(node: DesignNode): void {
  const operations = node.operations ?? [];
  setOperations(node, [...operations, { name: freeName('operation', operations), steps: [{ kind: 'work', own: true }] }]);
  showOperation(node.id, operations.length);
}

export function duplicateOperation({ node, operation }: Edited): void {
  const operations = node.operations ?? [];
  const like = operations[operation];
  if (!like) return;
  setOperations(node, operations.toSpliced(operation + 1, 0, { ...like, name: freeName(like.name, operations) }));
  showOperation(node.id, operation + 1);
}

export function deleteOperation({ node, operation }: Edited): void {
  const name = node.operations?.[operation]?.name;
  if (name === undefined) return;
  studio.getState().edit({ kind: 'remove-operation', node: node.id, operation: name });
  operationsUi.setState({ operation: Math.max(0, operation - 1), open: null, hovered: null });
}

/** The first operation is the one that callers get who name none. */
export function makeEntry({ node, operation }: Edited): void {
  const operations = node.operations ?? [];
  const chosen = operations[operation];
  if (!chosen) return;
  setOperations(node, [chosen, ...operations.filter((other) => other !== chosen)]);
  operationsUi.setState({ operation: 0, open: null });
}

/** Everything of an operation but its name and its steps. */
export function changeOperation(edited: Edited, next: Operation): void {
  setFields(edited, () => next);
}

/** @returns what is wrong with the name, or null when it was taken */
export function renameOperation({ node, operation }: Edited, to: string): string | null {
  const operations = node.operations ?? [];
  const old = operations[operation]?.name;
  if (old === undefined || to === old) return null;
  if (operations.some(({ name }) => name === to)) return 'There is an operation of this name.';
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,63}$/.test(to)) return 'Letters, digits, spaces and . _ / - only.';
  studio.getState().edit({ kind: 'rename', thing: { node: node.id, operation: old }, to });
  return null;
}

/** Makes the obvious steps the node's own. @returns why it cannot be done, or null when it was */
export function makeOwn(node: DesignNode): string | null {
  const written = writeOut(studio.getState().document, node);
  if (!written.ok) return written.why;
  setOperations(node, written.operations);
  operationsUi.setState({ node: node.id, operation: 0, open: null });
  return null;
}

function setOperations(node: DesignNode, operations: readonly Operation[]): void {
  studio.getState().edit({ kind: 'set-operations', node: node.id, operations: [...operations] });
}

function freeName(stem: string, operations: readonly Operation[]): string {
  const taken = new Set(operations.map(({ name }) => name));
  let name = stem;
  for (let n = 2; taken.has(name); n++) name = `${stem} ${n}`;
  return name;
}
