import type { Design, DesignLink, DesignNode } from '../../../engine/design/schema';
import type { StepInput } from '../../../engine/design/step-schema';
import type { Draw } from '../draw';

// Effects, invariants, inboxes, outboxes, loops and sagas, put into a design that has none.

const effects = ['Placed', 'Paid', 'Undone'] as const;
type InvariantInput = NonNullable<Design['invariants']>[number];

const randomEffect = (draw: Draw): StepInput => ({
  kind: 'effect',
  effect: draw.one(effects),
  amount: draw.int(0, 2),
  idempotent: draw.chance(0.3),
  retention: draw.one(['1ms', '1d']),
});

function inLoop(draw: Draw, step: StepInput): StepInput {
  if (draw.chance(0.15)) return { kind: 'repeat', times: draw.int(1, 4), steps: [step] };
  if (!draw.chance(0.15)) return step;
  return {
    kind: 'try',
    steps: [step],
    ...draw.maybe(0.5, () => ({ ok: [randomEffect(draw)] })),
    ...draw.maybe(0.7, () => ({ failed: [randomEffect(draw), ...(draw.chance(0.3) ? [step] : [])] })),
    ...draw.maybe(0.3, () => ({ unknown: [randomEffect(draw)] })),
  };
}

/** The steps with effects between them, some of them in loops or as stages of a saga. @param store link to a store of the node's own */
function withBusiness(draw: Draw, steps: readonly StepInput[], store: string | undefined): StepInput[] {
  const within = steps.flatMap((step): StepInput[] => {
    const done = inLoop(draw, step);
    return draw.chance(0.3) ? [done, randomEffect(draw)] : [done];
  });
  if (!draw.chance(0.3)) return within;
  return [
    {
      kind: 'saga',
      ...(store !== undefined && draw.chance(0.7) && { store }),
      takeover: draw.one(['1ms', '50ms', '1s']),
      whenCompensated: draw.one(['fail', 'go-on']),
      compensation: { attempts: draw.int(1, 3), backoff: draw.one(['0ms', '20ms']) },
      stages: within.map((step) => ({
        steps: [step],
        compensate: draw.chance(0.6) ? [randomEffect(draw), ...(draw.chance(0.3) ? [step] : [])] : [],
        attempts: draw.int(1, 2),
        backoff: draw.one(['0ms', '10ms']),
        ...draw.maybe(0.4, () => ({ timeout: draw.one(['1ms', '20ms', '200ms']) })),
      })),
    },
  ];
}

export function withRandomBusiness(draw: Draw, design: Design): Design {
  if (draw.chance(0.4)) return design;
  const { nodes = [], links = [] } = design;
  const kindOf = (id: string): string => nodes.find((node) => node.id === id)?.kind ?? '';
  const storeOf = (node: string): string | undefined =>
    links.find(({ from, to }) => from === node && ['database', 'key-value'].includes(kindOf(to)))?.id;
  const busy = nodes.map((node): DesignNode => {
    if (!node.operations) return node;
    const operations = node.operations.map((operation) => ({
      ...operation,
      ...(draw.chance(0.3) && { inbox: { retention: draw.one(['1ms', '1d']) } }),
      steps: withBusiness(draw, operation.steps, storeOf(node.id)),
    }));
    return { ...node, operations };
  });
  const outgoing = links.map((link): DesignLink => {
    const store = storeOf(link.from);
    const queue = ['queue', 'log'].includes(kindOf(link.to));
    if (!queue || store === undefined || draw.chance(0.3)) return link;
    return {
      ...link,
      outbox: { store, interval: draw.one(['1ms', '100ms']), batch: draw.one([1, 1000]), confirm: draw.one(['0ms', '20ms']) },
    };
  });
  return { ...design, nodes: busy, links: outgoing, invariants: randomInvariants(draw, busy) };
}

/** About effects that some step records. */
function randomInvariants(draw: Draw, nodes: readonly DesignNode[]): InvariantInput[] {
  const text = JSON.stringify(nodes);
  const there = effects.filter((effect) => text.includes(`"effect":"${effect}"`));
  const [a] = there;
  const b = there.at(-1);
  if (a === undefined || b === undefined) return [];
  const within = draw.one(['1ms', '300ms']);
  const all: InvariantInput[] = [
    { id: 'once', kind: 'at-most-once', effect: a },
    { id: 'one', kind: 'exactly-once', effect: a, after: b, within },
    { id: 'follows', kind: 'implies', effect: a, follows: b, within },
    { id: 'stock', kind: 'sum', add: [a], subtract: [b], stock: draw.int(0, 5) },
    { id: 'balance', kind: 'balanced', effect: a, by: [b], within },
  ];
  return draw.some(all, 0.6);
}
