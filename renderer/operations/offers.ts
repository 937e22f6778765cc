import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';
import type { StepInput, StepShape } from '../../engine/design/step-schema';
import { takesMessages } from '../../engine/nodes/definition';
import { nodeKinds } from '../../engine/nodes/registry';
import { newLink, noLinkBecause } from '../canvas/changes';
import { effectNames, eventNames } from '../inspector/references';

/** A step that can be added, and the link that it needs and is not there yet. */
export interface Offer {
  readonly id: string;
  readonly group: 'By itself' | 'Calls' | 'Messages' | 'Structure' | 'With a new link';
  readonly label: string;
  readonly shape: StepShape;
  readonly step: StepInput;
  readonly link?: DesignLink;
}

/** Everything that can be a step of the node, in the order of the menu: only links, events and effects that there are, and ways to make new ones. */
export function offersFor(design: Design, node: DesignNode): readonly Offer[] {
  const own = (design.links ?? []).filter(({ from }) => from === node.id);
  const linked = own.flatMap((link) => {
    const end = nodeById(design, link.to);
    return end ? overLink(design, link, end) : [];
  });
  const further = (design.nodes ?? [])
    .filter((end) => nodeKinds[end.kind].role !== 'source' && noLinkBecause(design, node.id, end.id) === null)
    .flatMap((end): Offer[] => {
      const link = newLink(design, node.id, end.id);
      const [first] = overLink(design, link, end);
      return first ? [{ ...first, id: `new ${first.id}`, group: 'With a new link', link }] : [];
    });
  const offers = [...byItself(design), ...linked, ...structure(own, design), ...further];
  return groups.flatMap((group) => offers.filter((offer) => offer.group === group));
}

const groups = ['By itself', 'Calls', 'Messages', 'Structure', 'With a new link'] as const;

const nodeById = ({ nodes }: Design, id: string) => nodes?.find((node) => node.id === id);

function byItself(design: Design): Offer[] {
  const effect = (name: string): Offer => ({
    id: `effect ${name}`,
    group: 'By itself',
    label: `Effect: ${name}`,
    shape: 'effect',
    step: { kind: 'effect', effect: name },
  });
  const known = effectNames(design);
  return [
    { id: 'own', group: 'By itself', label: 'Work: the node’s own service time', shape: 'work', step: { kind: 'work', own: true } },
    { id: 'work', group: 'By itself', label: 'Work: a time of its own', shape: 'work', step: { kind: 'work', time: '5ms' } },
    { id: 'wait', group: 'By itself', label: 'Wait', shape: 'wait', step: { kind: 'wait', time: '100ms' } },
    ...known.map(effect),
    ...(design.entities ?? []).flatMap(({ id, name = id, stock }): Offer[] =>
      stock === undefined
        ? []
        : [{ id: `check ${id}`, group: 'By itself', label: `Check stock: ${name}`, shape: 'check', step: { kind: 'check', entity: id } }],
    ),
    { ...effect(free('NewEffect', known)), id: 'effect new', label: 'Effect: a new one' },
  ];
}

/** Ways to use a link, by what it ends at. */
function overLink(design: Design, { id: link, to }: DesignLink, end: DesignNode): Offer[] {
  const name = end.name ?? to;
  const { role, group } = nodeKinds[end.kind];
  if (takesMessages(role)) {
    const events = eventNames(design);
    const publish = (event: string, label: string): Offer => ({
      id: `${link} publish ${label}`,
      group: 'Messages',
      label,
      shape: 'publish',
      step: { kind: 'publish', link, event },
    });
    return [
      ...events.map((event) => publish(event, `Publish ${event} to ${name}`)),
      publish(free('NewEvent', events), `Publish a new event to ${name}`),
    ];
  }
  if (role !== 'server') return [];
  const called = (end.operations?.length ?? 0) > 1 ? end.operations!.map((operation) => operation.name) : [undefined];
  const call = (operation: string | undefined): Offer => ({
    id: `${link} call ${operation ?? ''}`,
    group: 'Calls',
    label: operation === undefined ? `Call ${name}` : `Call ${name} · ${operation}`,
    shape: 'call',
    step: { kind: 'call', link, ...(operation !== undefined && { operation }) },
  });
  if (group !== 'data') return called.map(call);
  const access = (kind: 'read' | 'write', label: string): Offer => ({
    id: `${link} ${kind}`,
    group: 'Calls',
    label,
    shape: kind,
    step: { kind, link },
  });
  return [access('read', `Read from ${name}`), access('write', `Write to ${name}`), ...called.map(call)];
}

function structure(own: readonly DesignLink[], design: Design): Offer[] {
  const caches = own.filter(({ to }) => nodeById(design, to)?.kind === 'cache');
  return [
    {
      id: 'parallel',
      group: 'Structure',
      label: 'In parallel: branches side by side',
      shape: 'parallel',
      step: { kind: 'parallel', branches: [[], []] },
    },
    {
      id: 'chance',
      group: 'Structure',
      label: 'Choose: one of some branches, by chance',
      shape: 'chance',
      step: {
        kind: 'choose',
        by: 'probability',
        branches: [
          { share: 1, steps: [] },
          { share: 1, steps: [] },
        ],
      },
    },
    ...caches.map(
      ({ id, to }): Offer => ({
        id: `look-up ${id}`,
        group: 'Structure',
        label: `Look up in ${nodeById(design, to)?.name ?? to}: found or not`,
        shape: 'look-up',
        step: { kind: 'choose', by: 'cache-hit', link: id, hit: [], miss: [] },
      }),
    ),
    { id: 'repeat', group: 'Structure', label: 'Repeat some steps', shape: 'repeat', step: { kind: 'repeat', times: 2, steps: [] } },
    {
      id: 'try',
      group: 'Structure',
      label: 'Try: go on by how it ended',
      shape: 'try',
      step: { kind: 'try', steps: [] },
    },
    {
      id: 'saga',
      group: 'Structure',
      label: 'Saga: stages that can be undone',
      shape: 'saga',
      step: { kind: 'saga', stages: [{ steps: [] }, { steps: [] }] },
    },
  ];
}

/** A name that nothing has yet. */
function free(stem: string, taken: readonly string[]): string {
  let name = stem;
  for (let n = 2; taken.includes(name); n++) name = `${stem}${n}`;
  return name;
}

/** Ways to put a step that is there into another one. */
export const wrappers: readonly { readonly label: string; readonly wrap: (step: StepInput) => StepInput }[] = [
  { label: 'Put in parallel with others', wrap: (step) => ({ kind: 'parallel', branches: [[step], []] }) },
  {
    label: 'Make it a chance',
    wrap: (step) => ({
      kind: 'choose',
      by: 'probability',
      branches: [
        { share: 1, steps: [step] },
        { share: 1, steps: [] },
      ],
    }),
  },
  { label: 'Repeat it', wrap: (step) => ({ kind: 'repeat', times: 2, steps: [step] }) },
  { label: 'Try it, and say what follows', wrap: (step) => ({ kind: 'try', steps: [step] }) },
  { label: 'Make it a stage of a saga', wrap: (step) => ({ kind: 'saga', stages: [{ steps: [step] }] }) },
];

/** Which form and icon a step has. */
export const shapeOf = (step: StepInput): StepShape =>
  step.kind === 'choose' ? (step.by === 'probability' ? 'chance' : 'look-up') : step.kind;
