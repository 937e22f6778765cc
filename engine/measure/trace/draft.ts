import type { Doing, Note, SpanKind, SpanOutcome, Stretch } from './trace';

/** From when on a span does something. */
interface State {
  readonly at: number;
  readonly doing: Doing;
  readonly why: string;
}

/** A span while its trail is read. */
export interface Draft {
  /** Its place among the spans, in the order of the tree. */
  id: number;
  readonly kind: SpanKind;
  readonly parent: Draft | null;
  readonly children: Draft[];
  readonly start: number;
  end: number | null;
  outcome: SpanOutcome | null;
  awaited: boolean;
  node: string;
  link: string | null;
  name: string;
  replica: number | null;
  /** Of a message: a group has read it from a log. */
  reads: boolean;
  /** Of an operation: the stage of its saga that begins. */
  stage: string | undefined;
  readonly states: State[];
  readonly notes: Note[];
}

export function newDraft(kind: SpanKind, parent: Draft | null, start: number): Draft {
  const draft: Draft = {
    id: -1,
    kind,
    parent,
    children: [],
    start,
    end: null,
    outcome: null,
    awaited: parent !== null,
    node: '',
    link: null,
    name: '',
    replica: null,
    reads: false,
    stage: undefined,
    states: [],
    notes: [],
  };
  parent?.children.push(draft);
  return draft;
}

/** What a span does by itself between two moments of it, without gaps. [ns] */
export function ownStretches({ states }: Draft, from: number, to: number): Stretch[] {
  const out: Stretch[] = [];
  for (let i = 0; i < states.length; i++) {
    const state = states[i]!;
    const next = states[i + 1];
    const begin = i === 0 ? from : Math.max(from, state.at);
    const end = next === undefined ? to : Math.min(to, next.at);
    if (end > begin) out.push({ from: begin, to: end, doing: state.doing, why: state.why });
  }
  // What has said nothing of itself is held by something that nobody names.
  if (states.length === 0 && to > from) out.push({ from, to, doing: 'blocked', why: '' });
  return out;
}

/** The whole of a span: its own stretches, and `downstream` wherever it waits for others. */
export function stretchesOf(draft: Draft, end: number): Stretch[] {
  const covered = draft.children
    .filter(({ awaited }) => awaited)
    .map((child) => ({ from: Math.max(draft.start, child.start), to: Math.min(end, child.end ?? end) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const out: Stretch[] = [];
  let at = draft.start;
  for (const { from, to } of covered) {
    if (to <= at) continue;
    if (from > at) out.push(...ownStretches(draft, at, from));
    const begin = Math.max(at, from);
    const last = out.at(-1);
    // What follows without a gap is one wait for others.
    if (last !== undefined && last.doing === 'downstream' && last.to === begin) out[out.length - 1] = { ...last, to };
    else out.push({ from: begin, to, doing: 'downstream', why: '' });
    at = to;
  }
  if (end > at) out.push(...ownStretches(draft, at, end));
  return out;
}
