/** Days on which one practised. */
export interface Streak {
  /** Days in a row up to today, or up to yesterday while today is not over. */
  readonly days: number;
  /** Days of the last four weeks. */
  readonly lately: number;
}

const midnight = (at: number): Date => {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  return day;
};

/** So many days earlier by the calendar: a day on which the clocks change is a day. */
const daysBefore = (day: Date, count: number): number => new Date(day.getFullYear(), day.getMonth(), day.getDate() - count).getTime();

/** @param moments at which something was practised [ms since 1970] @param now [ms since 1970] */
export function streakOf(moments: readonly number[], now: number): Streak {
  const days = new Set(moments.map((at) => midnight(at).getTime()));
  const today = midnight(now);
  const since = days.has(today.getTime()) ? 0 : 1;
  let row = 0;
  while (days.has(daysBefore(today, since + row))) row++;
  const lately = Array.from({ length: 28 }, (_, i) => daysBefore(today, i)).filter((day) => days.has(day)).length;
  return { days: row, lately };
}
