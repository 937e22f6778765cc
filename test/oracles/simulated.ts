import type { Sampler } from '../../engine/core/sampler';
import type { Rng } from '../../engine/core/rng';
import { resolve } from '../../engine/design/resolve';
import type { Design, DesignLink, ResolvedDesign } from '../../engine/design/schema';
import { Simulation } from '../../engine/simulate/simulation';
import { causes } from '../../engine/policies/causes';
import { NANOS_PER_MS } from './traces';

type Policy = NonNullable<DesignLink['policy']>;

/** A call that comes at `t`; its k-th attempt works for `work[k].dur` and then is well or fails. [ms] */
export interface ScriptedCall {
  readonly t: number;
  readonly work: readonly { readonly dur: number; readonly ok: boolean }[];
}

export interface Seen {
  /** When each call's attempts reached the callee. [ms] */
  readonly starts: readonly (readonly number[])[];
  /** When the caller of each call had its answer, and "ok" or the cause of the failure. [ms] */
  readonly ends: readonly { readonly at: number; readonly result: string }[];
  /** The breaker's changes of state, as "to at ms". */
  readonly transitions: readonly string[];
}

/**
 * Runs a script of calls through the whole simulation, over one link with this policy. Only what is drawn is put in its place: the gaps
 * between requests, so that calls come when the script says, and time and outcome of the callee's work.
 * @param front policy of a link around that one: clients → front → callee
 */
export function simulate(calls: readonly ScriptedCall[], policy: Policy, front?: Policy): Seen {
  const simulation = new Simulation(scripted(calls.length, 0, policy, front), 1);
  const starts = calls.map((): number[] => []);
  scriptArrivals(simulation, calls);
  // The first gap is drawn here; operations are compiled anew.
  simulation.change(scripted(calls.length, 1, policy, front), 'the traffic begins');
  scriptWork(simulation, calls, starts);
  const { journeys } = simulation.model;
  const ends = calls.map(() => ({ at: NaN, result: '' }));
  const open = new Set(calls.keys());
  for (let now = 0; open.size > 0; now++) {
    simulation.runUntil(now * NANOS_PER_MS);
    for (const i of open) {
      const { arrived, inFlight, failed, failedBy } = journeys[i]!.stats;
      if (arrived === 0) break;
      if (inFlight > 0) continue;
      ends[i] = { at: now, result: failed === 0 ? 'ok' : causes[failedBy.findIndex((n) => n > 0)]! };
      open.delete(i);
    }
  }
  simulation.runUntil(simulation.now + 3600e9);
  return {
    starts,
    ends,
    transitions: simulation.marks
      .filter(({ kind }) => kind.startsWith('breaker-'))
      .map(({ kind, at }) => `${kind.slice('breaker-'.length)} at ${at / NANOS_PER_MS}`),
  };
}

function scriptArrivals({ model }: Simulation, calls: readonly ScriptedCall[]): void {
  const clients = model.node('clients')!;
  if (clients.role !== 'source') throw new Error('clients are a source');
  let arrival = 0;
  clients.gaps.next = () => (arrival < calls.length ? (calls[arrival]!.t - (calls[arrival++ - 1]?.t ?? 0)) / 1000 : 1e6);
  let request = 0;
  clients.mixRng.next = () => (request++ + 0.5) / calls.length;
}

function scriptWork({ model, kernel }: Simulation, calls: readonly ScriptedCall[], starts: number[][]): void {
  const callee = model.node('callee')!;
  if (callee.role !== 'server') throw new Error('the callee is a server');
  callee.operations.forEach(({ first }, i) => {
    // Well or not is a choice between two kinds of work.
    const next = (): number => {
      const attempt = starts[i]!.push(kernel.now / NANOS_PER_MS) - 1;
      return calls[i]!.work[attempt]!.ok ? 0.25 : 0.75;
    };
    const sample = (): number => calls[i]!.work[starts[i]!.length - 1]!.dur * NANOS_PER_MS;
    first!.rng = { next } as Rng;
    for (const branch of first!.branches) branch!.sampler = { constant: -1, sample } as Sampler;
  });
}

/** One journey and one operation a call. */
function scripted(count: number, rate: number, policy: Policy, front?: Policy): ResolvedDesign {
  const time = { kind: 'exponential' as const, mean: '1ms' };
  const design: Design = {
    version: 1,
    name: 'A script of calls',
    nodes: [
      { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate } } },
      {
        id: 'callee',
        kind: 'external',
        operations: [
          {
            name: 'call',
            steps: [
              {
                kind: 'choose',
                by: 'probability',
                branches: [
                  { share: 1, steps: [{ kind: 'work', time }] },
                  { share: 1, steps: [{ kind: 'work', time, errorRate: 1 }] },
                ],
              },
            ],
          },
        ],
      },
      ...(front ? [{ id: 'front', kind: 'external' as const, operations: [{ name: 'call', steps: [callStep('call')] }] }] : []),
    ],
    links: [
      { id: 'link', from: front ? 'front' : 'clients', to: 'callee', protocol: 'local', policy },
      ...(front ? [{ id: 'around', from: 'clients', to: 'front', protocol: 'local' as const, policy: front }] : []),
    ],
    journeys: [{ id: 'call', client: 'clients', link: front ? 'around' : 'link', operation: 'call' }],
  };
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { nodes, journeys } = result.value;
  const numbers = Array.from({ length: count }, (_, i) => `call-${i}`);
  const operations = (id: string, steps: Operation['steps']) =>
    numbers.map((name) => ({ name, steps: id === 'front' ? [{ ...callStep(name), onError: 'fail' as const }] : steps }));
  return {
    ...result.value,
    nodes: nodes.map((node) => ({ ...node, ...(node.operations && { operations: operations(node.id, node.operations[0]!.steps) }) })),
    journeys: numbers.map((id) => ({ ...journeys[0]!, id, operation: id })),
  };
}

type Operation = NonNullable<ResolvedDesign['nodes'][number]['operations']>[number];
const callStep = (operation: string) => ({ kind: 'call' as const, link: 'link', operation });
