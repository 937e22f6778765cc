import type { z } from 'zod';
import type { zDistribution } from '../../engine/core/distribution';
import { parseDuration } from '../../engine/core/units';
import { storeLinksOf } from '../../engine/design/rate-limits';
import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { formatNanos, formatNumber, formatShare } from '../panels/format';

/** A sentence, and what lies within it. */
export interface Line {
  readonly text: string;
  readonly inner?: readonly Line[];
}

/** Name on the canvas. */
export const nodeName = (node: DesignNode | undefined, id = node?.id ?? ''): string => node?.name ?? id;
export const nodeById = (design: Design, id: string): DesignNode | undefined => design.nodes?.find((node) => node.id === id);
export const linkById = (design: Design, id: string): DesignLink | undefined => design.links?.find((link) => link.id === id);

/** "Orders → Payments". */
export const linkName = (design: Design, link: DesignLink): string =>
  `${nodeName(nodeById(design, link.from), link.from)} → ${nodeName(nodeById(design, link.to), link.to)}`;

const time = (value: string | number | undefined, fallback: string) => formatNanos(parseDuration(value ?? fallback));

/** A random span in words: "5 ms", "exponential, mean 5 ms". */
export function distributionText(value: z.input<typeof zDistribution>): string {
  if (typeof value !== 'object') return formatNanos(parseDuration(value));
  switch (value.kind) {
    case 'constant':
      return time(value.value, '5ms');
    case 'exponential':
      return `exponential, mean ${time(value.mean, '5ms')}`;
    case 'gamma':
      return `gamma, mean ${time(value.mean, '5ms')}, cv ${formatNumber(value.cv ?? 0.5)}`;
    case 'lognormal':
      return `lognormal, p50 ${time(value.p50, '5ms')}, p99 ${time(value.p99, '20ms')}`;
    case 'lognormal-mean':
      return `lognormal, mean ${time(value.mean, '5ms')}, cv ${formatNumber(value.cv ?? 1)}`;
    case 'hyperexponential':
      return `hyperexponential, mean ${time(value.mean, '5ms')}, cv ${formatNumber(value.cv ?? 3)}`;
    case 'pareto':
      return `bounded Pareto, ${time(value.min, '1ms')} to ${time(value.max, '1s')}`;
    case 'uniform':
      return `uniform, ${time(value.min, '1ms')} to ${time(value.max, '10ms')}`;
    case 'empirical':
      return `measured, ${value.quantiles.length} points`;
  }
}

/** What an operation does, in words. */
export const stepLines = (design: Design, steps: readonly StepInput[]): readonly Line[] => steps.map((step) => stepLine(design, step));

function stepLine(design: Design, step: StepInput): Line {
  switch (step.kind) {
    case 'work':
      return { text: `Work: ${distributionText(step.time ?? '5ms')}${step.errorRate ? `; ${formatShare(step.errorRate)} fails` : ''}` };
    case 'wait':
      return { text: `Wait: ${distributionText(step.time ?? '100ms')}` };
    case 'call':
      return { text: `Call ${calleeText(design, step)}${needsText(step.needs)}${onError[step.onError ?? 'fail']}` };
    case 'read':
    case 'write':
      return { text: `${accessText(design, step)}${onError[step.onError ?? 'fail']}` };
    case 'publish':
      return { text: `Publish ${step.event} to ${farEnd(design, step.link)}` };
    case 'effect': {
      const of = step.entity === undefined ? '' : ` of ${entityName(design, step.entity)}`;
      const amount = step.amount === undefined || step.amount === 1 ? '' : `, ${formatNumber(step.amount)}`;
      return { text: `Effect: ${step.effect}${of}${amount}${step.idempotent ? '; once for each request' : ''}` };
    }
    case 'repeat':
      return { text: `${step.times ?? 2} times:`, inner: stepLines(design, step.steps) };
    case 'saga':
      return sagaLine(design, step);
    case 'parallel':
      return {
        text:
          step.need === undefined || step.need >= step.branches.length
            ? 'Side by side, all of:'
            : `Side by side, until ${step.need} of ${step.branches.length} succeeded:`,
        inner: step.branches.map((branch) => branchLine(design, '', branch)),
      };
    case 'choose':
      return step.by === 'probability'
        ? chanceLine(design, step.branches)
        : {
            text: `Look up in ${calleeText(design, step)}:`,
            inner: [branchLine(design, 'Found', step.hit), branchLine(design, 'Not found', step.miss)],
          };
  }
}

