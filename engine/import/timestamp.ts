const pattern = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?:Z|([+-])(\d{2}):?(\d{2}))?$/;

/** A moment as logs write it. */
export interface Moment {
  /** Whole seconds since 1970. */
  readonly seconds: number;
  /** Part of a second beyond. [ns] */
  readonly nanos: number;
}

/**
 * Reads a moment in ISO 8601, to the nanosecond: `2026-03-01T12:00:00.25Z`, with an offset such as `+01:00`, or without one, which means UTC.
 * @returns null for anything else
 */
export function parseTimestamp(text: string): Moment | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 60) return null;
  const [, , , , , , , fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] = match;
  const offset = (sign === '-' ? -60 : 60) * (Number(offsetHours) * 60 + Number(offsetMinutes));
  const seconds = ((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second - offset;
  return { seconds, nanos: Number(fraction.padEnd(9, '0')) };
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number): number => (month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);

/** Days in the proleptic Gregorian calendar, counted in years that begin in March, so that a leap day is a year's last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + inYear - 719_468;
}
