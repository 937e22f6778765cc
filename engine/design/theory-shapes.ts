import type { Distribution } from '../core/distribution';
import { exp, log } from '../core/exp-log';
import type { ServerShape, ServiceShape, Shapes, SourceShape } from '../measure/theory-shape';
import { nodeKinds } from '../nodes/registry';
import { type NodeModel, type ServerModel, type SourceModel, takesMessages, type Traffic } from '../nodes/definition';
import { modelOf } from './node-model';
import type { ResolvedDesign, ResolvedNode } from './schema';
import type { Step } from './step-schema';

/**
 * What queueing theory needs to know of a design, and where it does not apply.
 * @param traces recorded arrivals that stand in for the traffic of some clients
 */
export function shapesOf(design: ResolvedDesign, traces: ReadonlyMap<string, Traffic> = new Map()): Shapes {
  const models = new Map(design.nodes.map((node) => [node.id, traced(modelOf(node), traces.get(node.id))]));
  const incoming = (id: string): readonly string[] => design.links.filter(({ to }) => to === id).map(({ from }) => from);
  const shapes = new Map<string, ServerShape | SourceShape>();
  for (const node of design.nodes) {
    const model = models.get(node.id)!;
    if (model.role === 'source') shapes.set(node.id, sourceShape(model));
    if (model.role !== 'server') continue;
    const leaf = !callsOut(node, design);
    const work = workOf(node, model);
    const why = whyNoArrivals(node.id, incoming, models) ?? whyNoServer(model) ?? whyNoWork(work, model, leaf);
    shapes.set(node.id, {
      role: 'server',
      why,
      replicas: model.replicas,
      workers: model.workers === 0 ? Infinity : model.workers,
      room: model.queueLimit,
      spread: spreadOf(model) ?? (model.replicas === 1 ? 'shared' : 'random'),
      service: work.time && serviceOf(work.time),
      leaf,
    });
  }
  return shapes;
}

/** Ways of spreading that a formula knows. */
const spreads: Readonly<Record<string, ServerShape['spread']>> = {
  'round-robin': 'in-turn',
  random: 'random',
  'least-in-flight': 'shared',
};

const nameOf = ({ loadBalancing }: ServerModel): string => (typeof loadBalancing === 'string' ? loadBalancing : loadBalancing.kind);
const spreadOf = (model: ServerModel): ServerShape['spread'] | null => spreads[nameOf(model)] ?? null;

const traced = (model: NodeModel, traffic: Traffic | undefined): NodeModel =>
  model.role === 'source' && traffic ? { ...model, traffic } : model;

const sourceShape = ({ traffic }: SourceModel): SourceShape => {
  const poisson = traffic.kind === 'open' && traffic.arrivals === 'poisson';
  return { role: 'source', poisson, scv: poisson ? 1 : 0 };
};

/** Whoever sends calls here, directly or through others, must do so steadily and whatever the answers are. */
function whyNoArrivals(id: string, incoming: (id: string) => readonly string[], models: ReadonlyMap<string, NodeModel>): string | null {
  const seen = new Set([id]);
  for (const next of seen) {
    for (const from of incoming(next)) {
      const model = models.get(from);
      if (model?.role === 'server' && model.contents) return `Its calls come from ${from}, whose misses depend on what was asked before.`;
      if (takesMessages(model?.role)) return `Its work comes from ${from}, a ${model!.role} that hands it out as it is taken.`;
      if (model?.role === 'source') {
        const why = whyUnsteady(from, model);
        if (why !== null) return why;
      }
      seen.add(from);
    }
  }
  return null;
}

function whyUnsteady(id: string, { traffic }: SourceModel): string | null {
  if (traffic.kind === 'closed') return `The users of ${id} wait for their answers before they ask again, so arrivals depend on answers.`;
  if (traffic.kind === 'recorded') return `The traffic of ${id} is a record, whatever it looks like.`;
  if (traffic.curve.kind !== 'constant') return `The traffic of ${id} varies over time, and formulas are of a steady state.`;
  if (traffic.kind === 'bursty') return `The traffic of ${id} comes in bursts, so that gaps depend on the gaps before them.`;
  return null;
}

function whyNoServer(model: ServerModel): string | null {
  if (model.discipline.kind === 'processor-sharing')
    return 'Its workers are shared by all calls in it, so that nobody waits and all are slowed down.';
  if (model.discipline.kind !== 'fifo')
    return `Its queue is served by ${model.discipline.kind}; the formulas are of first come, first served.`;
  const { store } = model;
  if (store?.kind === 'database' && store.rowLocks !== null)
    return 'Writes of one thing wait for each other, beside waiting for a connection.';
  if (model.replicas > 1 && store !== undefined) return 'Which of its copies takes a call depends on what the call is about.';
  if (model.replicas > 1 && spreadOf(model) === null) return `How ${nameOf(model)} spreads calls over replicas has no simple formula.`;
  // Health checks and ejection change nothing while nothing fails.
  const { pauses, autoscaling, onDemand } = model.replicaCare;
  if (pauses !== null) return 'Its replicas pause now and then.';
  if (autoscaling !== null) return 'The number of its replicas follows the load.';
  if (onDemand !== null) return 'Its replicas are started by the calls themselves.';
  return null;
}

