import { takesMessages } from '../nodes/definition';
import type { Protocol } from '../design/protocols';
import type { DesignNode } from '../design/schema';
import { type NodeKind, nodeKinds } from '../nodes/registry';
import { kindOf } from './component-kinds';
import { counted, listed, type NoteTaker } from './note-taker';
import { tellComponents } from './infrastructure-notes';
import { serving, type Size } from './serving';
import type { SketchLink, SketchPart } from './sketch';

// What deployment files have in common: components that run, and settings that name other components. They say what is
// there and who knows whose address, and little of what a request does.

export interface Component {
  /** Used once. */
  readonly name: string;
  readonly image?: string | undefined;
  /** Where the file says it. */
  readonly kind?: NodeKind;
  /** Of services and gateways. */
  readonly size?: Size;
  /** Requests that it sends, if it makes load. [1/s] */
  readonly rate?: number;
  /** Users that it plays, if it makes load. */
  readonly users?: number | undefined;
  /** Whether it can be asked from outside. */
  readonly open: boolean;
}

export interface Connection {
  readonly from: string;
  readonly to: string;
  readonly protocol?: Protocol | undefined;
  /** An address in a setting says it; else only the order in which things start. */
  readonly stated: boolean;
}

interface Wired {
  readonly parts: readonly SketchPart[];
  readonly links: readonly SketchLink[];
}

export interface Known extends Component {
  readonly is: NodeKind;
  readonly telemetry: boolean;
  /** What said so; null where nothing did. */
  readonly why: string | null;
  readonly sure: boolean;
}

/** How many users a generator of load plays, by its settings. */
export function usersIn(settings: readonly (readonly [string, string])[]): number | undefined {
  const users = Number(settings.find(([setting]) => /^(LOCUST_|K6_)?(NUM_)?(USERS|VUS)$/i.test(setting))?.[1]);
  return Number.isInteger(users) && users >= 1 && users <= 100_000 ? users : undefined;
}

/** Components and connections as a system that a request can go through. What had to be supposed for that is noted. */
export function wired(components: readonly Component[], connections: readonly Connection[], notes: NoteTaker): Wired {
  const known = new Map(components.map((component) => [component.name, recognised(component)]));
  const links = new Map<string, Connection>();
  for (const connection of connections) {
    const key = keyOf(connection);
    if (connection.from !== connection.to && !(links.get(key)?.stated ?? false)) links.set(key, connection);
  }
  const usable = turned(leavingOutPassive([...links.values()], known, notes), known, notes);
  const all = [...usable, ...storesByName(usable, known, notes)];
  idleTelemetry(all, known);
  const asked = withClients(all, known, notes);
  tellComponents([...known.values()], all.length, notes);
  return {
    parts: [...asked.clients, ...known.values()].map((component) => partOf(component, asked.links, notes)),
    links: asked.links.map((link) => ({ key: keyOf(link), from: link.from, to: link.to, protocol: link.protocol })),
  };
}

const keyOf = ({ from, to }: Connection): string => `${from}\n${to}`;

function recognised(component: Component): Known {
  const { kind, telemetry, why, sure } = kindOf({ name: component.name, technology: component.image });
  if (component.kind) return { ...component, is: component.kind, telemetry: false, why: 'the file', sure: true };
  return { ...component, is: kind, telemetry, why, sure };
}

function partOf(component: Known, links: readonly Connection[], notes: NoteTaker): SketchPart {
  const { name, is } = component;
  const params = paramsOf(component);
  const routes = is === 'gateway' ? links.filter(({ from }) => from === name) : [];
  if (routes.length > 1)
    notes.guessed(`“${name}” sends each request to one of ${listed(routes.map(({ to }) => to))}, each as often as the others.`);
  return {
    key: name,
    name,
    kind: is,
    ...(params && { params }),
    ...(routes.length > 1 && {
      operations: (link) => [
        {
          name: 'route',
          steps: [
            { kind: 'work', own: true },
            {
              kind: 'choose',
              by: 'probability',
              branches: routes.slice(0, 50).map((route) => ({ share: 1, steps: [{ kind: 'call', link: link(keyOf(route)) }] })),
            },
          ],
        },
      ],
    }),
  };
}

function paramsOf({ is, size, users, rate = RATE }: Known): DesignNode['params'] {
  if (is === 'log') return { brokers: 1, replication: 1 };
  if (is === 'client') return { traffic: users === undefined ? { kind: 'open', rate } : { kind: 'closed', users } };
  return size && (is === 'service' || is === 'gateway') ? serving(size, is) : undefined;
}

/** Stores, brokers and collectors name others for their own upkeep: that is no request. */
function leavingOutPassive(links: readonly Connection[], known: ReadonlyMap<string, Known>, notes: NoteTaker): Connection[] {
  const passive = ({ from, to }: Connection): boolean => {
    const { is, telemetry } = known.get(from)!;
    return telemetry || nodeKinds[is].group === 'data' || takesMessages(nodeKinds[is].role) || known.get(to)!.is === 'client';
  };
  for (const { from, to } of links.filter(passive))
    notes.missing(`“${from}” knows “${to}”, but a request does not go that way: there is no link.`);
  return links.filter((link) => !passive(link));
}

const consumers = /(consumer|worker|processor|listener|subscriber|handler|sink|indexer|projector|notifier|mailer)s?($|[-_. 0-9])/i;

