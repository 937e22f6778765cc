import { levels, type Level } from './levels';
import type { KeyPoint } from './prompt-file';
import type { WordQuestion } from './questions/question-file';
import { said, says, type Said, saysAll } from './said';

/** One thing about an answer. */
export interface Remark {
  readonly id: string;
  readonly good: boolean;
  /** A sentence that says what it rests on. */
  readonly text: string;
}

/** What is to be said of an answer in words, by rules alone. Scores are 0 to 100. */
export interface DrillCritique {
  readonly score: number;
  readonly structure: { readonly score: number; readonly remarks: readonly Remark[] };
  readonly content: {
    readonly score: number;
    readonly found: readonly KeyPoint[];
    /** Expected at this level. */
    readonly missed: readonly KeyPoint[];
    /** What a stronger answer adds: points above this level that were not said. */
    readonly beyond: readonly KeyPoint[];
    /** Common mistakes that were heard. */
    readonly mistakes: readonly string[];
  };
  readonly delivery: {
    readonly score: number;
    readonly words: number;
    /** Null where the time is not known. */
    readonly wordsPerMinute: number | null;
    /** "um", "you know", "basically", by how often. */
    readonly fillers: readonly { readonly word: string; readonly count: number }[];
    /** "maybe", "I think", "sort of". */
    readonly hedges: readonly { readonly word: string; readonly count: number }[];
    readonly remarks: readonly Remark[];
  };
  readonly related: readonly string[];
}

export interface Answer {
  readonly text: string;
  /** How long it took to say; left out for what was typed. [s] */
  readonly seconds?: number | undefined;
  readonly level?: Level | undefined;
}

/** Judges one spoken or typed answer. Nothing leaves the machine, and the same answer gets the same critique. */
export function drilled(question: WordQuestion, { text, seconds, level = 'senior' }: Answer): DrillCritique {
  const heard = said(text);
  const structure = structureOf(text, heard);
  const content = contentOf(question, heard, level);
  const delivery = deliveryOf(text, heard, seconds);
  const score = heard.words.length === 0 ? 0 : Math.round(0.6 * content.score + 0.25 * structure.score + 0.15 * delivery.score);
  return { score, structure, content, delivery, related: question.related };
}

/** Fewer words than this carry no structure. */
const BRIEF = 25;
const business = [
  'user',
  'users',
  'customer',
  'business',
  'requirement',
  'need',
  'because we want',
  'goal',
  'problem',
  'use case',
  'order',
  'team',
];
const steps = ['first', 'second', 'then', 'next', 'after that', 'finally', 'one', 'two', 'on the one hand', 'for example', 'step'];
const against = [
  'but',
  'however',
  'trade off',
  'tradeoff',
  'price',
  'cost',
  'in exchange',
  'downside',
  'instead',
  'rather than',
  'at the expense',
  'versus',
  'drawback',
  'on the other hand',
];
const closing = [
  'so',
  'therefore',
  'in short',
  'to sum up',
  'summary',
  'in the end',
  'overall',
  'i would',
  'in conclusion',
  'that is why',
  'finally',
  'my choice',
  'rule of thumb',
];

function structureOf(text: string, heard: Said): DrillCritique['structure'] {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => /\p{L}/u.test(sentence));
  const first = said(sentences.slice(0, 2).join(' '));
  const last = said(sentences.slice(-2).join(' '));
  const any = (where: Said, phrases: readonly string[]) => phrases.filter((phrase) => says(where, phrase));
  const count = any(heard, steps).length;
  const weighed = any(heard, against);
  const short = heard.words.length < BRIEF;
  const remarks: Remark[] = [
    remark('business-first', !short && any(first, business).length > 0, {
      good: `Begins with what it is for: “${any(first, business)[0]}”.`,
      bad: 'Begins with technology. Say first whose problem it solves, in one sentence.',
    }),
    remark('steps', !short && (count >= 2 || sentences.length >= 4), {
      good: `Goes step by step: ${sentences.length} sentences.`,
      bad: `Runs on in ${sentences.length} ${sentences.length === 1 ? 'sentence' : 'sentences'}. Say how many parts there are, and name each.`,
    }),
    remark('trade-offs', weighed.length > 0, {
      good: `Weighs one thing against another: “${weighed[0]}”.`,
      bad: 'Names no price. Say what the choice costs, and when you would not make it.',
    }),
    remark('closing', !short && sentences.length > 1 && any(last, closing).length > 0, {
      good: `Comes to an end: “${any(last, closing)[0]}”.`,
      bad: 'Just stops. End with the choice that you would make, in one sentence.',
    }),
  ];
  return { score: (100 * remarks.filter(({ good }) => good).length) / remarks.length, remarks };
}

