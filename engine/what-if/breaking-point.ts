import { z } from 'zod';
import { resolve } from '../design/resolve';
import type { Design } from '../design/schema';
import type { Report } from '../measure/report';
import { type Bottleneck, bottleneckOf } from './bottleneck';
import type { Condition } from './conditions';

/** What gave way where a design no longer does what it must. */
export const zBreakingPoint = z.strictObject({
  value: z.number().describe('Where it was looked at.'),
  conditions: z.array(z.string()).describe('Ids of the conditions that are surely missed there, the worst first.'),
  node: z.string().nullable().describe('Node that runs short first; null where none does.'),
  link: z.string().nullable().describe('Link to whom its workers wait for, or over which retries come.'),
  kind: z
    .enum(['workers', 'callee', 'retries', 'rate-limit', 'busiest'])
    .nullable()
    .describe('What is short: docs/statistics/bottleneck.md. Busiest: nothing is, and it is named since its workers are held most.'),
  utilization: z.number().nullable().describe('Share of its worker time that is held.'),
  text: z.string().describe('In words.'),
});
export type BreakingPoint = z.infer<typeof zBreakingPoint>;

/** @param report of one run there */
export function breakingPoint(value: number, missed: readonly Condition[], report: Report, design: Design): BreakingPoint {
  const resolved = resolve(design);
  const found = resolved.ok ? bottleneckOf(report, resolved.value, design) : null;
  const [busiest] = report.nodes.filter((line) => line.utilization !== null).toSorted((a, b) => b.utilization! - a.utilization!);
  const node = found?.node ?? busiest?.id ?? null;
  const utilization = report.nodes.find(({ id }) => id === node)?.utilization ?? null;
  const kind = found?.kind ?? (busiest ? 'busiest' : null);
  return {
    value,
    conditions: missed.map(({ id }) => id),
    node,
    link: found?.link ?? null,
    kind,
    utilization,
    text: `${missedWords(missed)}${shortWords(found, report, design, node, utilization)}`,
  };
}

const missedWords = (missed: readonly Condition[]): string =>
  missed.length === 0 ? '' : `Missed: ${missed.map(({ text }) => text).join('; ')}. `;

function shortWords(
  found: Bottleneck | null,
  report: Report,
  { nodes = [] }: Design,
  node: string | null,
  utilization: number | null,
): string {
  if (node === null) return 'No node has workers that could run short.';
  const name = (id: string): string => nodes.find((each) => each.id === id)?.name ?? id;
  const held = utilization === null ? '' : `${Math.round(100 * utilization)} % of its worker time is held`;
  const callee = report.links.find(({ id }) => id === found?.link)?.to;
  switch (found?.kind) {
    case 'workers':
      return `${name(node)} runs short of workers first: ${held}.`;
    case 'callee':
      return `The workers of ${name(node)} wait for ${callee === undefined ? 'a callee' : name(callee)}: ${held}.`;
    case 'retries':
      return `Retries feed the overload of ${name(node)}: ${held}.`;
    case 'rate-limit':
      return `The rate limit of ${name(node)} turns calls away while workers are free.`;
    case undefined:
      return `No node runs short; the busiest is ${name(node)}: ${held}.`;
  }
}