interface Work {
  /** The service time where there is but one, else null. */
  readonly time: Distribution | null;
  /** Most pieces of work in a row. */
  readonly pieces: number;
  readonly waits: boolean;
}

function whyNoWork({ pieces, waits }: Work, { blocking }: ServerModel, leaf: boolean): string | null {
  if (blocking && !leaf) return 'Its workers are held while they wait for downstream calls, so their time depends on other nodes.';
  if (blocking && waits) return 'Its workers are held while they pause.';
  if (!blocking && pieces > 1) return 'A call comes back to the queue for each piece of its work.';
  return null;
}

function workOf(node: ResolvedNode, model: ServerModel): Work {
  const { time, pieces, waits } = workOfOperations(node, model);
  const [checked, slowCanary] = [Boolean(model.tokenCheck), (node.release?.canary?.slowdown ?? 1) !== 1];
  return { time: checked || slowCanary ? null : time, pieces: pieces + (checked ? 1 : 0), waits };
}

function workOfOperations({ operations = [] }: ResolvedNode, model: ServerModel): Work {
  if (operations.length === 0) return { time: model.work, pieces: 1, waits: false };
  const times = new Map<string, Distribution>();
  let [always, waits] = [true, false];
  const visit = (steps: readonly Step[]): number => {
    let pieces = 0;
    for (const step of steps) {
      if (step.kind === 'work') {
        const time = step.own ? model.work : step.time;
        times.set(JSON.stringify(time), time);
        pieces += 1;
      } else if (step.kind === 'wait') waits = true;
      else if (step.kind === 'parallel') pieces += step.branches.reduce((sum, branch) => sum + visit(branch), 0);
      else if (step.kind === 'repeat') pieces += step.times * visit(step.steps);
      else if (step.kind === 'try') {
        always = false;
        pieces += visit(step.steps) + Math.max(visit(step.ok), visit(step.failed), visit(step.unknown ?? []));
      } else if (step.kind === 'saga') {
        always = false;
        pieces += step.stages.reduce((sum, { steps: inner, compensate }) => sum + Math.max(visit(inner), visit(compensate)), 0);
      } else if (step.kind === 'choose') {
        const branches = (step.by === 'cache-hit' ? [step.hit, step.miss] : step.branches.map((branch) => branch.steps)).map(visit);
        if (new Set(branches).size > 1) always = false;
        pieces += Math.max(0, ...branches);
      }
    }
    return pieces;
  };
  const pieces = operations.map((operation) => visit(operation.steps));
  const [time = null] = times.values();
  return { time: times.size === 1 && always && pieces.every((n) => n === 1) ? time : null, pieces: Math.max(...pieces), waits };
}

/** Whether anything that it does waits for another node. A message is handed over and forgotten. */
function callsOut({ id, operations = [] }: ResolvedNode, { links, nodes }: ResolvedDesign): boolean {
  if (operations.length === 0) {
    const queues = new Set(nodes.filter(({ kind }) => takesMessages(nodeKinds[kind].role)).map((node) => node.id));
    return links.some(({ from, to }) => from === id && !queues.has(to));
  }
  const calls = (steps: readonly Step[]): boolean =>
    steps.some((step) => {
      if (step.kind === 'call' || step.kind === 'read' || step.kind === 'write' || step.kind === 'saga') return true;
      if (step.kind === 'publish' && step.confirm) return true;
      if (step.kind === 'repeat') return calls(step.steps);
      if (step.kind === 'try') return calls([...step.steps, ...step.ok, ...step.failed, ...(step.unknown ?? [])]);
      if (step.kind === 'parallel') return step.branches.some(calls);
      if (step.kind === 'choose') return step.by === 'cache-hit' || step.branches.some((branch) => calls(branch.steps));
      return false;
    });
  return operations.some((operation) => calls(operation.steps));
}

/** 99 % quantile of the standard normal. */
const Z99 = 2.3263478740408408;

/** Mean and spread where a formula gives them; else a run has to. */
function serviceOf(time: Distribution): ServiceShape | null {
  const other = (mean: number, scv: number): ServiceShape => ({ kind: 'other', mean: mean / 1e6, scv });
  switch (time.kind) {
    case 'constant':
      return { kind: 'constant', mean: time.value / 1e6, scv: 0 };
    case 'exponential':
      return { kind: 'exponential', mean: time.mean / 1e6, scv: 1 };
    case 'gamma':
    case 'lognormal-mean':
    case 'hyperexponential':
      return other(time.mean, time.cv * time.cv);
    case 'uniform': {
      const mean = (time.min + time.max) / 2;
      return other(mean, mean > 0 ? (time.max - time.min) ** 2 / 12 / (mean * mean) : 0);
    }
    case 'lognormal': {
      const sigma = time.p50 > 0 ? (log(time.p99) - log(time.p50)) / Z99 : 0;
      return other(time.p50 * exp((sigma * sigma) / 2), exp(sigma * sigma) - 1);
    }
    default:
      return null;
  }
}
