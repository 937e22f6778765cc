import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { k6 } from '../../engine/export/k6';
import { readImport } from '../../engine/import/read';
import { run } from '../../engine/simulate/run';
import { designs } from '../export/designs';

// Each file in data/ has components and links that were counted by hand; the counts stand beside the tests. The same was
// done for the public files that these are like, which are no part of the project.

const dataFile = (name: string) => readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8');

async function imported(name: string, text = dataFile(name)) {
  const read = await readImport(text, name);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { design, notes, format } = read.value;
  return {
    design,
    notes,
    format: format.id,
    links: linksOf(design),
    kinds: kindsOf(design),
    all: [...notes.inferred, ...notes.guessed, ...notes.missing].join('\n'),
  };
}

const nameOf = ({ id, name = id }: { id: string; name?: string | undefined }): string => name;

function linksOf({ nodes = [], links = [] }: Design): string[] {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  return links.map(({ from, to, protocol = 'rest' }) => `${names.get(from)} → ${names.get(to)} ${protocol}`).toSorted();
}
const kindsOf = ({ nodes = [] }: Design): Record<string, string> => Object.fromEntries(nodes.map((node) => [nameOf(node), node.kind]));
const paramsOf = ({ nodes = [] }: Design, name: string): unknown => nodes.find((node) => nameOf(node) === name)?.params;

/** Names of components that nothing came to in a run of half a minute. */
function idleIn(design: Design): string[] {
  const result = run(design, { duration: 30, warmup: 0 });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { nodes } = result.value;
  return nodes.filter((node) => node.rate === 0).map(({ id }) => id);
}

describe('docker-compose', () => {
  // By hand: 11 services; "migrate" is a job (service_completed_successfully), so 10 last. api.pay.example.com is outside: 11.
  test('components: services that last, third parties, and clients', async () => {
    const { kinds, format, design } = await imported('bakery.compose.yml');
    expect(format).toBe('compose');
    expect(design.name).toBe('bakery');
    expect(kinds).toEqual({
      Users: 'client',
      'web-door': 'gateway',
      'cake-service': 'service',
      'cake-mongo': 'database',
      'cake-memcached': 'cache',
      'order-service': 'service',
      'order-pg': 'database',
      rabbit: 'queue',
      'bake-worker': 'service',
      'order-reports': 'service',
      spans: 'log',
      'api.pay.example.com': 'external',
    });
  });

  // By hand: order-service's settings name order-pg, cake-service, rabbit and the third party (4; pictures is not in the file);
  // bake-worker's name rabbit (1, consuming). Startup order alone: web-door and cake-service → spans, cake-service → cake-mongo,
  // order-reports → order-pg (4; those of order-service do not count, since its settings say more). By name: cake-memcached (1).
  // Users: web-door is open; nobody calls order-service and order-reports (3).
  test('links: addresses in settings first, startup order only where there are none', async () => {
    const { links, notes } = await imported('bakery.compose.yml');
    expect(links).toEqual(
      [
        'Users → order-reports rest',
        'Users → order-service rest',
        'Users → web-door rest',
        'rabbit → bake-worker event',
        'cake-service → cake-memcached redis',
        'cake-service → cake-mongo sql',
        'cake-service → spans event',
        'order-reports → order-pg sql',
        'order-service → api.pay.example.com rest',
        'order-service → cake-service rest',
        'order-service → order-pg sql',
        'order-service → rabbit event',
        'web-door → spans event',
      ].toSorted(),
    );
    const guessed = notes.guessed.join('\n');
    expect(guessed).toMatch(/Startup order is not a call graph, but for 4 links/);
    expect(guessed).toContain('web-door → spans');
    expect(guessed).not.toMatch(/order-service → order-pg/);
    expect(guessed).toContain('“bake-worker” consumes from “rabbit”');
    const missing = notes.missing.join('\n');
    expect(missing).toContain('“pictures” (LOGO_URL)');
    expect(missing).toContain('“migrate”');
    expect(missing).toMatch(/does not say who calls “order-service” and “order-reports”/);
  });

  test('replicas and limits count, secrets do not come along, and everything has traffic', async () => {
    const { design } = await imported('bakery.compose.yml');
    expect(paramsOf(design, 'order-service')).toMatchObject({
      replicas: 3,
      serviceTime: '10ms',
      discipline: { kind: 'processor-sharing' },
    });
    expect(JSON.stringify(design)).not.toContain('secret');
    expect(idleIn(design)).toEqual([]);
  });
});

