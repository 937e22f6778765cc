import type { Problem } from '../../core/problem';
import type { Edit } from '../edits';
import { idOf } from '../place';
import type { Design, DesignLink, DesignNode } from '../schema';
import type { DesignView } from './view';

/** A change that takes a finding away, and nothing from what the design is meant to do. */
export interface Fix {
  /** What is done, in the imperative: "Set a timeout of 250ms". */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** A finding, and the design that it is found in. */
export interface Found {
  readonly finding: Problem;
  /** As people write it: this is what edits change. */
  readonly design: Design;
  readonly view: DesignView;
}

/** Null where nothing can be done that is surely meant. */
export type FixOf = (found: Found) => Fix | null;

/** Id of the node or link that a finding is at. */
export const subjectOf = ({ finding }: Found): string => finding.where.split('.')[1] ?? '';

/** A fix that sets fields of the link that the finding is at. @param fields by path: `policy.timeout`; undefined takes one out */
export function onLink(found: Found, title: string, fields: Fields): Fix | null {
  const link = found.design.links?.find(({ id }) => id === subjectOf(found));
  return link ? { title, edits: [{ kind: 'replace-link', link: withFields(link, fields) as DesignLink }] } : null;
}

/** A fix that sets fields of the node that the finding is at. */
export function onNode(found: Found, title: string, fields: Fields): Fix | null {
  const node = found.design.nodes?.find(({ id }) => id === subjectOf(found));
  return node ? { title, edits: [{ kind: 'replace-node', node: withFields(node, fields) as DesignNode }] } : null;
}

/** Path of the finding within its node or link: `operations.0.steps.1`. */
export const pathInside = ({ finding }: Found): string => finding.where.split('.').slice(2).join('.');

type Fields = Readonly<Record<string, unknown>>;

const withFields = (part: object, fields: Fields): object =>
  Object.entries(fields).reduce((all, [path, value]) => setAt(all, path.split('.'), value) as object, part);

/** A copy with one field set; what lies beside the way there is shared. List items are named by place or by id. */
function setAt(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) {
    const at = value.findIndex((item: unknown, i) => (idOf(item) ?? String(i)) === key || String(i) === key);
    return value.map((item: unknown, i) => (i === at ? setAt(item, rest, to) : item));
  }
  const before = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const after = setAt(before[key], rest, to);
  if (after !== undefined) return { ...before, [key]: after };
  const { [key]: _, ...others } = before;
  return others;
}
