import { editWords } from './edit-words';
import { apply, type Edit } from './edits';
import type { Design } from './schema';

/** What edits do to a design, field by field, for people who are to agree: "Link Shop → Bank changed: policy.timeout 30s → 800ms". */
export function changeWords(edits: readonly Edit[], design: Design): readonly string[] {
  let before = design;
  return edits.flatMap((edit) => {
    const { text } = editWords(edit, before);
    const after = apply(before, edit);
    const fields = differences(partOf(edit, before), partOf(edit, after), '').map((words) => `${text}: ${words}`);
    before = after;
    return fields.length > 0 ? fields : [text];
  });
}

/** What an edit replaces, before or after it. */
function partOf(edit: Edit, design: Design): unknown {
  switch (edit.kind) {
    case 'replace-node':
      return design.nodes?.find(({ id }) => id === edit.node.id);
    case 'replace-link':
      return design.links?.find(({ id }) => id === edit.link.id);
    case 'set-slos':
      return { objectives: design.slos ?? [] };
    case 'set-ignored':
      return { ignored: design.ignored ?? [] };
    case 'set-info':
      return { events: design.events, entities: design.entities };
    default:
      return undefined;
  }
}

/** Names of list items and of what is new are enough: whole objects are no reading matter. */
function differences(before: unknown, after: unknown, path: string): string[] {
  if (before === after || JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length !== after.length) {
    const name = (item: unknown) => (typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : JSON.stringify(item));
    const old = new Set(before.map(name));
    const now = new Set(after.map(name));
    return [
      ...[...now].filter((id) => !old.has(id)).map((id) => `${path} + ${id}`),
      ...[...old].filter((id) => !now.has(id)).map((id) => `${path} − ${id}`),
    ];
  }
  if (isObject(after) && (isObject(before) || (before === undefined && isPlainGroup(after)))) {
    return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])].flatMap((key) =>
      differences(isObject(before) ? before[key] : undefined, after[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return [`${path} ${shown(before)} → ${shown(after)}`];
}

/** What is told field by field when it is new: it has fields, and no kind that says it all. */
const isPlainGroup = (value: Record<string, unknown>): boolean => Object.keys(value).length > 0 && !('kind' in value);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function shown(value: unknown): string {
  if (value === undefined) return 'not set';
  if (typeof value === 'string') return value;
  if (isObject(value) && 'kind' in value) return String(value['kind']);
  if (isObject(value)) return Object.keys(value).length === 0 ? 'with its defaults' : JSON.stringify(value);
  return JSON.stringify(value) ?? 'nothing';
}