describe('Kubernetes', () => {
  // By hand: 5 Deployments of the system, 1 of a generator of load, 1 StatefulSet. Links by settings: desk → books, loans, members
  // (by a ConfigMap); books → shelf-cache; loans → books, loans-db; readers → desk. TITLE: books is a title. museum is not there.
  test('workloads and links by addresses in settings', async () => {
    const { kinds, links, notes, format } = await imported('library.k8s.yaml');
    expect(format).toBe('kubernetes');
    expect(kinds).toEqual({
      desk: 'service',
      books: 'service',
      loans: 'service',
      members: 'service',
      'loans-db': 'database',
      'shelf-cache': 'cache',
      readers: 'client',
    });
    expect(links).toEqual([
      'books → shelf-cache redis',
      'desk → books grpc',
      'desk → loans rest',
      'desk → members rest',
      'loans → books grpc',
      'loans → loans-db sql',
      'readers → desk rest',
    ]);
    expect(notes.missing.join('\n')).toContain('“museum” (MUSEUM_ADDR)');
    expect(notes.missing.join('\n')).toContain('1 object of kind Job');
  });

  test('replicas, autoscalers, limits of processors and users of the generator', async () => {
    const { design } = await imported('library.k8s.yaml');
    expect(paramsOf(design, 'desk')).toMatchObject({ replicas: 2, workers: 1, serviceTime: '20ms', mode: 'async' });
    expect(paramsOf(design, 'books')).toEqual({ replicas: 2, autoscaling: { min: 2, max: 6, target: 70 } });
    expect(paramsOf(design, 'readers')).toEqual({ traffic: { kind: 'closed', users: 25 } });
    expect(idleIn(design)).toEqual([]);
  });

  test('an Ingress is a gateway that sends each request to one of its backends', async () => {
    const ingress = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: door }
spec: { rules: [{ http: { paths: [{ backend: { service: { name: desk } } }, { backend: { service: { name: members } } }] } }] }
`;
    const { kinds, links, design } = await imported('library.k8s.yaml', dataFile('library.k8s.yaml') + ingress);
    expect(kinds['door']).toBe('gateway');
    expect(links.filter((link) => link.startsWith('door'))).toEqual(['door → desk rest', 'door → members rest']);
    expect(design.nodes!.find(({ id }) => id === 'door')?.operations?.[0]?.steps[1]).toMatchObject({ kind: 'choose', by: 'probability' });
  });
});

describe('isotope', () => {
  // By hand: 6 services. conductor → strings, brass, soloist; strings → library; brass → library, tuner: 6 links, and Users → conductor.
  test('services, calls side by side and by chance, sleeps, sizes and errors', async () => {
    const { links, design, format } = await imported('orchestra.isotope.yaml');
    expect(format).toBe('isotope');
    expect(design.nodes).toHaveLength(7);
    expect(links).toEqual([
      'Users → conductor rest',
      'brass → library rest',
      'brass → tuner rest',
      'conductor → brass rest',
      'conductor → soloist rest',
      'conductor → strings grpc',
      'strings → library rest',
    ]);
    const conductor = design.nodes!.find(({ id }) => id === 'conductor')!;
    expect(conductor.operations).toEqual([
      {
        name: 'script',
        steps: [
          { kind: 'work', own: true },
          { kind: 'wait', time: 10 },
          {
            kind: 'parallel',
            branches: [
              [{ kind: 'call', link: 'conductor-strings', request: 2048 }],
              [{ kind: 'call', link: 'conductor-brass', request: 10_240 }],
            ],
          },
          {
            kind: 'choose',
            by: 'probability',
            branches: [
              { share: 25, steps: [{ kind: 'call', link: 'conductor-soloist', request: 2048 }] },
              { share: 75, steps: [] },
            ],
          },
        ],
      },
    ]);
    expect(paramsOf(design, 'brass')).toEqual({ replicas: 4, errorRate: 0.02 });
    expect(paramsOf(design, 'soloist')).toEqual({ replicas: 1 });
    expect(idleIn(design)).toEqual([]);
  });
});

describe('OpenAPI', () => {
  test('operations and a journey for each', async () => {
    const { design, format, notes } = await imported('garden.openapi.yaml');
    expect(format).toBe('openapi');
    const [, api] = design.nodes!;
    expect(nameOf(api!)).toBe('Garden');
    // By hand: two with ids at /plants, two without at /plants/{plant}, one behind a reference. /elsewhere is another file.
    expect(api!.operations!.map(({ name }) => name)).toEqual([
      'listPlants',
      'addPlant',
      'GET /plants/plant',
      'DELETE /plants/plant',
      'waterPlants',
    ]);
    expect(design.journeys!.map(({ operation }) => operation)).toEqual(api!.operations!.map(({ name }) => name));
    expect(api!.params).toEqual({ tokenCheck: '500us' });
    expect(notes.missing.join('\n')).toContain('/elsewhere');
    expect(idleIn(design)).toEqual([]);
  });

  test('the same as JSON', async () => {
    const json = JSON.stringify({ openapi: '3.0.3', info: { title: 'One' }, paths: { '/a': { get: {} } } });
    expect((await imported('one.json', json)).format).toBe('openapi');
  });
});

describe('AsyncAPI', () => {
  test('version 2 says what others do', async () => {
    const { kinds, links, design, format } = await imported('post-2.asyncapi.yaml');
    expect(format).toBe('asyncapi');
    expect(kinds).toMatchObject({ 'parcels.dropped': 'log', 'parcels.delivered': 'log', complaints: 'queue', 'Post office': 'service' });
    expect(links).toEqual([
      'Clients → Post office rest',
      'Clients → Publishers rest',
      'Post office → parcels.delivered event',
      'Publishers → complaints event',
      'Publishers → parcels.dropped event',
      'complaints → Post office event',
      'parcels.delivered → Subscribers event',
      'parcels.dropped → Post office event',
    ]);
    expect(paramsOf(design, 'parcels.dropped')).toEqual({ partitions: 12 });
    const office = design.nodes!.find((node) => nameOf(node) === 'Post office')!;
    expect(office.operations!.map(({ name }) => name)).toEqual(['send', 'ParcelDropped', 'LostParcel', 'LateParcel']);
    expect(idleIn(design)).toEqual([]);
  });

  test('version 3 says what the application does', async () => {
    const { kinds, links, notes, design } = await imported('post-3.asyncapi.yaml');
    expect(kinds).toMatchObject({ 'hall/scanned': 'topic', 'hall/sorted': 'topic', 'Sorting hall': 'service' });
    expect(links).toContain('hall/scanned → Sorting hall event');
    expect(links).toContain('Sorting hall → hall/sorted event');
    expect(notes.missing.join('\n')).toContain('“broken”');
    expect(idleIn(design)).toEqual([]);
  });
});

describe('load', () => {
  test('scenarios of k6 become clients, without the script being run', async () => {
    const { design, notes, format } = await imported('museum.k6.txt');
    expect(format).toBe('k6');
    expect((globalThis as { wasRun?: boolean }).wasRun).toBeUndefined();
    // By hand: 10/s to 40/s in 30 s, level for 60 s, to nothing in 10 s, two requests for each iteration: at most 80/s.
    expect(paramsOf(design, 'visitors')).toEqual({
      traffic: {
        kind: 'open',
        rate: 80,
        curve: {
          kind: 'recorded',
          between: 'lines',
          points: [
            { at: '0ms', factor: 0.25 },
            { at: '30000ms', factor: 1 },
            { at: '90000ms', factor: 1 },
            { at: '100000ms', factor: 0 },
            { at: '100001ms', factor: 0 },
          ],
        },
      },
    });
    expect(paramsOf(design, 'guides')).toEqual({ traffic: { kind: 'closed', users: 8, thinkTime: 2000 } });
    expect(design.run).toEqual({ duration: '100s', warmup: '0s' });
    const museum = design.nodes!.find(({ kind }) => kind === 'service')!;
    expect(museum.operations!.map(({ name }) => name)).toEqual(['GET /rooms', 'GET /rooms/x/pictures', 'POST /tours']);
    expect(nameOf(museum)).toBe('museum.example');
    expect(notes.guessed.join('\n')).toContain('comes from the environment');
    expect(idleIn(design)).toEqual([]);
  });

  test('users who come and go become an open stream, and the notes say so', async () => {
    const text = `import http from 'k6/http'; import { sleep } from 'k6';
      export const options = { stages: [{ duration: '10s', target: 20 }, { duration: '50s', target: 20 }] };
      export default function () { http.get('http://shop.example/'); sleep(0.9); }`;
    const { design, notes } = await imported('load.js', text);
    // Each user does one request in 0.9 s of pause and 0.1 s of answer: 20 users are 20/s.
    expect(paramsOf(design, 'Virtual users')).toMatchObject({
      traffic: { kind: 'open', rate: 20, curve: { points: [{ factor: 0.05 }, { factor: 1 }, { factor: 1 }, { factor: 0 }] } },
    });
    expect(notes.guessed.join('\n')).toContain('open stream instead');
  });

  test('what Faultline writes for k6 comes back with the same load', async () => {
    const { design } = designs.find(({ design: { nodes = [] } }) => nodes.some(({ kind }) => kind === 'client'))!;
    const script = k6.write(design, {});
    if (!script.ok) throw new Error('not written');
    const back = await imported('again.js', script.value.text);
    const scenarios = [...script.value.text.matchAll(/"executor"/g)].length;
    expect(back.design.nodes!.filter(({ kind }) => kind === 'client')).toHaveLength(scenarios);
    const rates = [...script.value.text.matchAll(/"rate": ([0-9]+)/g)].map(([, perMinute]) => Number(perMinute) / 60);
    const read = back.design.nodes!.flatMap(({ params }) =>
      params && 'traffic' in params && params.traffic?.kind === 'open' ? [params.traffic.rate] : [],
    );
    expect(read.map((rate) => Math.round(Number(rate) * 100))).toEqual(rates.map((rate) => Math.round(rate * 100)));
  });

  test('a rate over time as CSV', async () => {
    const { design, format } = await imported('hours.csv');
    expect(format).toBe('load-csv');
    expect(design.run).toEqual({ duration: '31s', warmup: '0s' });
    // By hand: rates 10, 40, 5, 5 have the mean 15; each holds until the next.
    expect(paramsOf(design, 'Recorded clients')).toMatchObject({
      traffic: {
        kind: 'open',
        rate: 15,
        curve: { kind: 'recorded', between: 'steps', points: [{ at: 0 }, { at: 10_000 }, { at: 20_000 }, { at: 30_000 }] },
      },
    });
    expect(idleIn(design)).toEqual([]);
  });
});
