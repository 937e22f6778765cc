import type { Referred } from '../../engine/core/fields';
import { placesIn } from '../../engine/design/step-tree';
import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';
import { takesMessages } from '../../engine/nodes/definition';
import { nodeKinds } from '../../engine/nodes/registry';

/** What a field may name, and how it is called on the screen. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Where a form stands: the node whose links it may use, the link that it edits, and what stands beside the field. */
export interface FormPlace {
  readonly node?: string | undefined;
  readonly link?: string | undefined;
  readonly siblings?: Readonly<Record<string, unknown>> | undefined;
}

/** Names that people make up while they write: a field takes those that nobody has used yet, too. */
export const isFreeName = (what: Referred): boolean => what === 'event' || what === 'effect';

/** Everything that a field of that kind may name here, in the order of the design. */
export function optionsFor(what: Referred, design: Design, place: FormPlace): readonly Option[] {
  const { nodes = [], entities = [], journeys = [] } = design;
  switch (what) {
    case 'node':
      return nodes.filter(({ kind }) => nodeKinds[kind].role === 'server').map(nodeOption);
    case 'client':
      return nodes.filter(({ kind }) => nodeKinds[kind].role === 'source').map(nodeOption);
    case 'outgoing-link':
    case 'call-link':
      return linksTo(design, place.node, place.link, ({ kind }) => nodeKinds[kind].role === 'server');
    case 'store-link':
      return linksTo(design, place.node, place.link, ({ kind }) => nodeKinds[kind].group === 'data');
    case 'cache-link':
      return linksTo(design, place.node, place.link, ({ kind }) => kind === 'cache');
    case 'queue-link':
      return linksTo(design, place.node, place.link, ({ kind }) => takesMessages(nodeKinds[kind].role));
    case 'entry-link':
      return linksTo(design, textOf(place.siblings?.['client']), undefined, () => true);
    case 'operation': {
      const to = design.links?.find(({ id }) => id === place.siblings?.['link'])?.to;
      return (nodes.find(({ id }) => id === to)?.operations ?? []).map(({ name }) => ({ value: name, label: name }));
    }
    case 'entity':
      return entities.map(({ id, name }) => ({ value: id, label: name ?? id }));
    case 'journey':
      return journeys.map(({ id, name }) => ({ value: id, label: name ?? id }));
    case 'event':
      return eventNames(design).map((name) => ({ value: name, label: name }));
    case 'effect':
      return effectNames(design).map((name) => ({ value: name, label: name }));
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const nodeOption = ({ id, name }: DesignNode): Option => ({ value: id, label: name ?? id });

function linksTo(
  { nodes = [], links = [] }: Design,
  from: string | undefined,
  except: string | undefined,
  fits: (end: DesignNode) => boolean,
): Option[] {
  return links.flatMap(({ id, from: start, to }: DesignLink) => {
    // Only the ends of its own links are looked for: a form asks for every field that names one.
    const end = start === from && id !== except ? nodes.find((node) => node.id === to) : undefined;
    return end && fits(end) ? [{ value: id, label: `to ${end.name ?? to}` }] : [];
  });
}

function* stepsIn({ nodes = [] }: Design): Generator<StepInput> {
  for (const { operations = [] } of nodes) for (const { steps } of operations) for (const { step } of placesIn(steps)) yield step;
}

/** Events that the catalog has or that are published, each once. */
export function eventNames(design: Design): string[] {
  const published = [...stepsIn(design)].flatMap((step) => (step.kind === 'publish' ? [step.event] : []));
  return [...new Set([...(design.events ?? []).map(({ id }) => id), ...published])];
}

/** Effects that steps record or invariants speak of, each once. */
export function effectNames(design: Design): string[] {
  const recorded = [...stepsIn(design)].flatMap((step) => (step.kind === 'effect' ? [step.effect] : []));
  const claimed = (design.invariants ?? []).flatMap((claim) => {
    switch (claim.kind) {
      case 'at-most-once':
        return [claim.effect];
      case 'exactly-once':
        return [claim.effect, claim.after];
      case 'implies':
        return [claim.effect, claim.follows];
      case 'sum':
        return [...claim.add, ...(claim.subtract ?? [])];
      case 'balanced':
        return [claim.effect, ...claim.by];
    }
  });
  return [...new Set([...recorded, ...claimed])];
}
