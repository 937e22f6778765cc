import type { Problem } from '../../core/problem';
import type { Design, ResolvedDesign } from '../../design/schema';
import type { Level } from '../levels';
import type { Dimension, Prompt } from '../prompt-file';
import { type Said, saysAll } from '../said';
import type { Answers } from './answers';
import type { Told, Truth } from './document';

/** Requests that an objective counts, those that went wrong, and the share of them that it allows. */
export interface Spent {
  readonly counted: number;
  readonly bad: number;
  readonly allowed: number;
}

/** One run at the load of the prompt. */
export interface LoadRun {
  readonly seed: number;
  /** Requests a second that came. [1/s] */
  readonly rate: number;
  /** [ms] */
  readonly p99: number | null;
  /** Share of finished requests that were answered in time; null when none finished. */
  readonly answered: number | null;
  /** Share of worker time held, by node. */
  readonly utilization: Readonly<Record<string, number>>;
  /** Invariants that were broken. */
  readonly broken: readonly string[];
  /** What was counted for the drawing's own objectives, by id. */
  readonly spent: Readonly<Record<string, Spent>>;
  readonly costPerHour: number | null;
}

/** All that criteria look at. */
export interface Evidence {
  readonly design: Design;
  /** Null where the drawing has errors. */
  readonly resolved: ResolvedDesign | null;
  /** What is to be said of the drawing at the load of the prompt. Findings that the author lets be, with a reason, are not here. */
  readonly findings: readonly Problem[];
  readonly prompt: Prompt;
  readonly level: Level;
  /** Null where the candidate was not asked: only the drawing is judged. */
  readonly answers: Answers | null;
  /** All that was said and typed. */
  readonly words: Said;
  /** Ids of what was asked for. */
  readonly known: readonly string[];
  readonly load: readonly LoadRun[];
  readonly faults: readonly Truth[];
}

export interface Judgement {
  /** 0 to 1. */
  readonly share: number;
  readonly evidence: readonly Told[];
  /** What a stronger answer does; looked at where the share is below 1. */
  readonly stronger: string;
}

/** One thing that a design is judged by. */
export interface Criterion {
  readonly id: string;
  readonly dimension: Dimension;
  readonly title: string;
  readonly level: Level;
  readonly weight: number;
  /** How people name it when it is wrong; said only where less than half of the criterion is met. */
  readonly mistake?: string;
  /** Null where there is nothing to judge. */
  readonly judge: (evidence: Evidence) => Judgement | null;
}

type Head = Omit<Criterion, 'judge'>;

export interface ByFindings extends Head {
  readonly codes: readonly string[];
  /** Whether there is anything that could be wrong. */
  readonly applies: (design: ResolvedDesign) => boolean;
  /** What to say when nothing is wrong. */
  readonly good: string;
  readonly stronger: string;
  /** One is as bad as many: what is wrong once is wrong. */
  readonly fatal?: true;
}

/** More is not read. */
const MOST_TOLD = 4;

/** A criterion that checks of the drawing decide: the first finding takes half, each further one half of what is left. */
export const byFindings = ({ codes, applies, good, stronger, fatal, ...head }: ByFindings): Criterion => ({
  ...head,
  judge: ({ resolved, findings }) => {
    if (!resolved || !applies(resolved)) return null;
    const found = findings.filter(({ code }) => codes.includes(code));
    if (found.length === 0) return { share: 1, evidence: [{ text: good }], stronger };
    return {
      share: fatal ? 0 : 0.5 ** found.length,
      evidence: found.slice(0, MOST_TOLD).map(({ message, where }) => ({ text: message, where })),
      stronger: found[0]!.remedy,
    };
  },
});

/** The criterion of a dimension that the candidate's own words decide: how many of the prompt's points were made. */
export const byWords = (dimension: Dimension, weight: number): Criterion => ({
  id: `${dimension}-said`,
  dimension,
  title: 'Said in words',
  level: 'junior',
  weight,
  judge: ({ answers, prompt, words, level }) => {
    if (!answers) return null;
    const points = prompt.points.filter((point) => point.dimension === dimension && rank(point.level) <= rank(level));
    if (points.length === 0) return null;
    const made = points.filter(({ keywords }) => saysAll(words, keywords));
    const missing = points.filter((point) => !made.includes(point));
    return {
      share: made.length / points.length,
      evidence: [
        { text: `${made.length} of ${points.length} points were made.` },
        ...made.slice(0, 2).map(({ say }) => ({ text: `Said: ${say}` })),
        ...missing.slice(0, 2).map(({ say }) => ({ text: `Not said: ${say}` })),
      ],
      stronger: missing[0]?.say ?? '',
    };
  },
});

const order: readonly Level[] = ['junior', 'mid', 'senior'];
export const rank = (level: Level): number => order.indexOf(level);

/** Linear from 0 at `from` to 1 at `to`, and no further. */
export const ramp = (value: number, from: number, to: number): number => Math.min(1, Math.max(0, (value - from) / (to - from)));
