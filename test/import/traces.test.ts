import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { otlp } from '../../engine/export/otlp';
import type { ReadImport } from '../../engine/import/read';
import { readImport } from '../../engine/import/read';
import type { Report } from '../../engine/measure/report';
import { recordRun } from '../../engine/simulate/recorded-run';
import { reportOf, scenario } from '../golden/scenarios';
import { queued, sideBySide } from './traced-designs';

// Method: a run is exported as traces, the traces are read as a design, and that design is run with another seed. Each journey's p50, p95
// and p99 must lie within 5 % of the exported run's. Both are samples: n requests tell a p99 to about 10 % / √(n / 1000) for such times,
// so the runs are long enough for two standard errors to fit into the tolerance. Everything follows from the seeds.
const TOLERANCE = 0.05;
const SEED = 2024;

interface Case {
  readonly title: string;
  readonly design: Design;
  /** Requests whose traces are exported. */
  readonly requests: number;
  /** Of the exported run and of the run of what came in, warm-up included. [s] */
  readonly recorded: number;
  readonly again: number;
  /** Components whose workers follow from what waited. */
  readonly workers: readonly (readonly [id: string, params: object])[];
}

const cases: readonly Case[] = [
  {
    title: 'checkout',
    design: scenario('checkout').design,
    requests: 20_000,
    recorded: 60,
    again: 150,
    workers: [['payments', { replicas: 2, workers: 8, mode: 'blocking' }]],
  },
  { title: 'parallel steps', design: sideBySide, requests: 5_000, recorded: 17, again: 45, workers: [] },
  {
    title: 'queues',
    design: queued,
    requests: 13_000,
    recorded: 45,
    again: 150,
    workers: [
      ['till', { replicas: 1, workers: 4 }],
      ['packer', { replicas: 2, workers: 2 }],
    ],
  },
];

async function roundTrip({ design, requests, recorded, again }: Case): Promise<{ before: Report; after: Report; read: ReadImport }> {
  const run = recordRun(design, { seed: SEED, duration: recorded, requests });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  const written = otlp.write(run.value, {});
  if (!written.ok) throw new Error(JSON.stringify(written.problems));
  const read = await readImport(written.value.text, 'traces.otlp.json');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { before: run.value.report, after: reportOf(read.value.design, { seed: SEED + 1, duration: again }), read: read.value };
}

/** How far percentiles are off, by journey. */
function offBy(before: Report, after: Report): Record<string, number> {
  const off: Record<string, number> = {};
  for (const journey of before.journeys) {
    const again = after.journeys.find(({ id }) => id === journey.id);
    for (const percentile of ['p50', 'p95', 'p99'] as const)
      off[`${journey.id} ${percentile}`] = (again?.latency[percentile] ?? NaN) / (journey.latency[percentile] ?? NaN) - 1;
  }
  return off;
}

test.each(cases)(
  '$title: traces of a run come in as a design whose percentiles are within 5 %',
  async (one) => {
    const { before, after, read } = await roundTrip(one);
    const off = offBy(before, after);
    expect(Object.keys(off).length).toBe(3 * before.journeys.length);
    const beyond = Object.entries(off).filter(([, share]) => !(Math.abs(share) < TOLERANCE));
    expect(beyond).toEqual([]);

    // The same parts, joined in the same way.
    const partsOf = ({ nodes = [], links = [] }: Design) => ({
      nodes: nodes.map(({ id, kind }) => `${id}: ${kind}`).sort(),
      links: links.map(({ from, to }) => `${from} → ${to}`).sort(),
    });
    const brokers = new Map((one.design.nodes ?? []).filter(({ kind }) => kind === 'queue').map(({ id, name }) => [name, id]));
    const idOf = new Map((read.design.nodes ?? []).map(({ id, name }) => [id, brokers.get(name) ?? id]));
    const renamed: Design = {
      ...read.design,
      nodes: (read.design.nodes ?? []).map((node) => ({ ...node, id: idOf.get(node.id)! })),
      links: (read.design.links ?? []).map((link) => ({ ...link, from: idOf.get(link.from)!, to: idOf.get(link.to)! })),
    };
    expect(partsOf(renamed)).toEqual(partsOf(one.design));
    // What was seen to wait tells how many work.
    const found = new Map((read.design.nodes ?? []).map(({ id, params }) => [id, params]));
    for (const [id, params] of one.workers) expect(found.get(id)).toMatchObject(params);
    // What the traces measured is said, to be held against a run.
    expect(read.notes.inferred.join('\n')).toMatch(
      /Measured, to hold a run against: “.+” p50 [\d.]+m?s ± [\d.]+ %, p95 [\d.]+m?s ± [\d.]+ %, p99 [\d.]+m?s ± [\d.]+ % \(/,
    );
  },
  1_200_000,
);
