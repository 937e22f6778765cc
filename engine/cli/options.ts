import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../core/units';

// How the values of options are read; what does not fit is told with what does.

export const severalTimes = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text];

export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) throw new InvalidArgumentError(`Write a whole number from ${min} to ${max}.`);
    return value;
  };

export const autoOr =
  <T>(parse: (text: string) => T) =>
  (text: string): T | 'auto' =>
    text === 'auto' ? text : parse(text);

/** A share in percent: `2%`. */
export function share(text: string): number {
  const value = /^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1];
  if (value === undefined || !(Number(value) >= 0.1 && Number(value) <= 50)) {
    throw new InvalidArgumentError('Write a share with its sign, from 0.1% to 50%, such as 2%.');
  }
  return Number(value) / 100;
}

/** A duration in seconds. It must have a unit: in a design file a bare number means milliseconds, here many would mean seconds. */
export const duration =
  (min: string, max: string) =>
  (text: string): number => {
    const nanos = /^\d+(\.\d+)?$/.test(text) ? null : parseDuration(text);
    if (nanos === null || nanos < parseDuration(min)! || nanos > parseDuration(max)!) {
      throw new InvalidArgumentError(`Write a duration with its unit, from ${min} to ${max}, such as 60s or 2min.`);
    }
    return nanos / 1e9;
  };

/** A factor: a number above 0. */
export function positive(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text) || !(Number(text) > 0)) throw new InvalidArgumentError('Write a number above 0, such as 2 or 0.5.');
  return Number(text);
}
