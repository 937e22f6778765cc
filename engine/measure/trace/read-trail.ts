import { causes } from '../../policies/causes';
import { type Draft, newDraft } from './draft';
import type { TraceNames } from './names';
import { KIND_BITS, NODE_BITS, Row, WIDTH } from './rows';
import type { SpanOutcome } from './trace';
import type { Trail } from './trail';

const NODE_MASK = (1 << NODE_BITS) - 1;

const breakerWords = ['', 'breaker closed', 'breaker half-open: this is a probe', 'breaker open'] as const;

/** What is known of a trail's span while it is read: what it stands for, and of a call the attempt that is out. */
interface Known {
  readonly draft: Draft;
  attempt: Draft | null;
  /** The last one of each number. */
  readonly attempts: Draft[];
}

/** Turns the rows of a trail into spans: each after the one that it belongs to, else in the order in which they began. */
export function readTrail(trail: Trail, names: TraceNames): Draft[] {
  const reader = new Reader(names);
  for (let i = 0; i < trail.length; i++) {
    const head = trail.facts[i * WIDTH]!;
    reader.row(head & ((1 << KIND_BITS) - 1), head >> KIND_BITS, trail.at[i]!, trail.facts[i * WIDTH + 1]!, trail.facts[i * WIDTH + 2]!);
  }
  return inTreeOrder(reader.drafts);
}

function inTreeOrder(drafts: readonly Draft[]): Draft[] {
  const out: Draft[] = [];
  const visit = (draft: Draft): void => {
    draft.id = out.push(draft) - 1;
    draft.children.forEach(visit);
  };
  for (const draft of drafts) if (draft.parent === null) visit(draft);
  return out;
}

class Reader {
  readonly drafts: Draft[] = [];
  private readonly known: (Known | undefined)[] = [];

  constructor(private readonly names: TraceNames) {}

  row(kind: number, span: number, at: number, a: number, b: number): void {
    if (this.begins(kind, span, at, a, b)) return;
    const known = this.known[span];
    if (known === undefined) return;
    if (known.draft.kind === 'call' || known.draft.kind === 'copy') this.ofCall(known, kind, at, a, b);
    else this.ofDeed(known.draft, kind, at, a, b);
  }

  private begins(kind: number, span: number, at: number, a: number, b: number): boolean {
    switch (kind) {
      case Row.call: {
        const draft = this.open(span, 'call', this.holder(a), at);
        this.over(draft, b);
        draft.states.push({ at, doing: 'blocked', why: 'the rate limit' });
        return true;
      }
      case Row.copy: {
        const draft = this.open(span, 'copy', this.holder(a), at);
        this.over(draft, b);
        draft.name = 'copy';
        draft.states.push({ at, doing: 'network', why: '' });
        return true;
      }
      case Row.operation: {
        // It may come when its caller is at the next attempt already.
        const draft = this.open(span, 'operation', this.known[a]?.attempts[b >> NODE_BITS] ?? this.holder(a), at);
        draft.node = this.names.nodes[b & NODE_MASK]?.id ?? '';
        draft.awaited = a >= 0;
        return true;
      }
      case Row.branch:
      case Row.part: {
        const owner = this.holder(a);
        const draft = this.open(span, kind === Row.part ? 'part' : 'branch', owner, at);
        draft.node = owner?.node ?? '';
        draft.replica = b < 0 ? null : b;
        draft.name = kind === Row.part ? `copy at replica ${b}` : (owner?.stage ?? 'branch');
        return true;
      }
      case Row.message:
      case Row.record:
        this.message(kind, span, at, a, b);
        return true;
      default:
        return false;
    }
  }

  private message(kind: number, span: number, at: number, a: number, b: number): void {
    if (kind === Row.message) {
      const draft = this.open(span, 'message', this.holder(a), at);
      draft.name = this.names.eventName(b);
      draft.awaited = false;
      return;
    }
    // What a group reads was published before, and has waited in the log since then.
    const log = this.names.links[a]?.from.id ?? '';
    const name = this.names.eventName(b);
    const published = this.drafts.findLast(
      (draft) => draft.kind === 'message' && draft.node === log && draft.name === name && !draft.reads,
    );
    const draft = this.open(span, 'message', published ?? this.drafts[0] ?? null, published?.end ?? at);
    draft.reads = true;
    draft.awaited = false;
    draft.node = log;
    draft.name = name;
    draft.states.push({ at: draft.start, doing: 'queue', why: 'in the log' });
  }

