import { z } from 'zod';
import { type Problem, type Result, failure, success } from '../core/problem';
import { nearest } from '../design/nearest';
import { parameter as parameterAt, withLoad, withParameter } from '../design/parameters';
import type { Design } from '../design/schema';
import type { Axis } from './bracket';

/** What is turned to find out how much a design bears. */
export const axisFields = {
  parameter: z
    .string()
    .max(500)
    .optional()
    .describe('Path of the parameter that is varied, such as nodes.shoppers.traffic.rate. The load, as a factor, when left out.'),
  client: z.string().max(64).optional().describe('Client whose load is varied; all clients when left out. Not with a parameter.'),
  min: z.number().optional().describe('Lowest value to try; the parameter’s own when left out, a thousandth of the load.'),
  max: z.number().optional().describe('Highest value to try; the parameter’s own when left out, a thousand times the load.'),
  seek: z.enum(['highest', 'lowest']).default('highest').describe('Whether the highest value that is borne is looked for, or the lowest.'),
  tolerance: z.number().min(0.001).max(0.5).default(0.01).describe('The knee may lie in an interval this wide, as a share of it.'),
};
const zAxisWanted = z.strictObject(axisFields);
export type AxisWanted = z.output<typeof zAxisWanted>;

export const zAxisTold = z.strictObject({
  parameter: z.string().nullable().describe('Path of the parameter; null for the load, a factor.'),
  client: z.string().nullable().describe('Client whose load it is; null for all.'),
  title: z.string().describe('In words.'),
  unit: z.string().describe('Of the values; × for a factor.'),
  min: z.number().describe('Lowest value that might be tried.'),
  max: z.number().describe('Highest value that might be tried.'),
  seek: z.enum(['highest', 'lowest']),
  tolerance: z.number().describe('Width of the interval that was asked for, as a share.'),
});

export interface DesignAxis extends Axis {
  readonly told: z.infer<typeof zAxisTold>;
  readonly at: (value: number) => Result<Design>;
}

const LOAD = { min: 1 / 1024, max: 1024, whole: false, start: 1 };

/** What is varied in a design, from the words of whoever asks. */
export function axisOf(design: Design, wanted: AxisWanted): Result<DesignAxis> {
  const { parameter, client, seek, tolerance } = wanted;
  if (parameter !== undefined && client !== undefined) return failure(both);
  if (parameter === undefined) {
    if (client !== undefined && !design.nodes?.some(({ id, kind }) => id === client && kind === 'client'))
      return failure(noClient(design, client));
    const told = {
      parameter: null,
      client: client ?? null,
      title: client === undefined ? 'Load' : `Load of ${client}`,
      unit: '×',
      seek,
      tolerance,
      min: LOAD.min,
      max: LOAD.max,
    };
    const max = Math.min(LOAD.max, mostLoad(design, client));
    return within(wanted, { ...LOAD, max, seek, tolerance, told, at: (factor) => success(loaded(design, factor, client)) });
  }
  const found = parameterAt(design, parameter);
  if (!found.ok) return found;
  const { min, max, whole, value, title, unit } = found.value;
  const told = { parameter, client: null, title, unit, seek, tolerance, min, max };
  const start = value ?? wanted.min ?? min;
  return within(wanted, { min, max, whole, start, seek, tolerance, told, at: (at) => withParameter(design, parameter, at) });
}

/** The factor with which the first client comes to the highest rate, or number of users, that a design may have. */
function mostLoad({ nodes = [], ...rest }: Design, client: string | undefined): number {
  const clients = nodes.filter(({ id, kind }) => kind === 'client' && (client === undefined || id === client));
  const factors = clients.flatMap(({ id }) =>
    ['rate', 'users'].flatMap((field) => {
      const found = parameterAt({ ...rest, nodes }, `nodes.${id}.traffic.${field}`);
      return found.ok && (found.value.value ?? 0) > 0 ? [found.value.max / found.value.value!] : [];
    }),
  );
  return Math.min(Infinity, ...factors);
}

/** A design with the load of one client, or all, multiplied. */
export function loaded(design: Design, factor: number, client?: string): Design {
  const all = withLoad(design, factor);
  if (client === undefined) return all;
  return { ...all, nodes: (all.nodes ?? []).map((node, i) => (node.id === client ? node : design.nodes![i]!)) };
}

function within(wanted: AxisWanted, axis: DesignAxis): Result<DesignAxis> {
  const min = Math.max(axis.min, wanted.min ?? axis.min);
  const max = Math.min(axis.max, wanted.max ?? axis.max);
  if (!(min < max)) return failure(emptyRange(wanted, axis));
  return success({ ...axis, min, max, told: { ...axis.told, min, max }, start: Math.min(max, Math.max(min, axis.start)) });
}

const problem = (code: string, where: string, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where,
  message,
  remedy,
});

const both = problem(
  'parameter-and-client',
  'client',
  'Either a parameter is varied or the load of a client, not both.',
  'Leave out one of the two.',
);
const emptyRange = ({ min, max }: AxisWanted, axis: DesignAxis): Problem =>
  problem(
    'empty-range',
    min === undefined ? 'max' : 'min',
    `There is nothing between ${min ?? axis.min} and ${max ?? axis.max}: ${axis.told.title} goes from ${axis.min} to ${axis.max}.`,
    'Give a lower min or a higher max.',
  );

export function noClient({ nodes = [] }: Design, client: string): Problem {
  const clients = nodes.filter(({ kind }) => kind === 'client').map(({ id }) => id);
  const meant = nearest(client, clients);
  return problem(
    'no-such-client',
    client,
    `The design has no client "${client}".`,
    meant === null ? `Name one of: ${clients.join(', ')}.` : `Did you mean "${meant}"?`,
  );
}