/** An address of a broker does not say who publishes and who consumes. */
function turned(links: readonly Connection[], known: ReadonlyMap<string, Known>, notes: NoteTaker): Connection[] {
  const toBroker = ({ to }: Connection): boolean => takesMessages(nodeKinds[known.get(to)!.is].role) && !known.get(to)!.telemetry;
  const called = new Set(links.filter((link) => !toBroker(link)).map(({ to }) => to));
  const named = ({ from }: Connection): boolean => consumers.test(from);
  const likely = (link: Connection): boolean =>
    named(link) || (!called.has(link.from) && !known.get(link.from)!.open && known.get(link.from)!.is === 'service');
  return links.map((link) => {
    if (!toBroker(link)) return link;
    // Where everyone would consume, nobody would publish.
    const users = links.filter((other) => other.to === link.to);
    const consumes = [likely, named].find((rule) => !users.every(rule))?.(link) ?? false;
    notes.guessed(`“${link.from}” ${consumes ? 'consumes from' : 'publishes to'} “${link.to}”: the file does not say which.`);
    return consumes ? { ...link, from: link.to, to: link.from, protocol: 'event' } : { ...link, protocol: 'event' };
  });
}

/** A store that nobody names is taken for that of the program with the same name: `user-redis` for `user-service`. */
function storesByName(links: readonly Connection[], known: ReadonlyMap<string, Known>, notes: NoteTaker): Connection[] {
  const used = new Set(links.map(({ to }) => to));
  const programs = [...known.values()].filter(({ is, telemetry }) => !telemetry && (is === 'service' || is === 'function'));
  return [...known.values()].flatMap(({ name, is }): Connection[] => {
    const stem = stemOf(name);
    if (nodeKinds[is].group !== 'data' || used.has(name) || stem === '') return [];
    const owners = programs.filter((program) => stemOf(program.name) === stem || program.name === stem);
    const keeper = owners.find((program) =>
      links.some((link) => link.from === program.name && nodeKinds[known.get(link.to)!.is].group === 'data'),
    );
    const owner = owners.length > 1 ? keeper : owners[0];
    if (!owner) return [];
    notes.guessed(`“${owner.name}” uses “${name}”, by their names: nothing in the file says so.`);
    return [{ from: owner.name, to: name, stated: false }];
  });
}

/** A name without the last word, which says what it is: `user-mongodb` and `user-service` are both about `user`. */
const stemOf = (name: string): string => name.toLowerCase().replace(/[-_.]?[a-z0-9]+$/, '');

/** What nobody sends telemetry to shows it to people: it has no part in any request. */
function idleTelemetry(links: readonly Connection[], known: Map<string, Known>): void {
  for (const [name, component] of known)
    if (component.telemetry && !links.some(({ to }) => to === name)) known.set(name, { ...component, is: 'service' });
}

/** Somebody asks whatever nobody in the file asks, so that the design runs. */
function withClients(
  links: readonly Connection[],
  known: ReadonlyMap<string, Known>,
  notes: NoteTaker,
): { clients: Known[]; links: Connection[] } {
  const reached = new Set(
    [...known.values()].filter(({ name, is }) => is === 'client' && links.some(({ from }) => from === name)).map(({ name }) => name),
  );
  const spread = () => {
    for (const name of reached) for (const { from, to } of links) if (from === name) reached.add(to); // A Set grows while it is walked.
  };
  spread();
  const loadIsThere = reached.size > 0;
  const programs = [...known.values()].filter(({ is, telemetry }) => !telemetry && ['service', 'gateway', 'function', 'cdn'].includes(is));
  const called = new Set(links.map(({ to }) => to));
  const entries: string[] = [];
  const enter = (names: readonly string[]): void => {
    for (const name of names) {
      if (reached.has(name)) continue;
      entries.push(name);
      reached.add(name);
      spread();
    }
  };
  const doors = loadIsThere ? [] : programs.filter(({ name, open }) => open && !called.has(name)).map(({ name }) => name);
  enter(doors);
  const unknown = programs.filter(({ name }) => !called.has(name) && !reached.has(name)).map(({ name }) => name);
  enter(unknown);
  // What is left goes round in circles, or is asked by nothing that runs.
  const circling = programs.map(({ name }) => name).filter((name) => !reached.has(name));
  enter(circling);
  const late = entries.filter((name) => !doors.includes(name));
  if (doors.length > 0)
    notes.inferred(`Users come in at ${listed(doors)}: the file opens ${doors.length === 1 ? 'it' : 'them'} to the outside.`);
  if (late.length > 0)
    notes.missing(
      `The file does not say who calls ${listed(late, 30)}. The clients call ${late.length === 1 ? 'it' : 'each'} directly, so that the design runs: draw the real callers.`,
    );
  const idle = [...known.keys()].filter((name) => !reached.has(name));
  if (idle.length > 0) notes.missing(`Nothing leads to ${listed(idle, 30)}: ${counted(idle.length, 'component')} without traffic.`);
  if (entries.length === 0) return { clients: [], links: [...links] };
  const name = freeName('Users', known);
  const rate = Math.min(200, Math.max(RATE, 10 * entries.length));
  if (!loadIsThere || late.length > 0)
    notes.guessed(`The load: ${rate} requests per second from “${name}”, spread evenly over where they come in.`);
  return {
    clients: [{ name, is: 'client', telemetry: false, why: null, sure: true, open: false, rate }],
    links: [...entries.map((to): Connection => ({ from: name, to, stated: false })), ...links],
  };
}

/** Little enough for the smallest replica of a demonstration. [1/s] */
const RATE = 20;

function freeName(wanted: string, known: ReadonlyMap<string, unknown>): string {
  let name = wanted;
  for (let n = 2; known.has(name); n += 1) name = `${wanted} ${n}`;
  return name;
}