function contentOf(question: WordQuestion, heard: Said, level: Level): DrillCritique['content'] {
  const rank = (of: Level): number => levels.indexOf(of);
  const isSaid = ({ keywords }: { readonly keywords: readonly (readonly string[])[] }) => keywords.length > 0 && saysAll(heard, keywords);
  const found = question.points.filter(isSaid);
  const expected = question.points.filter((point) => rank(point.level) <= rank(level));
  const open = question.points.filter((point) => !found.includes(point));
  const mistakes = question.mistakes.filter(isSaid).map(({ say }) => say);
  const share = expected.length === 0 ? 0 : Math.min(1, found.length / expected.length);
  return {
    score: Math.max(0, Math.round(100 * share) - MISTAKE * mistakes.length),
    found,
    missed: open.filter((point) => expected.includes(point)),
    beyond: open.filter((point) => !expected.includes(point)),
    mistakes,
  };
}

/** What a mistake that is heard takes off. */
const MISTAKE = 15;

const fillers = ['um', 'uh', 'er', 'erm', 'you know', 'basically', 'actually', 'literally', 'i mean'];
const hedges = [
  'maybe',
  'i think',
  'i guess',
  'sort of',
  'kind of',
  'probably',
  'i am not sure',
  'im not sure',
  'perhaps',
  'might',
  'somehow',
];
/** People follow 110 to 170 words a minute with ease. */
const PACE = { slow: 100, fast: 180 } as const;
const LENGTH = { short: 60, long: 400 } as const;

function deliveryOf(text: string, heard: Said, seconds: number | undefined): DrillCritique['delivery'] {
  const words = heard.words.length;
  const pace = seconds !== undefined && seconds > 0 ? Math.round((words * 60) / seconds) : null;
  const filled = counted(text, fillers);
  const hedged = counted(text, hedges);
  const share = (found: readonly { readonly count: number }[]): number =>
    words === 0 ? 0 : found.reduce((sum, { count }) => sum + count, 0) / words;
  const remarks: Remark[] = [
    remark('length', words >= LENGTH.short && words <= LENGTH.long, {
      good: `${words} words: long enough to say it, short enough to be listened to.`,
      bad:
        words < LENGTH.short
          ? `${words} words are too few; ${LENGTH.short} to ${LENGTH.long} serve.`
          : `${words} words are too many; keep it under ${LENGTH.long}.`,
    }),
    ...(pace === null
      ? []
      : [
          remark('pace', pace >= PACE.slow && pace <= PACE.fast, {
            good: `${pace} words a minute are easy to follow.`,
            bad: `${pace} words a minute are ${pace < PACE.slow ? 'slow' : 'fast'}; ${PACE.slow} to ${PACE.fast} are easy to follow.`,
          }),
        ]),
    remark('fillers', words > 0 && share(filled) <= 0.02, {
      good: 'Hardly any fillers.',
      bad: `Fillers: ${listed(filled)}. Pause instead.`,
    }),
    remark('hedging', words > 0 && share(hedged) <= 0.015, {
      good: 'Says things straight.',
      bad: `Hedges: ${listed(hedged)}. Say it, and say what would change your mind.`,
    }),
  ];
  const score = words === 0 ? 0 : Math.round((100 * remarks.filter(({ good }) => good).length) / remarks.length);
  return { score, words, wordsPerMinute: pace, fillers: filled, hedges: hedged, remarks };
}

function counted(text: string, phrases: readonly string[]): { word: string; count: number }[] {
  const plain = ` ${(
    text
      .toLowerCase()
      .replaceAll(/[’']/g, '')
      .match(/\p{L}+/gu) ?? []
  ).join(' ')} `;
  return phrases
    .map((word) => ({ word, count: plain.split(` ${word} `).length - 1 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}

const listed = (found: readonly { readonly word: string; readonly count: number }[]): string =>
  found.length === 0 ? 'none' : found.map(({ word, count }) => `“${word}” ${count}×`).join(', ');

const remark = (id: string, good: boolean, words: { readonly good: string; readonly bad: string }): Remark => ({
  id,
  good,
  text: good ? words.good : words.bad,
});
