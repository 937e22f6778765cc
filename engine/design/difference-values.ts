import type { z } from 'zod';
import { zDistribution } from '../core/distribution';
import { formatDuration, parseDuration } from '../core/units';
import { fieldAt } from './field';
import type { Design } from './schema';
import { distributionWords } from './step-words';

/** The unit that the schema gives a field, as people would write it behind a number; '' for none. */
export function unitAt(design: Design, path: readonly PropertyKey[]): string {
  return fieldAt(design, path).schemas.find(({ unit }) => unit !== undefined)?.unit ?? '';
}

/** A value as its author wrote it, with its unit. */
export function valueWords(value: unknown, unit: string, label = ''): string {
  if (unit === 'duration' && (typeof value === 'number' || typeof value === 'string')) return durationWords(parseDuration(value), value);
  if (unit === 'distribution') {
    const parsed = zDistribution.safeParse(value);
    return parsed.success ? distributionWords(value as z.input<typeof zDistribution>) : shown(value);
  }
  return typeof value === 'number' ? numberWords(value, unit, label) : shown(value);
}

/** A default that the schema fills in: durations are whole nanoseconds there. '' where it is nothing that can be said shortly. */
export function defaultWords(value: unknown, unit: string, label = ''): string {
  if (typeof value === 'number') return unit === 'duration' ? formatDuration(value) : numberWords(value, unit, label);
  return typeof value === 'boolean' || typeof value === 'string' ? shown(value) : '';
}

/** What a new part is told with: its scalar fields, the first few. */
export function addedWords(part: unknown, design: Design, path: readonly PropertyKey[] = []): string {
  if (!isObject(part)) return '';
  const fields = Object.entries(part).filter(([key, value]) => key !== 'id' && key !== 'name' && typeof value !== 'object');
  const words = fields.slice(0, MOST_TOLD).map(([key, value]) => {
    const label = labelOf(key);
    const text = path.length === 0 ? shown(value) : valueWords(value, unitAt(design, [...path, key]), label);
    return key === 'kind' || key === 'action' ? text : `${label} ${text}`;
  });
  return [...words, ...(fields.length > MOST_TOLD ? ['…'] : [])].join(', ');
}
const MOST_TOLD = 4;

const named: Readonly<Record<string, string>> = {
  breaker: 'circuit breaker',
  slos: 'objectives',
  tls: 'mTLS',
  fallback: 'fallback',
};

/** `serviceTime` → "service time". */
export const labelOf = (key: string): string =>
  named[key] ?? key.replace(/([a-z0-9])([A-Z])/g, (_, low: string, high: string) => `${low} ${high.toLowerCase()}`);

const durationWords = (nanos: number | null, raw: unknown): string => (nanos === null ? shown(raw) : formatDuration(nanos));

function numberWords(value: number, unit: string, label: string): string {
  if (unit === 'share') return `${Number((value * 100).toPrecision(6))} %`;
  if (unit === '1/s') return `${value}/s`;
  if (unit === 'times') return `×${value}`;
  // "replicas 2 → 4", not "replicas 2 replicas → 4 replicas".
  return unit === '' || label.includes(unit) ? String(value) : `${value} ${unit}`;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : cut(value.map(shown).join(', '));
  if (isObject(value)) return typeof value['kind'] === 'string' ? value['kind'] : cut(JSON.stringify(value));
  return String(value);
}

const LONGEST = 80;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
