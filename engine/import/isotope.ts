import { failure, type Result } from '../core/problem';
import type { StepInput } from '../design/step-schema';
import { designFromSketch } from './design-from-sketch';
import { type Imported, type Importer, importProblem } from './definition';
import { counted, listed, type NoteTaker, notesOf } from './note-taker';
import { readYaml } from './safe-yaml';
import type { SketchLink, SketchPart } from './sketch';
import { at, countAt, isTree, listAt, numberAt, textAt, type Tree } from './tree';

/**
 * Service graphs of Istio's isotope: who calls whom, side by side or in turn, exactly.
 * @see https://github.com/istio/tools/tree/master/isotope
 */
export const isotope: Importer = {
  id: 'isotope',
  title: 'Istio isotope service graph',
  about: 'Services with replicas, error rates and scripts of calls, sleeps and parallel steps',
  extensions: ['yaml', 'yml', 'json'],
  detects: (text) =>
    /^kind:\s*MockServiceGraph\b/m.test(text) ||
    (/^"?services"?:\s*\n\s*-/m.test(text) && /^[\s-]*(isEntrypoint|script|numReplicas|responseSize|errorRate):/m.test(text)),
  read: (text, { fileName }) => {
    const read = readYaml(text);
    if (!read.ok) return read;
    const file = read.value.find((document) => listAt(document, 'services').length > 0);
    return file === undefined ? failure(noServices()) : fromGraph(file, fileName);
  },
};

interface Service {
  readonly name: string;
  readonly own: Tree;
}

function fromGraph(file: unknown, fileName: string): Result<Imported> {
  const notes = notesOf();
  const seen = new Set<string>();
  const services = listAt(file, 'services').flatMap((own): Service[] => {
    const name = textAt(own, 'name');
    if (!isTree(own) || name === undefined || name === '' || seen.has(name)) {
      notes.missing('A service without a name, or with one that is taken, is left out.');
      return [];
    }
    seen.add(name);
    return [{ name, own }];
  });
  const links = new Map<string, SketchLink>();
  const defaults = at(file, 'defaults') ?? at(file, 'default');
  const grpc = new Set(services.filter(({ own }) => (textAt(own, 'type') ?? textAt(defaults, 'type')) === 'grpc').map(({ name }) => name));
  const graph = { links, known: seen, grpc, notes };
  const parts = services.map((service) => partOf(service, defaults, graph));
  const doors = services.filter(({ own }) => at(own, 'isEntrypoint') === true).map(({ name }) => name);
  const called = new Set([...links.values()].map(({ to }) => to));
  const entries = doors.length > 0 ? doors : services.map(({ name }) => name).filter((name) => !called.has(name));
  const users = seen.has('Users') ? 'Users of the graph' : 'Users';
  tell(entries, doors, users, notes);
  return designFromSketch(
    {
      name: null,
      parts: [{ key: users, name: users, kind: 'client', params: { traffic: { kind: 'open', rate: RATE } } }, ...parts],
      links: [...entries.map((to): SketchLink => ({ from: users, to, protocol: grpc.has(to) ? 'grpc' : 'rest' })), ...links.values()],
    },
    fileName,
    notes,
  );
}

/** [1/s] */
const RATE = 50;

function tell(entries: readonly string[], doors: readonly string[], users: string, notes: NoteTaker): void {
  if (doors.length > 0) notes.inferred(`Users come in at ${listed(doors)}, the entry of the graph.`);
  else if (entries.length > 0) notes.guessed(`The graph names no entry; users come in at ${listed(entries)}, which nobody calls.`);
  notes.guessed(`The load: ${RATE} requests per second from “${users}”.`);
  notes.guessed('Service times: the graph has none but its sleeps, so each service works for its usual 5 ms before its script.');
}

interface Graph {
  readonly links: Map<string, SketchLink>;
  readonly known: ReadonlySet<string>;
  /** Services that speak gRPC; the others HTTP. */
  readonly grpc: ReadonlySet<string>;
  readonly notes: NoteTaker;
}

function partOf({ name, own }: Service, defaults: unknown, graph: Graph): SketchPart {
  const said = (key: string): unknown => at(own, key) ?? at(defaults, key);
  const steps: StepInput[] = [
    { kind: 'work', own: true },
    ...stepsOf(said('script'), { ...graph, from: name, request: bytesOf(said('requestSize')) }, 0),
  ];
  const answer = bytesOf(said('responseSize'));
  return {
    key: name,
    name,
    kind: 'service',
    params: { replicas: countAt({ n: said('numReplicas') }, 1, 500, 'n') ?? 1, ...errorRateOf(said('errorRate')) },
    operations: (link) => [{ name: 'script', steps: withLinks(steps, link), ...(answer !== undefined && { answer }) }],
  };
}

