import { mapDesign } from '../../../engine/design/map-design';
import type { Design, DesignNode } from '../../../engine/design/schema';
import type { StepInput } from '../../../engine/design/step-schema';
import type { RunChange } from '../../../engine/simulate/record';
import type { Draw } from '../draw';

/** Some look-ups have their misses loaded once a key; some operations become what follows a miss, for things that many ask for at once. */
export function withMissFlights(draw: Draw, design: Design): Design {
  const switched = switchedFlights(draw, design);
  const caches = new Set(switched.nodes!.flatMap(({ id, kind }) => (kind === 'cache' ? [id] : [])));
  const lookedUp = switched.nodes!.map((node): DesignNode => {
    const link = switched.links?.find(({ from, to }) => from === node.id && caches.has(to));
    if (!link || !node.operations || draw.chance(0.4)) return node;
    const operations = node.operations.map((operation) => ({ ...operation, steps: [lookUp(draw, link.id, operation.steps)] }));
    return { ...node, operations };
  });
  if (lookedUp.every((node, i) => node === switched.nodes![i])) return switched;
  const count = draw.int(1, 3);
  return {
    ...switched,
    nodes: lookedUp.map((node) =>
      node.kind === 'client' ? { ...node, params: { ...node.params, entities: { kind: 'uniform', count } } } : node,
    ),
  };
}

/** Edits of nodes switch that on and off while it runs. */
export const withSwitchedFlights = (draw: Draw, changes: readonly RunChange[]): RunChange[] =>
  changes.map((change) => {
    if (change.kind !== 'edit' || change.edit.kind !== 'replace-node') return change;
    const [node] = switchedFlights(draw, { version: 1, name: '', nodes: [change.edit.node] }).nodes!;
    return { ...change, edit: { ...change.edit, node: node! } };
  });

const lookUp = (draw: Draw, link: string, miss: readonly StepInput[]): StepInput => ({
  kind: 'choose',
  by: 'cache-hit',
  link,
  singleFlight: draw.chance(0.8),
  hit: [],
  miss: [...miss],
});

const switchedFlights = (draw: Draw, design: Design): Design =>
  mapDesign(design, (step) => {
    if (step.kind !== 'choose' || step.by !== 'cache-hit') return step;
    return { ...step, singleFlight: draw.chance(0.6) };
  });
