import { exp, log } from '../core/exp-log';

/** How an answer sounded, measured from its recording. Nothing in it is about the words. */
export interface Voice {
  /** Of the whole recording. [s] */
  readonly seconds: number;
  /** From the first sound of the voice to the last; silence before and after counts for nothing. [s] */
  readonly span: number;
  /** Of the span, with the voice on. [s] */
  readonly speaking: number;
  /** Of the span, without it. [0 to 1] */
  readonly silence: number;
  /** [s] */
  readonly longestPause: number;
  /** Pauses over {@link LONG_PAUSE}, in their order. */
  readonly longPauses: readonly Pause[];
  /** How far the loudness of one second lies from that of the others, as a standard deviation; null for a few seconds only. [dB] */
  readonly spread: number | null;
  /** How much quieter the last third is than the first; below 0 where it is louder. [dB] */
  readonly fade: number | null;
}

interface Pause {
  /** From the start of the recording. [s] */
  readonly at: number;
  /** [s] */
  readonly seconds: number;
}

/** Loudness is looked at in pieces of this length. [s] */
const FRAME = 0.02;
/** A pause that a listener waits through. [s] */
export const LONG_PAUSE = 2;
/**
 * Shorter gaps belong to the words: stops in consonants and between words. [s]
 * The usual bound in work on fluency: de Jong & Bosker, “Choosing a threshold for silent pauses”, DiSS 2013.
 */
const GAP = 0.25;
/** A sound shorter than this is a click, not a voice. [s] */
const CLICK = 0.1;
/** As quiet as this is nothing at all. [dB of full scale] */
const FLOOR = -90;
/** A voice that one can hear is louder than this at its loudest. [dB of full scale] */
const AUDIBLE = -50;
/** One even sound, a fan or a hum, varies less than this. [dB] */
const EVEN = 6;

/** Loudness of each {@link FRAME} of a recording. @param samples -1 to 1 @param rate [samples/s] @returns [dB of full scale] */
export function loudnessOf(samples: Float32Array, rate: number): Float64Array {
  const length = Math.max(1, Math.floor(rate * FRAME));
  const levels = new Float64Array(Math.floor(samples.length / length));
  for (let frame = 0; frame < levels.length; frame += 1) {
    let power = 0;
    for (let i = frame * length; i < (frame + 1) * length; i += 1) power += samples[i]! * samples[i]!;
    levels[frame] = decibels(power / length);
  }
  return levels;
}

/** What a recording tells by its loudness alone; null where no voice can be told from what lies under it. @param levels of {@link loudnessOf} */
export function voiceOf(levels: Float64Array): Voice | null {
  const sorted = levels.toSorted();
  const level = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? FLOOR;
  const [quiet, loud] = [level(0.02), level(0.95)];
  if (loud < AUDIBLE || loud - quiet < EVEN) return null;
  // Well above the noise, but never so high that the weaker sounds of a voice without pauses fall below it.
  const threshold = Math.min(Math.max(quiet + 10, loud - 30), loud - 12);
  const runs = spoken(levels, threshold);
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last) return null;

  const pauses = runs.slice(1).map(({ from }, i): Pause => ({ at: runs[i]!.to * FRAME, seconds: (from - runs[i]!.to) * FRAME }));
  const span = (last.to - first.from) * FRAME;
  const speaking = runs.reduce((sum, { from, to }) => sum + (to - from) * FRAME, 0);
  return {
    seconds: round(levels.length * FRAME),
    span: round(span),
    speaking: round(speaking),
    silence: round(1 - speaking / span),
    longestPause: round(pauses.reduce((most, { seconds }) => Math.max(most, seconds), 0)),
    longPauses: pauses.filter(({ seconds }) => seconds > LONG_PAUSE).map(({ at, seconds }) => ({ at: round(at), seconds: round(seconds) })),
    ...evenness(levels, runs),
  };
}

/** Frames with the voice on, without the last. */
interface Run {
  readonly from: number;
  readonly to: number;
}

function spoken(levels: Float64Array, threshold: number): Run[] {
  const joined: { from: number; to: number }[] = [];
  levels.forEach((level, frame) => {
    if (level < threshold) return;
    const before = joined.at(-1);
    if (before && (frame - before.to) * FRAME < GAP) before.to = frame + 1;
    else joined.push({ from: frame, to: frame + 1 });
  });
  return joined.filter(({ from, to }) => (to - from) * FRAME >= CLICK);
}

/** Seconds that are compared at least. */
const SECONDS = 6;

function evenness(levels: Float64Array, runs: readonly Run[]): Pick<Voice, 'spread' | 'fade'> {
  const second = Math.round(1 / FRAME);
  const loud: number[] = [];
  let [sum, count] = [0, 0];
  // Seconds of speaking, laid end to end: a second with a pause in it is no quieter for it.
  for (const { from, to } of runs) {
    for (let frame = from; frame < to; frame += 1) {
      sum += powerOf(levels[frame]!);
      count += 1;
      if (count < second) continue;
      loud.push(decibels(sum / count));
      [sum, count] = [0, 0];
    }
  }
  if (loud.length < SECONDS) return { spread: null, fade: null };
  const mean = (of: readonly number[]): number => of.reduce((all, each) => all + each, 0) / of.length;
  const middle = mean(loud);
  const third = Math.floor(loud.length / 3);
  return {
    spread: round(Math.sqrt(mean(loud.map((each) => (each - middle) * (each - middle))))),
    fade: round(mean(loud.slice(0, third)) - mean(loud.slice(-third))),
  };
}

const LN10 = log(10);
const powerOf = (level: number): number => exp((level * LN10) / 10);
const decibels = (power: number): number => (power <= 0 ? FLOOR : Math.max(FLOOR, (10 * log(power)) / LN10));
const round = (value: number): number => Math.round(value * 100) / 100;
