import type { Participant, Sequence, SequenceItem } from '../../engine/design/sequence';

// A sequence diagram's geometry, from its items alone. Lengths in px of a drawing that is shown one to one.

/** What an arrow, a bar or a frame stands for: the step that says so, if one does. */
interface Drawn {
  readonly step: string | null;
}

export interface Head extends Participant {
  readonly x: number;
  readonly width: number;
}
export interface Arrow extends Drawn {
  readonly style: 'call' | 'reply' | 'publish' | 'delivery';
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly text: string;
  /** Middle of the text. */
  readonly textX: number;
  /** Goes out and comes back to its own node. */
  readonly self: boolean;
  /** Who says it to whom, for those who do not see it. */
  readonly words: string;
}
export interface Bar {
  readonly x: number;
  readonly y1: number;
  readonly y2: number;
}
export interface Label extends Drawn {
  readonly what: 'work' | 'wait' | 'effect' | 'remark';
  readonly x: number;
  readonly y: number;
  readonly text: string;
}
export interface Frame extends Drawn {
  readonly frame: 'parallel' | 'alternative' | 'loop' | 'saga';
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  readonly text: string;
  readonly sections: readonly { readonly y: number; readonly text: string }[];
}
export interface Divider {
  readonly y: number;
  readonly text: string;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly heads: readonly Head[];
  readonly arrows: readonly Arrow[];
  readonly bars: readonly Bar[];
  readonly labels: readonly Label[];
  /** The outer ones first. */
  readonly frames: readonly Frame[];
  readonly dividers: readonly Divider[];
}

/** Names stand above the drawing, in a strip of their own. */
export const HEAD_HEIGHT = 30;
/** Half of the width of an activation bar. */
export const HALF_BAR = 4;
const MARGIN = 14;
/** From outside the diagram to the first lifeline. */
const FROM_OUTSIDE = 64;
const LEAST_GAP = 72;
const MOST_TEXT = 34;
const row = { message: 26, reply: 16, self: 34, activity: 20, remark: 20, frame: 24, section: 20, divider: 30, after: 8 } as const;

/** Mean width of a letter at 11 px; a little much, so that texts do not touch. */
const LETTER = 6;
export const textWidth = (text: string): number => text.length * LETTER;
/** Long names end in an ellipsis; the whole text shows on hover. */
export const cutText = (text: string): string => (text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text);

export function layOut(sequence: Sequence): Drawing {
  return new LayOut(sequence).draw();
}

class LayOut {
  private readonly column: ReadonlyMap<string, number>;
  private readonly x: number[] = [];
  private readonly arrows: Arrow[] = [];
  private readonly bars: Bar[] = [];
  private readonly labels: Label[] = [];
  private readonly frames: Frame[] = [];
  private readonly dividers: Divider[] = [];
  /** Runs that are open, by node: a run inside a run stands a little to the right. */
  private readonly open = new Map<string, number>();
  private y = 8;
  private right = 0;

  constructor(private readonly sequence: Sequence) {
    this.column = new Map(sequence.participants.map(({ id }, i) => [id, i]));
  }

  draw(): Drawing {
    const { participants, items } = this.sequence;
    this.placeColumns();
    this.place(items, 0);
    const heads = participants.map((participant, i) => ({ ...participant, x: this.x[i]!, width: headWidth(participant) }));
    const right = Math.max(this.right, ...heads.map(({ x, width }) => x + width / 2), 0);
    return {
      width: right + MARGIN,
      height: this.y + MARGIN,
      heads,
      arrows: this.arrows,
      bars: this.bars,
      labels: this.labels,
      frames: this.frames,
      dividers: this.dividers,
    };
  }

  /** Columns stand as close as their heads and the texts between them allow. */
  private placeColumns(): void {
    const { participants, items } = this.sequence;
    const spans: { readonly from: number; readonly to: number; readonly width: number }[] = [];
    let outside = 0;
    const visit = (list: readonly SequenceItem[]): void => {
      for (const item of list) {
        if (item.kind === 'run') visit(item.items);
        else if (item.kind === 'frame') for (const section of item.sections) visit(section.items);
        else if (item.kind === 'message') {
          const [a, b] = [this.at(item.from), this.at(item.to)];
          const width = textWidth(cutText(item.text)) + 28;
          if (a === null || b === null) outside = Math.max(outside, FROM_OUTSIDE, a === b ? 0 : width);
          else spans.push(a === b ? { from: a, to: a + 1, width: width + 30 } : { from: Math.min(a, b), to: Math.max(a, b), width });
        } else if (item.kind !== 'divider') {
          const at = this.at(item.node);
          if (at !== null) spans.push({ from: at, to: at + 1, width: textWidth(cutText(item.text)) + 34 });
        }
      }
    };
    visit(items);
    participants.forEach((participant, i) => {
      if (i === 0) {
        this.x.push(MARGIN + Math.max(outside, headWidth(participant) / 2, 26));
        return;
      }
      const before = this.x[i - 1]!;
      const heads = before + (headWidth(participants[i - 1]!) + headWidth(participant)) / 2 + 12;
      const texts = spans.filter(({ to }) => to === i).map(({ from, width }) => this.x[from]! + width);
      this.x.push(Math.max(before + LEAST_GAP, heads, ...texts));
    });
  }

  private at(node: string | null): number | null {
    return node === null ? null : (this.column.get(node) ?? null);
  }

  private xOf(node: string): number {
    return this.x[this.column.get(node) ?? 0] ?? 0;
  }

