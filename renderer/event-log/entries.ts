import type { Design } from '../../engine/design/schema';
import type { Mark } from '../../engine/measure/frame';
import type { Selection } from '../store/state';

/** Kinds of events as people sort them, with the marks that belong to each. */
export const eventKinds = {
  faults: { title: 'Faults', marks: ['fault-start', 'fault-end'] },
  breakers: { title: 'Breakers', marks: ['breaker-open', 'breaker-half-open', 'breaker-closed'] },
  rejections: { title: 'Rejections', marks: ['rejecting', 'accepting'] },
  pools: { title: 'Pools and workers', marks: ['exhausted', 'free-again'] },
  slos: { title: 'Objectives', marks: ['slo-breach', 'slo-recovered'] },
  scaling: { title: 'Scaling', marks: ['scaling'] },
  replicas: { title: 'Replicas', marks: ['crash', 'restart', 'health', 'ejection'] },
  failovers: { title: 'Failovers', marks: ['failover'] },
  logs: { title: 'Rebalances and logs', marks: ['log'] },
  bounds: { title: 'Bounds of memory', marks: ['forgetting'] },
  edits: { title: 'Edits', marks: ['edit'] },
} as const satisfies Record<string, { readonly title: string; readonly marks: readonly Mark['kind'][] }>;
export type EventKind = keyof typeof eventKinds;
export const eventKindIds = Object.keys(eventKinds) as readonly EventKind[];

const kindOf = new Map<Mark['kind'], EventKind>(
  eventKindIds.flatMap((kind) => eventKinds[kind].marks.map((mark) => [mark, kind] as const)),
);

/** A line of the log. */
export interface Entry {
  /** Its place among all of the run, from 0. */
  readonly id: number;
  /** Simulated time. [ns] */
  readonly at: number;
  readonly kind: EventKind;
  /** It ends or mends something. */
  readonly ends: boolean;
  readonly text: string;
  /** Nodes and links that it is about; empty where it is about none. */
  readonly about: readonly string[];
}

export interface Filter {
  /** Empty for all. */
  readonly kinds: readonly EventKind[];
  /** Id of a node; its links count too. '' for all. */
  readonly node: string;
  readonly text: string;
  readonly newestFirst: boolean;
}

const endings: ReadonlySet<Mark['kind']> = new Set(['fault-end', 'breaker-closed', 'accepting', 'free-again', 'slo-recovered', 'restart']);

/** One mark as a line. */
export const entryOf = ({ kind, at, subject, text }: Mark, id: number): Entry => ({
  id,
  at,
  kind: kindOf.get(kind) ?? 'edits',
  ends: endings.has(kind),
  text,
  // A fault between two sets of nodes names them all.
  about: subject.split(/ \| |, /),
});

/** The lines that a filter leaves, in its order. */
export function filtered(entries: readonly Entry[], { kinds, node, text, newestFirst }: Filter, design: Design): readonly Entry[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const near = new Set([node, ...(design.links ?? []).flatMap(({ id, from, to }) => (from === node || to === node ? [id] : []))]);
  const found = entries.filter(
    (entry) =>
      (kinds.length === 0 || kinds.includes(entry.kind)) &&
      (node === '' || entry.about.some((id) => near.has(id))) &&
      words.every((word) => entry.text.toLowerCase().includes(word)),
  );
  return newestFirst ? found.toReversed() : found;
}

/** What a line selects on the canvas; null where it is about nothing that is there. */
export function placeOf({ about }: Entry, { nodes = [], links = [] }: Design): Partial<Selection> | null {
  const here = nodes.filter(({ id }) => about.includes(id)).map(({ id }) => id);
  const ways = links.filter(({ id }) => about.includes(id)).map(({ id }) => id);
  return here.length + ways.length === 0 ? null : { nodes: here, links: ways };
}
