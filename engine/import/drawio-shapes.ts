import type { Cell } from './drawio-cells';
import type { Shape } from './kind-from-drawing';

/** What the shape of a cell says of it. */
export function shapeOf({ style }: Cell): Shape | undefined {
  const shape = style.get('shape') ?? '';
  if (/cylinder|datastore|database|\bdata_?store/i.test(shape)) return 'store';
  if (/umlActor|actor|\buser/i.test(shape)) return 'person';
  if (/^cloud$/i.test(shape) || style.has('cloud')) return 'outside';
  return /message_?queue|queue/i.test(shape) ? 'queue' : undefined;
}

/** What the picture of a cell is called: `mxgraph.aws4.lambda_function` → "lambda function"; null where there is none. */
export function iconOf({ style }: Cell): string | null {
  const icon = style.get('resIcon') ?? style.get('prIcon') ?? style.get('image') ?? library(style.get('shape') ?? '');
  if (icon === undefined || icon.startsWith('data:')) return null;
  const name = icon
    .slice(0, 300)
    .split(/[/.]/)
    .filter((part) => !/^(svg|png|jpe?g|gif)$/i.test(part))
    .at(-1);
  const words = name?.replaceAll(/[_+-]+|%20/g, ' ').trim() ?? '';
  return /[a-z]/i.test(words) ? words : null;
}

/** Shapes of libraries of products; those that only are geometry say nothing. */
const library = (shape: string): string | undefined =>
  /^mxgraph\.(aws|azure|gcp|kubernetes|networks|office|cisco|alibaba|ibm|veeam|vvd|citrix|allied)/.test(shape) ? shape : undefined;