interface Script extends Graph {
  readonly from: string;
  readonly request: number | undefined;
}

/** Scripts are one list of commands; a list in it runs side by side. */
function stepsOf(script: unknown, graph: Script, depth: number): StepInput[] {
  if (!Array.isArray(script) || depth > 8) return [];
  return (script as unknown[]).slice(0, 200).flatMap((command): StepInput[] => {
    if (Array.isArray(command)) {
      const branches = stepsOf(command, graph, depth + 1).map((step) => [step]);
      return branches.length > 0 ? [{ kind: 'parallel', branches }] : [];
    }
    const sleep = textAt(command, 'sleep');
    if (sleep !== undefined) return waitOf(sleep, graph);
    return at(command, 'call') === undefined ? unknownCommand(graph) : callOf(at(command, 'call'), graph);
  });
}

function unknownCommand({ from, notes }: Script): StepInput[] {
  notes.missing(`A command in the script of “${from}” is neither a call nor a sleep, and is left out.`);
  return [];
}

/** Go writes durations as people do: `10ms`, `1.5s`, `1m30s`. */
function waitOf(text: string, { from, notes }: Script): StepInput[] {
  const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 0.001, µs: 0.001, ns: 0.000001 };
  const parts = [...text.slice(0, 60).matchAll(/([0-9]+(?:\.[0-9]+)?)(h|ms|m|s|us|µs|ns)/g)];
  const ms = parts.reduce((sum, [, digits, unit]) => sum + Number(digits) * units[unit!]!, 0);
  if (parts.length === 0 || ms > 3_600_000) {
    notes.missing(`The sleep “${text.slice(0, 40)}” of “${from}” is no time up to an hour, and is left out.`);
    return [];
  }
  return [{ kind: 'wait', time: ms }];
}

function callOf(call: unknown, { from, links, known, grpc, notes, request: usual }: Script): StepInput[] {
  const to = textAt(call) ?? textAt(call, 'service');
  if (to === undefined || !known.has(to) || to === from) {
    notes.missing(
      `A call of “${from}” to “${(to ?? 'nobody').slice(0, 100)}” is left out: ${to === from ? 'a service cannot call itself here' : 'there is no such service'}.`,
    );
    return [];
  }
  const key = `${from}\n${to}`;
  if (!links.has(key)) links.set(key, { key, from, to, protocol: grpc.has(to) ? 'grpc' : 'rest' });
  const request = bytesOf(at(call, 'size') ?? at(call, 'payloadSize')) ?? usual;
  const step: StepInput = { kind: 'call', link: key, ...(request !== undefined && { request }) };
  const chance = numberAt(call, 'probability');
  if (chance === undefined || chance >= 100 || chance < 0) return [step];
  return [
    {
      kind: 'choose',
      by: 'probability',
      branches: [
        { share: chance, steps: [step] },
        { share: 100 - chance, steps: [] },
      ],
    },
  ];
}

/** The same steps with the ids of links for their keys. */
const withLinks = (steps: readonly StepInput[], link: (key: string) => string): StepInput[] =>
  steps.map((step): StepInput => {
    if (step.kind === 'call') return { ...step, link: link(step.link) };
    if (step.kind === 'parallel') return { ...step, branches: step.branches.map((branch) => withLinks(branch, link)) };
    if (step.kind === 'choose' && step.by === 'probability')
      return { ...step, branches: step.branches.map((branch) => ({ ...branch, steps: withLinks(branch.steps, link) })) };
    return step;
  });

/** `1k`, `2MB`, `500`. [bytes] */
function bytesOf(value: unknown): number | undefined {
  const [, digits, unit = ''] = /^([0-9]+(?:\.[0-9]+)?)\s*([kmg]?)(?:i?b)?$/i.exec(textAt(value) ?? '') ?? [];
  if (digits === undefined) return undefined;
  const factors: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
  return Math.min(1_000_000_000, Math.round(Number(digits) * factors[unit.toLowerCase()]!));
}

/** `0.1%`, or a share of one. */
function errorRateOf(value: unknown): { errorRate?: number } {
  const text = (textAt(value) ?? '').trim();
  const share = Number(text.replace('%', '') || Number.NaN) / (text.endsWith('%') ? 100 : 1);
  return share > 0 && share <= 1 ? { errorRate: share } : {};
}

const noServices = () =>
  importProblem(
    'nothing-to-import',
    'The file has no services.',
    `Give a service graph of isotope, with ${counted(2, 'service')} or more under "services".`,
  );
