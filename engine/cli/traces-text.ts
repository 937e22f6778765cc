import type { Design } from '../design/schema';
import type { Doing, Trace, TraceSpan } from '../measure/trace/trace';
import { spanWords } from '../measure/trace/trace-words';

const NAME = 44;
const BAR = 56;

const fills: Readonly<Record<Doing, string>> = {
  service: '█',
  queue: '▒',
  network: '─',
  backoff: '~',
  blocked: 'x',
  pause: '.',
  downstream: '·',
};

/** A trace as a waterfall of characters. A star stands before what is on the critical path. */
export function traceText(trace: Trace, { nodes = [] }: Pick<Design, 'nodes'>): string {
  const { request, journey, start, outcome, verdict, spans, path, cut } = trace;
  const names = new Map(nodes.map(({ id, name }) => [id, name ?? id]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const end = Math.max(trace.end, ...spans.map((span) => endOf(span)));
  const critical = new Set(path.map(({ span }) => span));
  const depths: number[] = [];
  const lines = spans.map((span) => {
    const depth = span.parent < 0 ? 0 : depths[span.parent]! + 1;
    depths[span.id] = depth;
    const title = `${'  '.repeat(Math.min(depth, 12))}${titleOf(span, nameOf)}`;
    const name = title.length > NAME ? `${title.slice(0, NAME - 1)}…` : title.padEnd(NAME);
    return `${critical.has(span.id) ? '*' : ' '} ${name} |${barOf(span, start, end)}| ${spanWords(endOf(span) - span.start)}${howOf(span)}`;
  });
  return [
    `Request ${request} (${journey}), ${outcome}, began at ${spanWords(start)}`,
    verdict,
    ...lines,
    '  █ working  ▒ waiting in a queue  ─ network  ~ pause before a retry  x held back  . timer  · waiting for others  * on the critical path',
    ...(cut ? ['  Not all of it fits in: some spans are missing.'] : []),
    '',
  ].join('\n');
}

const endOf = ({ start, end, stretches }: TraceSpan): number => end ?? stretches.at(-1)?.to ?? start;

function titleOf({ kind, node, name }: TraceSpan, nameOf: (id: string) => string): string {
  if (kind === 'call') return `call ${nameOf(node)}`;
  if (kind === 'operation') return `${nameOf(node)}${name === '' ? '' : ` ${name}`}`;
  return kind === 'message' ? `${name === '' ? 'message' : name} in ${nameOf(node)}` : name;
}

/** What fills most of each cell. */
function barOf(span: TraceSpan, start: number, end: number): string {
  const cell = Math.max(1, end - start) / BAR;
  return Array.from({ length: BAR }, (_, i) => {
    const from = start + i * cell;
    let best = 0;
    let fill = ' ';
    for (const stretch of span.stretches) {
      const share = Math.min(from + cell, stretch.to) - Math.max(from, stretch.from);
      if (share > best) {
        best = share;
        fill = fills[stretch.doing];
      }
    }
    return fill;
  }).join('');
}

const howOf = ({ outcome, end, awaited, parent, notes }: TraceSpan): string =>
  [
    end === null ? ', still going on' : outcome === 'ok' || outcome === null ? '' : `, ${outcome === 'left' ? 'given up' : outcome}`,
    awaited || parent < 0 ? '' : ', nobody waits for it',
    ...notes.map(({ text }) => `, ${text}`),
  ].join('');