  /** Where an arrow meets a node: the side of its innermost bar that faces the other. */
  private edge(node: string, toward: 1 | -1): number {
    const runs = this.open.get(node) ?? 0;
    return this.xOf(node) + (runs === 0 ? 0 : (runs - 1) * HALF_BAR + toward * HALF_BAR);
  }

  private place(items: readonly SequenceItem[], depth: number): void {
    items.forEach((item, i) => {
      switch (item.kind) {
        case 'message':
          // A call meets the bar that it starts.
          return this.message(item, items[i + 1]?.kind === 'run');
        case 'run':
          return this.run(item, depth);
        case 'activity':
        case 'remark':
          return this.label(item);
        case 'frame':
          return this.frame(item, depth);
        case 'divider':
          this.y += 6;
          this.dividers.push({ y: this.y + 8, text: item.text });
          this.y += row.divider - 6;
      }
    });
  }

  private message(item: Extract<SequenceItem, { kind: 'message' }>, starts: boolean): void {
    const { from, to, style, step, text } = item;
    const silent = text === '';
    this.y += silent ? row.reply : row.message;
    const self = from !== null && from === to;
    const forward = from === null || (to !== null && this.xOf(to) > this.xOf(from));
    if (starts && to !== null) this.open.set(to, (this.open.get(to) ?? 0) + 1);
    const meets = to === null ? 0 : this.edge(to, forward ? -1 : 1);
    if (starts && to !== null) this.open.set(to, (this.open.get(to) ?? 0) - 1);
    const x1 = from === null ? this.xOf(to ?? '') - FROM_OUTSIDE : this.edge(from, forward || self ? 1 : -1);
    const x2 = to === null ? this.xOf(from ?? '') - FROM_OUTSIDE : self ? x1 : meets;
    const shown = cutText(text);
    const textX = self ? x1 + 30 + textWidth(shown) / 2 : (x1 + x2) / 2;
    this.right = Math.max(this.right, textX + textWidth(shown) / 2);
    this.arrows.push({ style, step, x1, x2, y: this.y, text, textX, self, words: wordsOf(item, (id) => this.nameOf(id)) });
    if (self) this.y += row.self - row.message;
  }

  private nameOf(id: string): string {
    return this.sequence.participants[this.column.get(id) ?? -1]?.name ?? id;
  }

  private run({ node, items }: Extract<SequenceItem, { kind: 'run' }>, depth: number): void {
    const runs = this.open.get(node) ?? 0;
    const y1 = this.y;
    this.open.set(node, runs + 1);
    this.place(items, depth);
    this.open.set(node, runs);
    this.y += row.after;
    this.bars.push({ x: this.xOf(node) + runs * HALF_BAR, y1, y2: Math.max(this.y, y1 + 14) });
  }

  private label(item: Extract<SequenceItem, { kind: 'activity' | 'remark' }>): void {
    const x = this.edge(item.node, 1) + 6;
    this.y += row.activity;
    const what = item.kind === 'activity' ? item.what : 'remark';
    this.labels.push({ what, x, y: this.y - 5, text: item.text, step: item.kind === 'activity' ? item.step : null });
    this.right = Math.max(this.right, x + 14 + textWidth(cutText(item.text)));
  }

  private frame({ frame, text, step, node, sections }: Extract<SequenceItem, { kind: 'frame' }>, depth: number): void {
    this.y += 8;
    const y1 = this.y;
    const [first, last] = this.extent(
      sections.flatMap(({ items }) => items),
      node,
    );
    const inset = 4 * Math.min(depth, 4);
    const x1 = first - 22 + inset;
    // Reserved before what is inside is placed, so that outer frames are drawn first.
    const at = this.frames.length;
    const before = this.right;
    this.right = last + 22 - inset;
    this.frames.push({ frame, text, step, x1, x2: x1, y1, y2: y1, sections: [] });
    this.y += row.frame;
    const drawn = sections.map((section, i) => {
      if (i > 0) this.y += 6;
      const y = this.y;
      this.y += row.section;
      this.place(section.items, depth + 1);
      return { y, text: section.text };
    });
    this.y += 8;
    const inside = Math.max(this.right + (this.frames.length > at + 1 ? 6 : 0), x1 + textWidth(cutText(text)) + 30);
    this.frames[at] = { frame, text, step, x1, x2: inside, y1, y2: this.y, sections: drawn };
    this.right = Math.max(before, inside);
    this.y += 4;
  }

  /** The outermost lifelines that take part. */
  private extent(items: readonly SequenceItem[], node: string): [number, number] {
    const xs = [this.xOf(node)];
    const visit = (list: readonly SequenceItem[]): void => {
      for (const item of list) {
        if (item.kind === 'message') for (const end of [item.from, item.to]) if (end !== null) xs.push(this.xOf(end));
        if (item.kind === 'run') visit(item.items);
        if (item.kind === 'frame') for (const section of item.sections) visit(section.items);
      }
    };
    visit(items);
    return [Math.min(...xs), Math.max(...xs)];
  }
}

const headWidth = ({ name }: Participant): number => Math.max(56, textWidth(cutText(name)) + 44);

function wordsOf({ style, from, to, text }: Extract<SequenceItem, { kind: 'message' }>, nameOf: (id: string) => string): string {
  const [a, b] = [from === null ? 'a caller' : nameOf(from), to === null ? 'the caller' : nameOf(to)];
  switch (style) {
    case 'call':
      return `${a} calls ${b}: ${text}`;
    case 'reply':
      return `${a} answers ${b}${text === '' ? '' : `: ${text}`}`;
    case 'publish':
      return `${a} publishes ${text} to ${b}`;
    case 'delivery':
      return `${a} delivers ${text} to ${b}`;
  }
}
