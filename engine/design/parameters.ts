import { failure, type Problem, type Result, success } from '../core/problem';
import { formatDuration, parseDuration } from '../core/units';
import { nearest } from './nearest';
import { type ParameterPlace, parameterPlaces } from './parameter-places';
import type { Design } from './schema';

/** A number or duration of a design that can be set. */
export interface Parameter {
  /** `nodes.orders.replicas`, `links.orders-payments.timeout`, `nodes.shoppers.traffic.rate`. */
  readonly path: string;
  /** In words: `orders: service time, mean`. */
  readonly title: string;
  readonly description: string;
  /** Of value, min and max: `ms` for durations, `1/s`, `share`, `replicas` … Empty for a plain number. */
  readonly unit: string;
  /** Null where it is left out and has no default. */
  readonly value: number | null;
  /** Whether the design says it; else it is a default. */
  readonly stated: boolean;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

/** Every parameter of a design, in the order of the file. What is left out as a whole, such as a breaker, has none. */
export const parametersOf = (design: Design): Parameter[] =>
  parameterPlaces(design)
    .filter(({ absent }) => !absent)
    .map(parameterAt);

/** The parameter at a path, also one of something that is left out; problems where there is none. */
export function parameter(design: Design, path: string): Result<Parameter> {
  const place = placeAt(design, path);
  return place ? success(parameterAt(place)) : failure(missing(design, path));
}

/**
 * Sets one parameter. What it belongs to and is left out comes with its defaults.
 * @param value in the parameter's unit: milliseconds for durations
 */
export function withParameter(design: Design, path: string, value: number): Result<Design> {
  const place = placeAt(design, path);
  if (!place) return failure(missing(design, path));
  const of = parameterAt(place);
  if (!fits(of, value)) return failure(outOfRange(of, value));
  let written: unknown = place.schema.unit === 'duration' ? durationText(value) : value;
  for (let i = place.keys.length - 1; i >= 0; i -= 1) {
    const holder = place.holders[i];
    const key = place.keys[i]!;
    written = Array.isArray(holder) ? holder.with(key as number, written) : { ...(holder as object), [key]: written };
  }
  return success(written as Design);
}

/** Multiplies the load of all clients: rates, users, and the pace of recorded arrivals. */
export function withLoad(design: Design, factor: number): Design {
  const nodes = design.nodes?.map((node) => {
    if (node.kind !== 'client') return node;
    const { traffic = { kind: 'open' } } = node.params ?? {};
    switch (traffic.kind) {
      case 'open':
        return { ...node, params: { ...node.params, traffic: { ...traffic, rate: (traffic.rate ?? usualRate.open) * factor } } };
      case 'bursty':
        return { ...node, params: { ...node.params, traffic: { ...traffic, rate: (traffic.rate ?? usualRate.bursty) * factor } } };
      case 'closed': {
        const users = Math.max(1, Math.round((traffic.users ?? usualRate.users) * factor));
        return { ...node, params: { ...node.params, traffic: { ...traffic, users } } };
      }
      case 'recorded': {
        const sooner = (time: string | number): number => (parseDuration(time) ?? 0) / 1e6 / factor;
        const { repeatEvery } = traffic;
        const again = repeatEvery === undefined ? {} : { repeatEvery: sooner(repeatEvery) };
        return { ...node, params: { ...node.params, traffic: { ...traffic, times: traffic.times.map(sooner), ...again } } };
      }
    }
  });
  return nodes ? { ...design, nodes } : design;
}

/** What a client without numbers does; a test holds these against the schema. */
const usualRate = { open: 100, bursty: 50, users: 50 } as const;

/** Reads a value as people write it: `250ms`, `5%`, `3`. In the parameter's unit; null where it is none. */
export function readValue({ unit }: Pick<Parameter, 'unit'>, text: string): number | null {
  if (unit === 'ms') {
    const nanos = parseDuration(/^\d+(\.\d+)?$/.test(text) ? Number(text) : text);
    return nanos === null ? null : nanos / 1e6;
  }
  const percent = unit === 'share' ? /^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1] : undefined;
  if (percent !== undefined) return Number(percent) / 100;
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

/** Writes a value of a parameter as people read it: `250ms`, `3 replicas`. */
export function valueText({ unit }: Pick<Parameter, 'unit'>, value: number): string {
  if (unit === 'ms') return formatDuration(Math.round(value * 1e6));
  const short = String(Number(value.toPrecision(6)));
  return unit === '' || unit === 'share' ? short : `${short} ${unit}`;
}

export const fits = ({ min, max, whole }: Parameter, value: number): boolean =>
  value >= min && value <= max && (!whole || Number.isInteger(value));

/** Words that say nothing: what a node's kind, a link's policy or its network can be told is asked for by its own name. */
const silent: Readonly<Record<string, readonly string[]>> = {
  nodes: ['params'],
  links: ['policy', 'network'],
  faults: ['params'],
};

function shortPath(words: readonly string[]): string {
  const [part = '', item, field = '', ...rest] = words;
  const said = silent[part]?.includes(field) ? rest : [field, ...rest];
  return item === undefined ? part : [part, item, ...said].filter((word) => word !== '').join('.');
}

function placeAt(design: Design, path: string): ParameterPlace | undefined {
  const is = ({ words }: ParameterPlace): boolean => shortPath(words) === path || words.join('.') === path;
  // Most designs are small, but a sweep asks thousands of times.
  const [, item] = path.split('.');
  return parameterPlaces(design, item).find(is) ?? parameterPlaces(design).find(is);
}

function parameterAt({ words, schema, description, value, stated }: ParameterPlace): Parameter {
  const isDuration = schema.unit === 'duration';
  const inMs = (text: string | number): number => (parseDuration(text) ?? 0) / 1e6;
  return {
    path: shortPath(words),
    title: titleOf(words),
    description: description ?? '',
    unit: isDuration ? 'ms' : (schema.unit ?? ''),
    value: value === undefined ? null : isDuration ? inMs(value as string | number) : (value as number),
    min: isDuration ? inMs(schema.minDuration ?? '0ms') : (schema.minimum ?? Number.MIN_SAFE_INTEGER),
    max: isDuration ? inMs(schema.maxDuration ?? '100d') : (schema.maximum ?? Number.MAX_SAFE_INTEGER),
    whole: schema.type === 'integer',
    stated,
  };
}

function titleOf(words: readonly string[]): string {
  const [, item, ...rest] = shortPath(words).split('.');
  const plain = (word: string): string => word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return rest.length === 0 ? plain(item ?? '') : `${item}: ${rest.map(plain).join(', ')}`;
}

/** Whole nanoseconds as a file has them: in words where those are exact. */
function durationText(milliseconds: number): string | number {
  const nanos = Math.round(milliseconds * 1e6);
  const text = formatDuration(nanos);
  return parseDuration(text) === nanos ? text : nanos / 1e6;
}

function missing(design: Design, path: string): Problem {
  const paths = parameterPlaces(design).map(({ words }) => shortPath(words));
  const near = nearest(path, paths);
  const [part, item] = path.split('.');
  const beside = paths.filter((one) => one.startsWith(`${part}.${item}.`)).slice(0, 12);
  const hint =
    beside.length > 0 ? `There are ${beside.join(', ')} …` : 'Write a path such as nodes.orders.replicas or links.orders-payments.timeout.';
  return {
    code: 'no-such-parameter',
    severity: 'error',
    where: path,
    message: `The design has no number at "${path}".`,
    remedy: near ? `Did you mean ${near}?` : hint,
  };
}

function outOfRange(of: Parameter, value: number): Problem {
  const range = `from ${valueText(of, of.min)} to ${valueText(of, of.max)}`;
  return {
    code: 'out-of-range',
    severity: 'error',
    where: of.path,
    message: `${of.path} cannot be ${valueText(of, value)}.`,
    remedy: `Write a ${of.whole ? 'whole number' : of.unit === 'ms' ? 'duration' : 'number'} ${range}.`,
  };
}
