import { z } from 'zod';
import { measure } from '../measure/measure-path';
import type { Report } from '../measure/report';
import { unbalanced } from './conserved';

/** What became of one run: enough to judge it, and the numbers that were asked for. */
export const zOutcome = z.strictObject({
  seed: z.number(),
  digest: z.string().describe('Hash over the run’s event sequence.'),
  events: z.number().describe('Events of the run.'),
  warmup: z.number().describe('Time left out of the account. [s]'),
  conserved: z.boolean().describe('Everywhere: arrived = completed + failed + in flight.'),
  slos: z.array(z.strictObject({ id: z.string(), met: z.boolean() })).describe('Objectives, in the order of the design.'),
  invariants: z
    .array(z.strictObject({ id: z.string(), holds: z.boolean() }))
    .describe('Claims over the ledger, in the order of the design.'),
  degradedFirst: z.string().nullable().describe('Node that degraded first; null when none did.'),
  figures: z.array(z.number().nullable()).describe('The numbers asked for, in their order; null where the run does not have one.'),
});
export type Outcome = z.infer<typeof zOutcome>;

/** @param figures paths into the report */
export const outcomeOf = (report: Report, figures: readonly string[]): Outcome => ({
  seed: report.seed,
  digest: report.digest,
  events: report.events,
  warmup: report.warmup,
  conserved: unbalanced(report).length === 0,
  slos: report.slos.map(({ id, met }) => ({ id, met })),
  invariants: (report.ledger?.invariants ?? []).map(({ id, holds }) => ({ id, holds })),
  degradedFirst: report.degraded[0]?.subject ?? null,
  figures: figures.map((path) => measure(report, path)),
});
