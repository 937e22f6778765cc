import { formatDuration } from '../../engine/core/units';
import { type FieldModel, type Property, properties } from '../inspector/field-model';
import { parameterSections } from './parameters';

const intro = `# All parameters

Every parameter of a design, by what has it, in the words of the studio and, in \`code\`, of the design file. What most of them do is told at length on the page of their mechanism.
`;

/** The page of the documents about all parameters, in Markdown. */
export function parametersPage(): string {
  const sections = parameterSections
    .map(({ heading, schema }) => ({ heading, list: properties(schema) }))
    .filter(({ list }) => list.length > 0)
    .map(({ heading, list }) => `## ${heading}\n\n${lines(list, 0)}`);
  return [intro, ...sections].join('\n');
}

/** Further down are shapes of distributions and the like, the same everywhere. */
const DEEPEST = 1;

function lines(list: readonly Property[], depth: number): string {
  if (depth > DEEPEST) return '';
  return list
    .map(({ key, label, model }) => {
      const about = aboutOf(model);
      return `${'  '.repeat(depth)}- **${label}** (\`${key}\`)${about && `: ${about}`}\n${lines(inside(model), depth + 1)}`;
    })
    .join('');
}

/** What a parameter is, with its bounds and its default. */
export const aboutOf = (model: FieldModel): string => [model.description, bounds(model)].filter(Boolean).join(' ');

/** What it consists of; of several shapes each thing once. */
function inside(model: FieldModel): readonly Property[] {
  if (model.kind === 'group') return model.properties;
  if (model.kind === 'rows') return model.row.properties;
  if (model.kind !== 'variant') return [];
  const all = model.variants.flatMap((variant) => variant.properties);
  return all.filter(({ key }, i) => all.findIndex((other) => other.key === key) === i);
}

function bounds(model: FieldModel): string {
  const said = [];
  if (model.kind === 'choice' || model.kind === 'choices') said.push(`One of ${model.options.join(', ')}.`);
  if (model.kind === 'variant') said.push(`One of ${model.variants.map(({ value }) => value).join(', ')}.`);
  if (model.kind === 'number' && model.max < Number.MAX_SAFE_INTEGER)
    said.push(`${model.min} to ${model.max}${model.unit && ` ${model.unit}`}.`);
  if (model.kind === 'share') said.push(`${model.min * 100} % to ${model.max * 100} %.`);
  if (model.kind === 'duration') said.push(`${model.min === 0 ? 0 : formatDuration(model.min)} to ${formatDuration(model.max)}.`);
  const { fallback } = model;
  if (typeof fallback === 'string' || typeof fallback === 'number' || typeof fallback === 'boolean') said.push(`Default ${fallback}.`);
  return said.join(' ');
}
