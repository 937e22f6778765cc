import type { Design, ResolvedDesign } from '../design/schema';
import type { Resource } from './challenge-file';

type ResolvedNode = ResolvedDesign['nodes'][number];

/** What one cannot change by drawing: who comes, how others answer, how long a piece of work takes, how far it is. */
function givenIn({ nodes, links, journeys }: ResolvedDesign): ReadonlyMap<string, ReadonlySet<string>> {
  const whole = (value: unknown): Set<string> => new Set([JSON.stringify(value)]);
  return new Map([
    ...nodes.map((node): [string, Set<string>] => [node.id, outside(node) ? whole([node.params, node.operations]) : times(node)]),
    ...links.map(({ id, network }): [string, Set<string>] => [id, whole(network)]),
    ...journeys.map(({ id, ...journey }): [string, Set<string>] => [`journey ${id}`, whole(journey)]),
  ]);
}

/**
 * Ids of components and links, and `journey` with its id, of which a design says other things than it may: those of the challenge and of
 * its answer are what there is. What one adds is one's own.
 */
export function changedFacts(design: ResolvedDesign, allowed: readonly ResolvedDesign[]): string[] {
  const known = allowed.map(givenIn);
  const own = givenIn(design);
  const lost = [...(known[0]?.keys() ?? [])].filter((id) => id.startsWith('journey ') && !own.has(id));
  const changed = [...own].filter(([id, facts]) => {
    const there = known.flatMap((each) => each.get(id) ?? []);
    return there.length > 0 && [...facts].some((fact) => !there.some((each) => each.has(fact)));
  });
  return [...changed.map(([id]) => id), ...lost];
}

const outside = ({ kind }: ResolvedNode): boolean => kind === 'client' || kind === 'external';

const shapes = new Set([
  'constant',
  'exponential',
  'gamma',
  'lognormal',
  'lognormal-mean',
  'hyperexponential',
  'pareto',
  'uniform',
  'empirical',
]);

/** Times that a component needs, and how often it fails. How long a call may wait is for whoever draws to say. */
function times({ params, operations }: ResolvedNode): Set<string> {
  const found = new Set<string>();
  const look = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const each of value) look(each, name);
    if (name === 'errorRate' && value !== 0) found.add(`fails ${JSON.stringify(value)}`);
    if (typeof value !== 'object' || value === null || Array.isArray(value) || name === 'maxQueueWait') return;
    if ('kind' in value && typeof value.kind === 'string' && shapes.has(value.kind)) found.add(JSON.stringify(value));
    else for (const [key, each] of Object.entries(value)) look(each, key);
  };
  look(params, '');
  look(operations, '');
  return found;
}

/** How many of a resource a design has, over all of its own components; the most where it scales by itself. */
export function spent({ nodes }: ResolvedDesign, what: Resource): number {
  return nodes.filter((node) => !outside(node)).reduce((sum, { params }) => sum + spentBy(params as Sized, what), 0);
}

/** The parameters that say how much of it there is. */
interface Sized {
  readonly replicas?: number | undefined;
  readonly workers?: number | undefined;
  readonly connections?: number | undefined;
  readonly autoscaling?: { readonly max: number } | undefined;
  readonly shards?: { readonly count: number } | undefined;
  readonly replication?: { readonly replicas: number } | undefined;
}

function spentBy({ replicas = 0, workers = 0, connections = 0, autoscaling, shards, replication }: Sized, what: Resource): number {
  const most = autoscaling?.max ?? replicas;
  if (what === 'replicas') return most;
  return what === 'workers' ? most * workers : connections * (shards?.count ?? 1) * (1 + (replication?.replicas ?? 0));
}

/** A design as the challenge runs it: its own promises, faults and questions are what counts. @param start the design that fails */
export function underChallenge(design: Design, start: Design): Design {
  const { slos, invariants, faults, run } = start;
  const { slos: _, invariants: __, faults: ___, experiments: ____, run: _____, ...rest } = design;
  return { ...rest, ...(slos && { slos }), ...(invariants && { invariants }), ...(faults && { faults }), ...(run && { run }) };
}
