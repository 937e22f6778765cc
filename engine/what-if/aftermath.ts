import { z } from 'zod';
import type { Design } from '../design/schema';
import { cascadeSentence } from '../measure/cascade-words';
import type { Report } from '../measure/report';
import { unbalanced } from './conserved';

const zBlame = z.strictObject({ node: z.string(), share: z.number().describe('Of the failed and late requests.') });

/** What a disturbed run came to: small enough to keep hundreds of them. */
export const zAftermath = z.strictObject({
  seed: z.number(),
  digest: z.string().describe('Hash over the run’s event sequence.'),
  conserved: z.boolean().describe('Everywhere: arrived = completed + failed + in flight.'),
  goodput: z.number().describe('Answered within deadline per second. [1/s]'),
  badShare: z.number().nullable().describe('Share of finished requests that failed or came late; null when none finished.'),
  unanswered: z.number().describe('Requests without an answer at the end, as a share of those that arrived.'),
  p99: z.number().nullable().describe('Of all answered requests. [ms]'),
  missed: z.array(z.string()).describe('Objectives missed in the account.'),
  missedAtEnd: z.array(z.string()).describe('Objectives missed in the last five seconds.'),
  calmAt: z.number().nullable().describe('When the last objective was met again; null where none was missed, or one still is. [s]'),
  broken: z.array(z.string()).describe('Invariants broken.'),
  blame: z.array(zBlame).describe('Nodes at which trouble began, with their share; at most three, the largest first.'),
  story: z.string().describe('Who degraded first and who followed, in words.'),
});
export type Aftermath = z.infer<typeof zAftermath>;

const MOST_BLAMED = 3;

export function aftermathOf(report: Report, { nodes = [], links = [] }: Design): Aftermath {
  const { requests, cascade } = report;
  const finished = requests.ok + requests.degraded + requests.late + requests.failed;
  const name = (id: string): string => nodes.find((node) => node.id === id)?.name ?? id;
  const target = (id: string): string => links.find((link) => link.id === id)?.to ?? id;
  const shares = new Map<string, number>();
  for (const { node, share } of cascade.steps) if (share !== null) shares.set(node, (shares.get(node) ?? 0) + share);
  return {
    seed: report.seed,
    digest: report.digest,
    conserved: unbalanced(report).length === 0,
    goodput: requests.goodput,
    badShare: finished > 0 ? (requests.late + requests.failed) / finished : null,
    unanswered: requests.arrived > 0 ? Math.max(0, requests.arrived - finished) / requests.arrived : 0,
    p99: requests.latency.p99,
    missed: report.slos.filter(({ met }) => !met).map(({ id }) => id),
    ...calm(report),
    broken: (report.ledger?.invariants ?? []).filter(({ holds }) => !holds).map(({ id }) => id),
    blame: [...shares]
      .map(([node, share]) => ({ node, share }))
      .filter(({ share }) => share > 0)
      .toSorted((a, b) => b.share - a.share)
      .slice(0, MOST_BLAMED),
    story: cascadeSentence(cascade, name, target),
  };
}

/** What the marks of breaches say of the end of a run. */
function calm({ marks }: Report): Pick<Aftermath, 'missedAtEnd' | 'calmAt'> {
  const open = new Set<string>();
  let calmAt: number | null = null;
  for (const { kind, subject, at } of marks) {
    if (kind === 'slo-breach') open.add(subject);
    else if (kind === 'slo-recovered' && open.delete(subject) && open.size === 0) calmAt = at;
  }
  return { missedAtEnd: [...open], calmAt: open.size > 0 ? null : calmAt };
}
