import { type StepId, stepIds, steps } from './steps';

// The clock of an interview as data. It holds moments, not ticks: a page that is loaded again, or a machine that slept, only has to look
// at the time of day. Every function takes that time and gives a new clock.

export interface Clock {
  readonly step: StepId;
  /** Time planned for each step. [ms, > 0] */
  readonly planned: Readonly<Record<StepId, number>>;
  /** Time spent in each step, without the stretch that is under way; below 0 where more was given back than was closed. [ms] */
  readonly spent: Readonly<Record<StepId, number>>;
  /** When the stretch that is under way began; null while the clock stands. [ms since 1970] */
  readonly since: number | null;
  /** When the page last gave a sign of life. [ms since 1970] */
  readonly seen: number;
  /** Time of this step in which nobody was there. It counts, until it is given back. [ms] */
  readonly away: number | null;
}

/** Without a sign of life for longer than this, nobody was there: background tabs give one a minute. [ms] */
export const LONGEST_SILENCE = 130_000;
/** A page that is loaded again was left for at least this long before it is worth a word. [ms] */
export const LONGEST_RELOAD = 10_000;

const MINUTE = 60_000;
/** Bounds of a step. [min] */
export const leastMinutes = 1;
export const mostMinutes = 120;

const each = <T>(value: (step: StepId) => T): Record<StepId, T> =>
  Object.fromEntries(stepIds.map((step) => [step, value(step)])) as Record<StepId, T>;

/** A clock that stands at the beginning of the first step. */
export const newClock = (now: number): Clock => ({
  step: 'clarify',
  planned: each((step) => steps[step].minutes * MINUTE),
  spent: each(() => 0),
  since: null,
  seen: now,
  away: null,
});

/** Length of the stretch that is under way; a clock of the day that was set back makes it 0, never less. [ms] */
const stretch = ({ since }: Clock, now: number): number => (since === null ? 0 : Math.max(0, now - since));

/** Time spent in a step. [ms, >= 0] */
export const spentIn = (clock: Clock, step: StepId, now: number): number =>
  Math.max(0, clock.spent[step] + (step === clock.step ? stretch(clock, now) : 0));

/** Time left in a step; below 0 once it is over its time. [ms] */
export const leftIn = (clock: Clock, step: StepId, now: number): number => clock.planned[step] - spentIn(clock, step, now);

/** [ms] */
export const spentInAll = (clock: Clock, now: number): number => stepIds.reduce((sum, step) => sum + spentIn(clock, step, now), 0);
/** [ms] */
export const plannedForAll = ({ planned }: Clock): number => stepIds.reduce((sum, step) => sum + planned[step], 0);

export const start = (clock: Clock, now: number): Clock => (clock.since === null ? { ...clock, since: now, seen: now } : clock);

export const pause = (clock: Clock, now: number): Clock => ({
  ...clock,
  spent: { ...clock.spent, [clock.step]: clock.spent[clock.step] + stretch(clock, now) },
  since: null,
  seen: now,
});

/** Goes to another step; the clock goes on if it went. What was away and not given back has been spent. */
export function goTo(clock: Clock, step: StepId, now: number): Clock {
  if (step === clock.step) return clock;
  const closed = pause(clock, now);
  return { ...closed, step, since: clock.since === null ? null : now, away: null };
}

/** Plans another time for a step, within the bounds. @param minutes [min] */
export const plan = (clock: Clock, step: StepId, minutes: number): Clock => ({
  ...clock,
  planned: { ...clock.planned, [step]: Math.min(mostMinutes, Math.max(leastMinutes, Math.round(minutes))) * MINUTE },
});

/**
 * A sign of life. After a long silence the time since the last one is noted as away: the machine slept, or the page was closed.
 * @param silence from which on nobody was there. [ms]
 */
export function beat(clock: Clock, now: number, silence = LONGEST_SILENCE): Clock {
  const gap = now - clock.seen;
  const away = clock.since !== null && gap > silence ? (clock.away ?? 0) + gap : clock.away;
  return { ...clock, seen: now, away };
}

/** Takes the time away off the time spent. */
export const giveBack = (clock: Clock): Clock => ({
  ...clock,
  spent: { ...clock.spent, [clock.step]: clock.spent[clock.step] - (clock.away ?? 0) },
  away: null,
});

/** Lets the time away count, and says no more of it. */
export const letCount = (clock: Clock): Clock => ({ ...clock, away: null });

/** `4:05`, and `−0:30` over the time. @param ms [ms] */
export function clockText(ms: number): string {
  // Rounded so that a clock that counts down shows its first second and its last.
  const seconds = Math.ceil(ms / 1000);
  const whole = Math.abs(seconds);
  return `${seconds < 0 ? '−' : ''}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A length in words: `40 s`, `12 min`, `1 h 5 min`. @param ms [ms] */
export function lengthText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}
