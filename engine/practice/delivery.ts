import { type Remark, remark } from './remark';
import { LONG_PAUSE, type Voice } from './voice';

/** How an answer was said. */
export interface Delivery {
  /** 0 to 100. */
  readonly score: number;
  readonly words: number;
  /** Null where the time is not known. */
  readonly wordsPerMinute: number | null;
  /** "um", "you know", "basically", by how often. */
  readonly fillers: readonly { readonly word: string; readonly count: number }[];
  /** "maybe", "I think", "sort of". */
  readonly hedges: readonly { readonly word: string; readonly count: number }[];
  readonly remarks: readonly Remark[];
}

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

/** @param words how many are in the text @param seconds it took to say; undefined where the text is not what was said */
export function deliveryOf(text: string, words: number, seconds: number | undefined, voice: Voice | null | undefined): Delivery {
  const pace = seconds !== undefined && seconds > 0 ? Math.round((words * 60) / seconds) : null;
  const filled = counted(text, fillers);
  const hedged = counted(text, hedges);
  const share = (found: readonly { readonly count: number }[]): number =>
    words === 0 ? 0 : found.reduce((sum, { count }) => sum + count, 0) / words;
  const remarks = [...(words === 0 ? [] : ofWords()), ...(voice === undefined ? [] : ofVoice(voice, words === 0))];
  const score = remarks.length === 0 ? 0 : Math.round((100 * remarks.filter(({ good }) => good).length) / remarks.length);
  return { score, words, wordsPerMinute: pace, fillers: filled, hedges: hedged, remarks };

  function ofWords(): Remark[] {
    return [
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
  }
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

/** Of the time between the first sound and the last: less leaves nobody time to follow, more makes them wait. */
const SILENCE = { least: 0.05, most: 0.4 } as const;
/** A voice that changes by more than this loses its quiet parts. [dB] */
const UNEVEN = { spread: 6, fade: 6 } as const;
/** Too short to say anything of its silence. [s] */
const SHORT = 15;

/** What {@link LENGTH} takes to say. [s] */
const TIME = { short: 25, long: 180 } as const;

/** What the sound alone tells. @param alone whether there are no words beside it */
function ofVoice(voice: Voice | null, alone: boolean): Remark[] {
  if (!voice)
    return [remark('voice', false, { good: '', bad: 'No voice was heard in the recording. Check the microphone, and sit closer to it.' })];
  const { span, silence, longestPause, longPauses, spread, fade } = voice;
  const percent = Math.round(silence * 100);
  const allowed = Math.max(1, Math.floor(span / 60));
  const whole = Math.round(span);
  return [
    ...(alone
      ? [
          remark('length', span >= TIME.short && span <= TIME.long, {
            good: `${whole} s: long enough to say it, short enough to be listened to.`,
            bad: `${whole} s are too ${span < TIME.short ? 'few' : 'many'}; ${TIME.short} to ${TIME.long} s serve.`,
          }),
        ]
      : []),
    ...(span < SHORT
      ? []
      : [
          remark('silence', silence >= SILENCE.least && silence <= SILENCE.most, {
            good: `${percent} % of ${whole} s is silence: time to follow, and no waiting.`,
            bad:
              silence > SILENCE.most
                ? `${percent} % of ${whole} s is silence; up to ${SILENCE.most * 100} % is easy to follow. Plan the next sentence while you say this one.`
                : `Only ${percent} % of ${whole} s is silence. Leave a breath between the parts.`,
          }),
        ]),
    remark('long-pauses', longPauses.length <= allowed, {
      good: `The longest pause is ${longestPause.toFixed(1)} s.`,
      bad: `${longPauses.length} pauses over ${LONG_PAUSE} s, the longest ${longestPause.toFixed(1)} s. Say what you are thinking about.`,
    }),
    ...(spread === null || fade === null
      ? []
      : [
          remark('evenness', spread <= UNEVEN.spread && fade <= UNEVEN.fade, {
            good: `Even loudness: it changes by ${spread.toFixed(1)} dB.`,
            bad:
              fade > UNEVEN.fade
                ? `The voice fades: its last third is ${fade.toFixed(0)} dB quieter than its first. Say the end as if it mattered most.`
                : `The loudness changes by ${spread.toFixed(1)} dB from second to second; over ${UNEVEN.spread} dB quiet parts are lost.`,
          }),
        ]),
  ];
}
