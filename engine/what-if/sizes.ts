import { z } from 'zod';
import { failure, type Problem, type Result, success } from '../core/problem';
import { parameter, withParameter } from '../design/parameters';
import type { Design, ResolvedDesign, ResolvedNode } from '../design/schema';
import type { Dimension, Sizes } from './lattice';

export const zSizeWanted = z
  .strictObject({
    parameter: z.string().max(500).describe('Path of a whole number, such as nodes.orders.replicas or nodes.orders-db.connections.'),
    min: z.int().min(1).optional().describe('Fewest that may be; the parameter’s own limit when left out.'),
    max: z.int().min(1).optional().describe('Most that may be; when left out four times as many as there are, 8 at least.'),
    price: z
      .number()
      .min(0)
      .optional()
      .describe('What one more costs. Left out: the price of a replica for an hour where the design states one; else each one counts 1.'),
  })
  .meta({ title: 'Size' });
export type SizeWanted = z.infer<typeof zSizeWanted>;

/** A number of instances that may be chosen. */
export interface SizedDimension extends Dimension {
  readonly parameter: string;
  readonly node: string;
  readonly title: string;
  /** As the design has it. */
  readonly present: number;
  /** Workers that come with one more. */
  readonly workersEach: number;
}

export const zSizeTold = z.strictObject({
  parameter: z.string(),
  node: z.string(),
  title: z.string().describe('In words.'),
  min: z.number(),
  max: z.number(),
  price: z.number().describe('What one costs.'),
  present: z.number().describe('How many the design has.'),
});

export const toldSize = ({ parameter: path, node, title, min, max, price, present }: SizedDimension): z.infer<typeof zSizeTold> => ({
  parameter: path,
  node,
  title,
  min,
  max,
  price,
  present,
});

/** More sizes than these at once would take too many runs. */
export const MOST_SIZES = 20;

/** @param wanted replicas of all nodes that have them and no autoscaler, when left out */
export function sizesOf(
  design: Design,
  resolved: ResolvedDesign,
  wanted: readonly SizeWanted[] = usual(resolved),
): Result<SizedDimension[]> {
  if (wanted.length === 0) return failure(nothingToSize);
  if (wanted.length > MOST_SIZES) return failure(tooMany(wanted.length));
  const dimensions: SizedDimension[] = [];
  const prices = resolved.nodes.some(({ prices: of }) => (of?.replicaHour ?? 0) > 0);
  for (const size of wanted) {
    const found = parameter(design, size.parameter);
    if (!found.ok) return found;
    const { path, title, value, min, max, whole } = found.value;
    const node = resolved.nodes.find(({ id }) => id === path.split('.')[1]);
    if (!whole || value === null || !path.startsWith('nodes.') || !node) return failure(notASize(path));
    const isReplicas = path.endsWith('.replicas');
    const range = { min: Math.max(min, size.min ?? 1), max: Math.min(max, size.max ?? Math.max(8, 4 * value)) };
    if (range.min > range.max) return failure(emptyRange(path, range));
    dimensions.push({
      ...range,
      parameter: path,
      node: node.id,
      title,
      present: value,
      price: size.price ?? (isReplicas && prices ? (node.prices?.replicaHour ?? 0) : 1),
      workersEach: isReplicas ? numberIn(node, 'workers') : numberIn(node, 'replicas'),
    });
  }
  return success(dimensions);
}

const usual = ({ nodes }: ResolvedDesign): SizeWanted[] =>
  nodes
    .filter(({ params }) => 'replicas' in params && typeof params.replicas === 'number' && !('autoscaling' in params && params.autoscaling))
    .map(({ id }) => ({ parameter: `nodes.${id}.replicas` }));

function numberIn({ params }: ResolvedNode, field: string): number {
  const value = (params as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'number' ? value : 1;
}

/** The design with these sizes. */
export function sized(design: Design, dimensions: readonly SizedDimension[], sizes: Sizes): Result<Design> {
  let now = design;
  for (const [i, { parameter: path }] of dimensions.entries()) {
    const next = withParameter(now, path, sizes[i]!);
    if (!next.ok) return next;
    now = next.value;
  }
  return success(now);
}

const problem = (code: string, where: string, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where,
  message,
  remedy,
});
const nothingToSize = problem(
  'nothing-to-size',
  'sizes',
  'The design has no node whose replicas could be chosen.',
  'Name what may be sized, such as nodes.orders-db.connections.',
);
const tooMany = (count: number): Problem =>
  problem('too-many-sizes', 'sizes', `${count} sizes at once would take too many runs.`, `Name ${MOST_SIZES} of them at most.`);
const notASize = (path: string): Problem =>
  problem(
    'not-a-size',
    path,
    `"${path}" is no number of instances.`,
    'Name a whole number of a node, such as replicas, workers or connections.',
  );
const emptyRange = (path: string, { min, max }: { readonly min: number; readonly max: number }): Problem =>
  problem('empty-range', path, `There is nothing from ${min} to ${max} to choose from.`, 'Give a lower min or a higher max.');