function sagaLine(design: Design, { store, stages }: Extract<StepInput, { kind: 'saga' }>): Line {
  const kept = store === undefined ? 'nothing keeps its progress' : `progress kept in ${farEnd(design, store)}`;
  return {
    text: `Saga, ${kept}:`,
    inner: stages.map(({ name, steps, compensate = [] }, i) => {
      const title = name ?? `Stage ${i + 1}`;
      const forward = branchLine(design, title, steps);
      if (compensate.length === 0) return forward;
      return { text: `${title}:`, inner: [...stepLines(design, steps), branchLine(design, 'To undo it', compensate)] };
    }),
  };
}

const entityName = (design: Design, entity: string): string => design.entities?.find(({ id }) => id === entity)?.name ?? entity;

const onError = { fail: '', ignore: '; go on if it fails', fallback: '; answer with a substitute if it fails' } as const;

const needsText = (needs: readonly string[] | undefined): string => (needs?.length ? `, needs ${needs.join(', ')}` : '');

const farEnd = (design: Design, link: string): string => {
  const to = linkById(design, link)?.to;
  return to === undefined ? link : nodeName(nodeById(design, to), to);
};
const calleeText = (design: Design, { link, operation }: { link: string; operation?: string }) =>
  `${farEnd(design, link)}${operation ? ` (${operation})` : ''}`;

/** "Read sku from Stock, the latest". */
function accessText(design: Design, step: Extract<StepInput, { kind: 'read' | 'write' }>): string {
  const what = step.entity === undefined ? '' : ` ${entityName(design, step.entity)}`;
  if (step.kind === 'write') return `Write${what} to ${calleeText(design, step)}`;
  return `Read${what} from ${calleeText(design, step)}${freshness[step.consistency ?? 'any']}`;
}
const freshness = { any: '', 'own-writes': ', at least what it wrote itself', latest: ', the latest' } as const;

function chanceLine(design: Design, branches: readonly { share?: number; steps: StepInput[] }[]): Line {
  const all = branches.reduce((sum, { share = 1 }) => sum + share, 0);
  return { text: 'One of, by chance:', inner: branches.map(({ share = 1, steps }) => branchLine(design, formatShare(share / all), steps)) };
}

/** A branch of one step stands on the line of its name. */
function branchLine(design: Design, name: string, steps: readonly StepInput[]): Line {
  const lines = stepLines(design, steps);
  const [only] = lines;
  if (!only) return { text: name ? `${name}: nothing` : 'Nothing' };
  if (lines.length === 1) return { ...only, text: name ? `${name}: ${lowerFirst(only.text)}` : only.text };
  return { text: name ? `${name}:` : 'One after the other:', inner: lines };
}
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** What a node without operations does: its work, then each callee in order, then each queue. */
export function obviousLines(design: Design, node: DesignNode): readonly Line[] {
  const stores = storeLinksOf(design);
  const out = (design.links ?? []).filter((link) => link.from === node.id && !stores.has(link.id));
  const isQueue = (id: string) => {
    const kind = nodeById(design, id)?.kind;
    return kind !== undefined && nodeKinds[kind].role === 'queue';
  };
  const name = (id: string) => nodeName(nodeById(design, id), id);
  return [
    { text: `Work: ${obviousWork(node)}` },
    ...out.filter(({ to }) => !isQueue(to)).map(({ to }) => ({ text: `Call ${name(to)}` })),
    ...out.filter(({ to }) => isQueue(to)).map(({ to }) => ({ text: `Publish to ${name(to)}` })),
  ];
}

/** The kind's own service time: whatever its parameters call it. */
function obviousWork(node: DesignNode): string {
  const { params, model } = nodeKinds[node.kind] as {
    params: z.ZodType;
    model: (p: unknown) => { role: string; work?: z.output<typeof zDistribution> };
  };
  const parsed = params.safeParse(node.params ?? {});
  const work = parsed.success ? model(parsed.data).work : undefined;
  return work ? distributionText(inMs(work)) : 'as long as its parameters say';
}

/** Parsed spans are nanoseconds, written ones milliseconds. */
const inMs = (value: z.output<typeof zDistribution>): z.input<typeof zDistribution> =>
  JSON.parse(JSON.stringify(value), (key, v: unknown) => (typeof v === 'number' && spanKeys.has(key) ? v / 1e6 : v)) as z.input<
    typeof zDistribution
  >;
const spanKeys = new Set(['value', 'mean', 'p50', 'p99', 'min', 'max']);
