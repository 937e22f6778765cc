import { failure, success } from '../core/problem';
import { meanOf } from '../core/sampler';
import { resolve } from '../design/resolve';
import { journeysOf } from '../design/sequence';
import type { Design, ResolvedDesign, ResolvedJourney } from '../design/schema';
import { type DesignExporter, nothingToWrite } from './definition';

/**
 * The clients' load as a script for k6, against the real system.
 * @see https://grafana.com/docs/k6/latest/using-k6/scenarios/
 */
export const k6: DesignExporter = {
  of: 'design',
  id: 'k6',
  title: 'k6 load script',
  about: 'The design’s load and objectives, to be sent at the real system',
  extension: 'k6.js',
  mime: 'text/javascript',
  write: (design) => {
    const resolved = resolve(design);
    if (!resolved.ok) return resolved;
    const clients = resolved.value.nodes.filter(({ kind }) => kind === 'client');
    const all = { ...resolved.value, journeys: everyJourney(design, resolved.value) };
    if (all.journeys.length === 0)
      return failure(nothingToWrite('No client sends anything.', 'Add a client and link it to what it calls.'));
    const scenarios = Object.fromEntries(all.journeys.flatMap((journey) => scenarioOf(journey, all)));
    return success({
      text: scriptOf(all, scenarios),
      left: [
        'Addresses: the script asks BASE_URL for a path named as each journey. Put your routes, methods and bodies there.',
        'k6 sends at equal gaps, not at random ones: queues are shorter than under independent users.',
        ...clients.flatMap(({ id, params }) => ('traffic' in params ? unsaid(id, params.traffic) : [])),
      ],
    });
  },
};

type Client = Extract<ResolvedDesign['nodes'][number], { kind: 'client' }>;
type Traffic = Client['params']['traffic'];

/** Those that are written down, and for clients without any a call over each link. */
const everyJourney = (design: Design, { journeys }: ResolvedDesign): ResolvedJourney[] => [
  ...journeys,
  ...journeysOf(design)
    .filter(({ id }) => !journeys.some((written) => written.id === id))
    .map(({ id, client, link }) => ({ id, client, link, weight: 1, priority: 0 })),
];

/** The part of a client's load that a journey has. */
function scenarioOf({ id, client, weight }: ResolvedJourney, { nodes, journeys, run }: ResolvedDesign): [string, object][] {
  const traffic = nodes.find((node): node is Client => node.kind === 'client' && node.id === client)?.params.traffic;
  const all = journeys.filter((journey) => journey.client === client).reduce((sum, journey) => sum + journey.weight, 0);
  const share = all > 0 ? weight / all : 0;
  const common = { exec: functionName(id), tags: { journey: id } };
  const duration = `${Math.max(1, Math.round(run.duration / 1e9))}s`;
  if (traffic === undefined || share === 0) return [];
  if (traffic.kind === 'closed')
    return [[id, { executor: 'constant-vus', vus: Math.max(1, Math.round(traffic.users * share)), duration, ...common }]];
  if (traffic.kind !== 'open' && traffic.kind !== 'bursty') return [];
  const perMinute = Math.max(1, Math.round(traffic.rate * share * 60));
  return [
    [
      id,
      {
        executor: 'constant-arrival-rate',
        rate: perMinute,
        timeUnit: '1m',
        duration,
        preAllocatedVUs: Math.ceil(perMinute / 60) + 10,
        maxVUs: perMinute + 100,
        ...common,
      },
    ],
  ];
}

const functionName = (id: string): string => `journey_${id.replaceAll('-', '_')}`;

function scriptOf(design: ResolvedDesign, scenarios: Readonly<Record<string, object>>): string {
  const thresholds: Record<string, string[]> = {};
  for (const slo of design.slos) {
    const tag = slo.journey === undefined ? '' : `{journey:${slo.journey}}`;
    if (slo.kind === 'latency') (thresholds[`http_req_duration${tag}`] ??= []).push(`p(${slo.percentile})<${slo.below / 1e6}`);
    else (thresholds[`http_req_failed${tag}`] ??= []).push(`rate<${Number((1 - slo.atLeast).toPrecision(6))}`);
  }
  const called = design.journeys.filter(({ id }) => id in scenarios);
  return [
    "import http from 'k6/http';",
    ...(called.some((journey) => thinkTime(journey, design) > 0) ? ["import { sleep } from 'k6';"] : []),
    '',
    `export const options = ${JSON.stringify({ scenarios, thresholds }, null, 2)};`,
    '',
    "const base = __ENV.BASE_URL || 'http://localhost:8080';",
    ...called.flatMap((journey) => {
      const think = thinkTime(journey, design);
      return [
        '',
        `export function ${functionName(journey.id)}() {`,
        `  http.get(base + ${JSON.stringify(`/${journey.id}`)}, { timeout: ${JSON.stringify(journey.deadline === undefined ? '60s' : `${journey.deadline / 1e6}ms`)} });`,
        ...(think > 0 ? [`  sleep(${think});`] : []),
        '}',
      ];
    }),
    '',
  ].join('\n');
}

/** Mean pause of a closed loop's users. [s] */
function thinkTime({ client }: ResolvedJourney, { nodes }: ResolvedDesign): number {
  const traffic = nodes.find((node): node is Client => node.kind === 'client' && node.id === client)?.params.traffic;
  return traffic?.kind === 'closed' ? meanOf(traffic.thinkTime) / 1e9 : 0;
}

function unsaid(client: string, traffic: Traffic): string[] {
  if (traffic.kind === 'bursty') return [`Bursts of ${client}: only its calm rate is sent.`];
  if (traffic.kind === 'open' && traffic.curve !== undefined && traffic.curve.kind !== 'constant')
    return [`The curve of ${client}: its rate before the curve is sent all the time.`];
  if (traffic.kind === 'closed') return [`The spread of thinking times of ${client}: everyone pauses alike.`];
  return traffic.kind === 'open' ? [] : [`The recorded traffic of ${client}.`];
}
