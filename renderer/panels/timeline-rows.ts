import type { Design, DesignFault } from '../../engine/design/schema';
import { partNames } from '../../engine/design/part-names';
import { targetText } from '../../engine/faults/definition';
import { faultActions } from '../../engine/faults/registry';
import type { Mark } from '../../engine/measure/frame';
import type { Selection } from '../store/state';
import { targetSubject } from './problem-place';

/** Something that lasts, or that has not ended yet (`end` null). Times in simulated nanoseconds. */
export interface Bar {
  readonly id: string;
  readonly start: number;
  readonly end: number | null;
  readonly tone: 'fault' | 'open' | 'half-open' | 'breach';
  readonly text: string;
  /** Which of the thin rows within the row it lies in, so that bars that overlap are seen. */
  readonly level: number;
  readonly subject: Partial<Selection> | null;
}

export interface Point {
  readonly id: string;
  readonly at: number;
  readonly text: string;
  readonly subject: Partial<Selection> | null;
}

export interface Row {
  readonly kind: 'faults' | 'breakers' | 'slos' | 'replicas' | 'edits';
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly points: readonly Point[];
  /** Thin rows that the bars need; at least one. */
  readonly levels: number;
}

export interface TimelineInput {
  readonly marks: readonly Mark[];
  readonly design: Design;
  readonly injected: Readonly<Record<string, DesignFault>>;
}

type Loose = Omit<Bar, 'level'>;

/** The rows of the timeline that have anything in them. */
export function timelineRows(input: TimelineInput): readonly Row[] {
  return [
    row('faults', 'Faults', faultBars(input)),
    row('breakers', 'Breakers', breakerBars(input)),
    row('slos', 'SLOs', sloBars(input)),
    row('replicas', 'Replicas', [], points(input, ...ofReplicas)),
    row('edits', 'Edits', [], points(input, 'edit')),
  ].filter(({ bars, points }) => bars.length + points.length > 0);
}

const ofReplicas = ['scaling', 'crash', 'restart', 'health', 'ejection', 'failover'] as const;

/** Marks of some kinds that last no time. */
const points = ({ marks, design }: TimelineInput, ...kinds: readonly Mark['kind'][]): Point[] =>
  marks.flatMap((mark, i) =>
    kinds.includes(mark.kind) ? [{ id: `${mark.kind}-${i}`, at: mark.at, text: mark.text, subject: thing(design, mark.subject) }] : [],
  );

function row(kind: Row['kind'], title: string, loose: readonly Loose[], points: readonly Point[] = []): Row {
  const bars = levelled(loose);
  return { kind, title, bars, points, levels: Math.max(1, ...bars.map(({ level }) => level + 1)) };
}

/** Past these, bars lie on each other: the timeline must leave room for the charts. */
const MOST_LEVELS = 3;

/** Puts each bar into the first thin row that is free at its start. */
function levelled(bars: readonly Loose[]): Bar[] {
  const free: number[] = [];
  return [...bars]
    .sort((a, b) => a.start - b.start)
    .map((bar) => {
      const found = free.findIndex((at) => at <= bar.start);
      const level = Math.min(MOST_LEVELS - 1, found === -1 ? free.length : found);
      free[level] = bar.end ?? Number.POSITIVE_INFINITY;
      return { ...bar, level };
    });
}

const thing = (design: Design, id: string): Partial<Selection> | null =>
  design.nodes?.some((node) => node.id === id) ? { nodes: [id] } : design.links?.some((link) => link.id === id) ? { links: [id] } : null;

const targetOf = (fault: DesignFault | undefined): Partial<Selection> | null => (fault ? targetSubject(fault.target) : null);

const faultTitle = ({ action, target }: DesignFault, design: Design): string =>
  `${faultActions[action].title}: ${targetText(target, partNames(design))}`;

const faultOf = ({ injected, design }: TimelineInput, id: string) => injected[id] ?? design.faults?.find((fault) => fault.id === id);

function faultBars(input: TimelineInput): Loose[] {
  return spans(input.marks, (mark) => (mark.kind === 'fault-start' ? 'fault' : mark.kind === 'fault-end' ? 'end' : null)).map((span) => {
    const fault = faultOf(input, span.key);
    return {
      ...span,
      text: fault ? faultTitle(fault, input.design) : span.text,
      subject: targetOf(fault) ?? thing(input.design, span.subject),
    };
  });
}

function breakerBars({ marks, design }: TimelineInput): Loose[] {
  const tones = { 'breaker-open': 'open', 'breaker-half-open': 'half-open', 'breaker-closed': 'end' } as const;
  return spans(marks, ({ kind }) => tones[kind as keyof typeof tones] ?? null).map((span) => ({
    ...span,
    subject: thing(design, span.subject),
  }));
}

/** All objectives in one thin row: each stretch says how many were missed in it, and which. */
function sloBars({ marks }: TimelineInput): Loose[] {
  const missed = spans(marks, ({ kind }) => (kind === 'slo-breach' ? 'breach' : kind === 'slo-recovered' ? 'end' : null));
  const places = [...new Set(missed.flatMap(({ start, end }) => [start, end ?? Number.POSITIVE_INFINITY]))].sort((a, b) => a - b);
  return places.flatMap((start, i): Loose[] => {
    const until = places[i + 1];
    const here = missed.filter((span) => span.start <= start && (span.end ?? Number.POSITIVE_INFINITY) > start);
    if (until === undefined || here.length === 0) return [];
    const text =
      here.length === 1 ? (here[0]?.text ?? '') : `${here.length} objectives missed: ${here.map(({ subject }) => subject).join(', ')}`;
    return [{ id: `slo-${start}`, start, end: until === Number.POSITIVE_INFINITY ? null : until, tone: 'breach', text, subject: {} }];
  });
}

interface Span {
  readonly id: string;
  readonly start: number;
  readonly end: number | null;
  readonly tone: Bar['tone'];
  readonly text: string;
  readonly subject: string;
  readonly key: string;
}

/** What tells a mark's beginning and end from those of others: several faults may be on one target. */
const keyOf = ({ fault, subject }: Mark): string => fault ?? subject;

/** Pairs marks that begin something with those that end it, key by key; a mark that begins also ends what was. */
function spans(marks: readonly Mark[], toneOf: (mark: Mark) => Bar['tone'] | 'end' | null): Span[] {
  const open = new Map<string, Span>();
  const done: Span[] = [];
  marks.forEach((mark, i) => {
    const tone = toneOf(mark);
    if (tone === null) return;
    const key = keyOf(mark);
    const before = open.get(key);
    if (before && before.tone === tone) return;
    if (before) done.push({ ...before, end: mark.at });
    open.delete(key);
    if (tone !== 'end') open.set(key, { id: `${key}-${i}`, start: mark.at, end: null, tone, text: mark.text, subject: mark.subject, key });
  });
  return [...done, ...open.values()];
}
