import { parse, type Program } from 'acorn';
import { failure, type Result, success } from '../core/problem';
import type { Design } from '../design/schema';
import { designFromSketch } from './design-from-sketch';
import { type Imported, type Importer, importProblem } from './definition';
import { type Load, loadsOf } from './k6-load';
import { type Iteration, iterationOf, type Request } from './k6-requests';
import { trafficOf } from './k6-traffic';
import { counted, listed, type NoteTaker, notesOf } from './note-taker';
import { operationNames } from './operation-names';
import { constantsOf, type Literal, literalOf } from './script-literals';
import type { SketchLink, SketchPart } from './sketch';

/** Longest script. [characters] */
const LONGEST = 1_000_000;

/** Load scripts of k6. They are read, never run. @see https://grafana.com/docs/k6/latest/using-k6/scenarios/ */
export const k6Script: Importer = {
  id: 'k6',
  title: 'k6 load script',
  about: 'Clients whose traffic follows the scenarios, and the requests that they send; the script is not run',
  extensions: ['js', 'mjs'],
  bytes: LONGEST,
  detects: (text) =>
    /\bfrom\s*['"]k6(\/[a-z/-]+)?['"]/.test(text) ||
    (/\bexport\s+(const|let|var)\s+options\b/.test(text) && /\b(vus|stages|scenarios|iterations)\b/.test(text)),
  read: (text, { fileName }) => {
    const script = parsed(text);
    return script.ok ? fromScript(script.value, fileName) : script;
  },
};

function parsed(text: string): Result<Program> {
  if (text.length > LONGEST) return failure(unreadable('It is too long.'));
  try {
    return success(parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true }));
  } catch (error) {
    return failure(unreadable(error instanceof SyntaxError ? `${error.message.slice(0, 200)}.` : 'It is nested too deeply.'));
  }
}

const unreadable = (why: string) =>
  importProblem(
    'import-unreadable',
    `The script cannot be read as JavaScript. ${why}`,
    'Compile TypeScript to JavaScript first, or take scenarios alone.',
  );

interface Scenario {
  readonly load: Load;
  readonly does: Iteration;
}

function fromScript(script: Program, fileName: string): Result<Imported> {
  const notes = notesOf();
  const loads = loadsOf(optionsOf(script, notes), notes);
  if (loads.length === 0) {
    notes.guessed('The script states no load: one user for a minute is taken.');
    loads.push({
      name: 'default',
      runs: null,
      kind: 'closed',
      points: [
        { at: 0, value: 1 },
        { at: 60, value: 1 },
      ],
    });
  }
  const scenarios = loads.map((load): Scenario => ({ load, does: iterationOf(script, load.runs) }));
  return designOf(scenarios, fileName, notes);
}

/** `export const options = { … }`, or the same of CommonJS. Symbols that stand for the unknown are left out like what is not there. */
function optionsOf(script: Program, notes: NoteTaker): Literal {
  const constants = constantsOf(script);
  const options =
    constants.get('options') ??
    script.body.flatMap((statement) => {
      if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return [];
      const { left, right } = statement.expression;
      return left.type === 'MemberExpression' && left.property.type === 'Identifier' && left.property.name === 'options' ? [right] : [];
    })[0];
  return literalOf(options, constants, () =>
    notes.guessed('Some of the load comes from the environment of the script; its defaults are taken.'),
  );
}

function designOf(scenarios: readonly Scenario[], fileName: string, notes: NoteTaker): Result<Imported> {
  const hosts = new Map<string, SketchPart>();
  const names = new Map<string, { free: (words: string) => string; known: Map<string, string> }>();
  const asked: Asked[] = [];
  const clients: SketchPart[] = [];
  const links = new Map<string, SketchLink>();
  for (const [place, { load, does }] of scenarios.entries()) {
    const client = `client ${load.name}`;
    const requests: readonly Request[] = does.requests.length > 0 ? does.requests : [{ route: 'GET /', host: null }];
    if (does.requests.length === 0)
      notes.missing(`What “${load.name}” asks for cannot be read off the script: one request for each iteration is taken.`);
    clients.push({
      key: client,
      name: load.name === 'default' ? 'Virtual users' : load.name,
      kind: 'client',
      params: { traffic: trafficOf(load, { pause: does.pause, requests: requests.length }, notes) },
    });
    for (const { route, host } of requests) {
      const key = `host ${host ?? ''}`;
      if (!hosts.has(key)) {
        hosts.set(key, { key, name: host ?? 'System under test', kind: 'service' });
        names.set(key, { free: operationNames(), known: new Map() });
      }
      const { free, known } = names.get(key)!;
      if (!known.has(route)) known.set(route, free(route.replaceAll('*', 'x')));
      links.set(`${client}\n${key}`, { key: `${client}\n${key}`, from: client, to: key, protocol: 'rest' });
      asked.push({ client: place, host: scenarios.length + [...hosts.keys()].indexOf(key), operation: known.get(route)! });
    }
  }
  const parts = [...hosts.values()].map(
    (part): SketchPart => ({
      ...part,
      operations: () =>
        [...new Set(names.get(part.key)!.known.values())].slice(0, 100).map((name) => ({ name, steps: [{ kind: 'work', own: true }] })),
    }),
  );
  notes.missing('What lies behind the addresses that the script asks: draw the system, or copy these clients to a design that has it.');
  const made = designFromSketch({ name: null, parts: [...clients, ...parts], links: [...links.values()] }, fileName, notes);
  return made.ok ? success({ design: withJourneys(made.value.design, asked, scenarios, notes), notes: notes.taken() }) : made;
}

interface Asked {
  /** Places of client and host among the parts. */
  readonly client: number;
  readonly host: number;
  readonly operation: string;
}

/** Journeys by what each client asks, as often as it does, and a run as long as the test. Nodes come in the order of the parts. */
function withJourneys(design: Design, asked: readonly Asked[], scenarios: readonly Scenario[], notes: NoteTaker): Design {
  const { nodes = [], links = [] } = design;
  const counts = new Map<string, { client: string; link: string; operation: string; weight: number }>();
  for (const { client, host, operation } of asked) {
    const [from, to] = [nodes[client], nodes[host]];
    const link = links.find((one) => one.from === from?.id && one.to === to?.id);
    if (!from || !link || !to?.operations?.some(({ name }) => name === operation)) continue;
    const key = `${link.id}\n${operation}`;
    counts.set(key, { client: from.id, link: link.id, operation, weight: (counts.get(key)?.weight ?? 0) + 1 });
  }
  const journeys = [...counts.values()].slice(0, 200).map((one, at) => ({ id: `request-${at + 1}`, name: one.operation, ...one }));
  notes.inferred(
    `${counted(scenarios.length, 'scenario')}: ${listed(scenarios.map(({ load }) => load.name))}, with ${counted(journeys.length, 'request')} in all.`,
  );
  const ends = Math.max(...scenarios.flatMap(({ load }) => load.points.map(({ at }) => at)));
  const duration = Math.min(7 * 86_400, Math.max(1, Math.round(ends)));
  return { ...design, run: { duration: `${duration}s`, warmup: '0s' }, journeys };
}
