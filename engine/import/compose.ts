import { failure, type Result } from '../core/problem';
import { designFromSketch } from './design-from-sketch';
import { type Imported, type Importer, importProblem } from './definition';
import { foundLinks, type Names } from './found-links';
import { type Component, type Connection, usersIn, wired } from './infrastructure';
import { counted, listed, type NoteTaker, notesOf } from './note-taker';
import { readYaml } from './safe-yaml';
import { at, countAt, entriesAt, isTree, listAt, numberAt, textAt, textsAt, type Tree } from './tree';

/** Services of a Compose file, and who knows whose address. @see https://github.com/compose-spec/compose-spec/blob/main/spec.md */
export const compose: Importer = {
  id: 'compose',
  title: 'Docker Compose',
  about: 'Services, replicas and limits, links from addresses in settings; startup order only as a guess',
  extensions: ['yml', 'yaml'],
  detects: (text, fileName) =>
    /^services:/m.test(text) &&
    (/compose/i.test(fileName) || /^ {2,8}(image|build|depends_on|container_name|environment|ports):/m.test(text)),
  read: (text, { fileName }) => {
    const read = readYaml(text);
    if (!read.ok) return read;
    const file = read.value.find((document) => isTree(at(document, 'services')));
    return file === undefined ? failure(noServices()) : fromCompose(file, fileName);
  },
};

function fromCompose(file: unknown, fileName: string): Result<Imported> {
  const notes = notesOf();
  const services = entriesAt(file, 'services').flatMap(([name, service]): (readonly [string, Tree])[] =>
    isTree(service) ? [[name, service]] : [],
  );
  const jobs = oneShotJobs(services);
  if (jobs.size > 0) notes.missing(`Jobs that run once before others start are left out: ${listed([...jobs])}.`);
  const lasting = services.filter(([name]) => !jobs.has(name));
  const components = lasting.map(([name, service]) => componentOf(name, service));
  const names = namesOf(lasting);
  const stated = foundLinks(
    lasting.map(([name, service]) => ({ owner: name, settings: settingsOf(service) })),
    names,
    notes,
  );
  const links = [...stated.connections, ...lasting.flatMap(([name, service]) => dockerLinks(name, service, names))];
  const order = startupOrder(lasting, links, names);
  tellOrder(order, notes);
  tellUnread(lasting, notes);
  const { parts, links: drawn } = wired([...components, ...stated.outside], [...links, ...order], notes);
  return designFromSketch({ name: textAt(file, 'name') ?? null, told: true, parts, links: drawn }, fileName, notes);
}

function componentOf(name: string, service: Tree): Component {
  const replicas = countAt(service, 1, 500, 'deploy', 'replicas') ?? countAt(service, 1, 500, 'scale') ?? 1;
  const cpus = numberAt(service, 'deploy', 'resources', 'limits', 'cpus') ?? numberAt(service, 'cpus');
  return {
    name,
    image: textAt(service, 'image'),
    size: { replicas, cpus },
    users: usersIn(settingsOf(service)),
    open: listAt(service, 'ports').length > 0,
  };
}

/** Every name that a service answers to. */
function namesOf(services: readonly (readonly [string, Tree])[]): Names {
  const names = new Map<string, readonly string[]>();
  for (const [name, service] of services) {
    const aliases = entriesAt(service, 'networks').flatMap(([, network]) => textsAt(network, 'aliases'));
    for (const alias of [textAt(service, 'container_name'), textAt(service, 'hostname'), ...aliases])
      if (alias !== undefined && !names.has(alias.toLowerCase())) names.set(alias.toLowerCase(), [name]);
  }
  // Its own name goes before what others call themselves.
  for (const [name] of services) names.set(name.toLowerCase(), [name]);
  return names;
}

/** Environment and command line: names and values. */
function settingsOf(service: Tree): readonly (readonly [string, string])[] {
  const listedOnes = textsAt(service, 'environment').map((line): [string, string] => {
    const equals = line.indexOf('=');
    return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
  });
  const mapped = entriesAt(service, 'environment').map(([key, value]): [string, string] => [key, textAt(value) ?? '']);
  const words = ['command', 'entrypoint'].flatMap((key) => [textAt(service, key) ?? '', ...textsAt(service, key)]);
  return [...listedOnes, ...mapped, ...words.map((word): [string, string] => ['', word])];
}

/** `links` of the old kind: they exist so that one service can call the other. */
function dockerLinks(name: string, service: Tree, names: Names): Connection[] {
  return [...textsAt(service, 'links')].flatMap((link) =>
    (names.get(link.split(':')[0]!.toLowerCase()) ?? []).map((to): Connection => ({ from: name, to, stated: true })),
  );
}

interface Dependency {
  readonly on: string;
  readonly condition: string | undefined;
}
const dependenciesOf = (service: Tree): Dependency[] => [
  ...textsAt(service, 'depends_on').map((on) => ({ on, condition: undefined })),
  ...entriesAt(service, 'depends_on').map(([on, how]) => ({ on, condition: textAt(how, 'condition') })),
];

/** What others wait for to be over, such as a migration of the database. */
const oneShotJobs = (services: readonly (readonly [string, Tree])[]): ReadonlySet<string> =>
  new Set(
    services.flatMap(([, service]) =>
      dependenciesOf(service).flatMap(({ on, condition }) => (condition === 'service_completed_successfully' ? [on] : [])),
    ),
  );

/** For services whose settings say nothing of others, what they wait for at the start is what there is to go by. */
function startupOrder(services: readonly (readonly [string, Tree])[], stated: readonly Connection[], names: Names): Connection[] {
  const told = new Set(stated.map(({ from }) => from));
  return services
    .filter(([name]) => !told.has(name))
    .flatMap(([name, service]) =>
      dependenciesOf(service).flatMap(({ on }) =>
        (names.get(on.toLowerCase()) ?? []).map((to): Connection => ({ from: name, to, stated: false })),
      ),
    );
}

function tellOrder(order: readonly Connection[], notes: NoteTaker): void {
  if (order.length === 0) return;
  const links = order.map(({ from, to }) => `${from} → ${to}`);
  notes.guessed(
    `Startup order is not a call graph, but for ${counted(links.length, 'link')} there is nothing else to go by: ${links.slice(0, 40).join(', ')}. They are drawn as if the first called the second.`,
  );
}

function tellUnread(services: readonly (readonly [string, Tree])[], notes: NoteTaker): void {
  const files = services.filter(([, service]) => at(service, 'env_file') !== undefined).map(([name]) => name);
  if (files.length > 0)
    notes.missing(`Settings of ${listed(files)} stand in files of their own (env_file): links that they say are not known.`);
  const extended = services.filter(([, service]) => at(service, 'extends') !== undefined).map(([name]) => name);
  if (extended.length > 0) notes.missing(`What ${listed(extended)} ${extended.length === 1 ? 'extends' : 'extend'} is not read.`);
}

const noServices = () =>
  importProblem('nothing-to-import', 'The file has no services.', 'Give a Compose file, with its services under the key "services".');
