import { type Delivery, deliveryOf } from './delivery';
import { levels, type Level } from './levels';
import type { KeyPoint } from './prompt-file';
import type { WordQuestion } from './questions/question-file';
import { type Remark, remark } from './remark';
import { said, says, type Said, saysAll } from './said';
import type { Voice } from './voice';

/** What is to be said of an answer in words, by rules alone. Scores are 0 to 100. */
export interface DrillCritique {
  readonly score: number;
  /** Structure and content are judged by the words; of what was spoken without them, by what the candidate ticked while listening to it. */
  readonly by: 'words' | 'ear';
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
  readonly delivery: Delivery;
  readonly related: readonly string[];
}

export interface Answer {
  readonly text: string;
  /** How long it took to say; left out where the text is not what was said. [s] */
  readonly seconds?: number | undefined;
  readonly level?: Level | undefined;
  /** How it sounded: null where no voice was heard in the recording, left out where there is none. */
  readonly voice?: Voice | null | undefined;
  /** Of a recording without words: what one heard oneself say, ids of key points and of remarks on structure. */
  readonly ticked?: readonly string[] | undefined;
}

/** Judges one spoken or typed answer. Nothing leaves the machine, and the same answer gets the same critique. */
export function drilled(question: WordQuestion, { text, seconds, level = 'senior', voice, ticked = [] }: Answer): DrillCritique {
  const heard = said(text);
  const wordless = heard.words.length === 0;
  const by = wordless && voice !== undefined ? 'ear' : 'words';
  const structure = by === 'ear' ? tickedStructure(ticked) : structureOf(text, heard);
  const content = contentOf(question, by === 'ear' ? ({ id }) => ticked.includes(id) : ({ keywords }) => isSaid(heard, keywords), {
    mistakes: question.mistakes.filter(({ keywords }) => isSaid(heard, keywords)).map(({ say }) => say),
    level,
  });
  const delivery = deliveryOf(text, heard.words.length, seconds, voice);
  const nothing = wordless && !voice;
  const score = nothing ? 0 : Math.round(0.6 * content.score + 0.25 * structure.score + 0.15 * delivery.score);
  return { score, by, structure, content, delivery, related: question.related };
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

const isSaid = (heard: Said, keywords: KeyPoint['keywords']): boolean => keywords.length > 0 && saysAll(heard, keywords);

/** The same four, ticked by who listened to the recording. */
function tickedStructure(ticked: readonly string[]): DrillCritique['structure'] {
  const remarks = Object.entries(structureWords).map(([id, text]): Remark => ({ id, good: ticked.includes(id), text }));
  return { score: (100 * remarks.filter(({ good }) => good).length) / remarks.length, remarks };
}

const structureWords = {
  'business-first': 'Begins with what it is for: whose problem it solves.',
  steps: 'Goes step by step, and says how many there are.',
  'trade-offs': 'Names the price of the choice, and when one would not make it.',
  closing: 'Ends with the choice, in one sentence.',
} as const;

function contentOf(
  question: WordQuestion,
  made: (point: KeyPoint) => boolean,
  { mistakes, level }: { readonly mistakes: readonly string[]; readonly level: Level },
): DrillCritique['content'] {
  const rank = (of: Level): number => levels.indexOf(of);
  const found = question.points.filter(made);
  const expected = question.points.filter((point) => rank(point.level) <= rank(level));
  const open = question.points.filter((point) => !found.includes(point));
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