  private ofCall(known: Known, kind: number, at: number, a: number, b: number): void {
    const { draft } = known;
    const out = known.attempt ?? draft;
    switch (kind) {
      case Row.attempt:
        if (known.attempt === null) this.attempt(known, at, a);
        if (b > 0) known.attempt!.notes.push({ at, text: breakerWords[b]! });
        break;
      case Row.sent:
        if (known.attempt === null) this.attempt(known, at, a);
        known.attempt!.states.push({ at, doing: 'network', why: '' });
        break;
      case Row.answer:
        out.states.push({ at, doing: 'network', why: 'back' });
        break;
      case Row.concluded:
        if (known.attempt !== null) this.close(known.attempt, at, outcomeOf(a));
        known.attempt = null;
        // Unless all is well, a pause follows, or a substitute is made.
        draft.states.push({ at, doing: 'backoff', why: '' });
        break;
      case Row.left:
        if (known.attempt !== null) this.close(known.attempt, at, 'left');
        known.attempt = null;
        this.close(draft, at, 'left');
        break;
      case Row.end:
        if (known.attempt !== null) this.close(known.attempt, at, outcomeOf(a));
        known.attempt = null;
        if (a === -2) substitute(draft, at);
        this.close(draft, at, outcomeOf(a));
        break;
      default:
        break;
    }
  }

  private attempt(known: Known, at: number, number: number): void {
    const { draft } = known;
    const attempt = newDraft('attempt', draft, at);
    this.drafts.push(attempt);
    attempt.node = draft.node;
    attempt.link = draft.link;
    attempt.name = `attempt ${number}`;
    attempt.states.push({ at, doing: 'blocked', why: 'breaker or bulkhead' });
    known.attempt = attempt;
    known.attempts[number] = attempt;
  }

  private ofDeed(draft: Draft, kind: number, at: number, a: number, b: number): void {
    const { states, notes } = draft;
    switch (kind) {
      case Row.named:
        draft.name = this.names.operations[a] ?? '';
        break;
      case Row.queued:
        draft.replica = a;
        states.push({ at, doing: 'queue', why: '' });
        break;
      case Row.working:
        states.push({ at, doing: 'service', why: a === 1 ? 'sharing the cores' : '' });
        break;
      case Row.timer:
        states.push({ at, doing: 'pause', why: 'a timer' });
        break;
      case Row.kept:
        states.push({ at, doing: 'blocked', why: this.names.reasons[a] ?? '' });
        break;
      case Row.delayed:
        states.push({ at, doing: 'pause', why: 'added latency' });
        break;
      case Row.stage:
        draft.stage = stageWords(a, b);
        break;
      case Row.effect:
        notes.push({ at, text: effectWords(this.names.effects[a]?.name ?? '', b === 1) });
        break;
      case Row.carried:
        this.over(draft, a);
        states.push({ at, doing: 'network', why: '' });
        break;
      case Row.arrived:
        draft.node = this.names.nodes[a]?.id ?? draft.node;
        states.push({ at, doing: 'queue', why: '' });
        break;
      case Row.left:
        this.close(draft, at, 'left');
        break;
      case Row.end:
        if (draft.kind === 'operation' && b >= 0) draft.replica = b;
        this.close(draft, at, outcomeOf(a));
        break;
      default:
        break;
    }
  }

  private open(span: number, kind: Draft['kind'], parent: Draft | null, at: number): Draft {
    const draft = newDraft(kind, parent, at);
    this.drafts.push(draft);
    this.known[span] = { draft, attempt: null, attempts: [] };
    return draft;
  }

  /** The span that what happens in the name of another one belongs to: of a call, the attempt that is out. */
  private holder(span: number): Draft | null {
    const known = this.known[span];
    return known === undefined ? null : (known.attempt ?? known.draft);
  }

  private over(draft: Draft, link: number): void {
    const { id = null, to } = this.names.links[link] ?? {};
    draft.link = id;
    draft.node = to?.id ?? '';
  }

  /** The first end counts. */
  private close(draft: Draft, at: number, outcome: SpanOutcome): void {
    if (draft.end !== null) return;
    draft.end = at;
    draft.outcome = outcome;
  }
}

/** What came after its last attempt was no pause before the next. */
function substitute({ states, notes }: Draft, at: number): void {
  const last = states.at(-1);
  if (last !== undefined && last.doing === 'backoff')
    states[states.length - 1] = { at: last.at, doing: 'pause', why: 'a substitute answer' };
  notes.push({ at, text: 'a substitute answers' });
}

const outcomeOf = (code: number): SpanOutcome => (code === -2 ? 'degraded' : (causes[code] ?? 'ok'));

const stageWords = (place: number, attempt: number): string =>
  `${place < 0 ? `undo stage ${-place}` : `stage ${place + 1}`}${attempt > 1 ? `, try ${attempt}` : ''}`;

const effectWords = (name: string, recognised: boolean): string => (recognised ? `${name}: done before, not again` : name);
