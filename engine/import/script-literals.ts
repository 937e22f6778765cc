import type { AnyNode, Expression, Program } from 'acorn';

/** A value that stands in a script as written. Unknown is what only running the script would tell. */
export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [key: string]: Literal } | typeof unknown;
export const unknown = Symbol('unknown');

/** How deep values may lie in one another, and how far names are followed. */
const DEEPEST = 30;
/** Values that one expression may stand for: constants of constants multiply. */
const MOST_VALUES = 20_000;

/** The constants of a script by their names: what is written on the right of `const`, at its top. */
export function constantsOf({ body }: Program): ReadonlyMap<string, Expression> {
  const found = new Map<string, Expression>();
  for (const statement of body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations) if (id.type === 'Identifier' && init) found.set(id.name, init);
  }
  return found;
}

/**
 * The value of an expression where it can be read off: literals, lists, objects, names of constants, and the default in
 * `__ENV.RATE || 100`. Nothing is run.
 * @param defaults hears of values that stand in only where the environment gives none
 */
export function literalOf(
  node: AnyNode | null | undefined,
  constants: ReadonlyMap<string, Expression>,
  defaults: () => void = () => undefined,
): Literal {
  let values = 0;
  return read(node, 0);

  function read(one: AnyNode | null | undefined, depth: number): Literal {
    values += 1;
    if (!one || depth > DEEPEST || values > MOST_VALUES) return unknown;
    switch (one.type) {
      case 'Literal':
        return typeof one.value === 'string' || typeof one.value === 'number' || typeof one.value === 'boolean' || one.value === null
          ? one.value
          : unknown;
      case 'UnaryExpression': {
        const value = read(one.argument, depth + 1);
        if (typeof value === 'number' && one.operator === '-') return -value;
        return one.operator === '+' && (typeof value === 'number' || typeof value === 'string') ? Number(value) : unknown;
      }
      case 'ArrayExpression':
        return one.elements.map((element) => read(element, depth + 1));
      case 'ObjectExpression':
        return objectOf(one, depth);
      case 'Identifier':
        return read(constants.get(one.name), depth + 1);
      case 'LogicalExpression': {
        const left = read(one.left, depth + 1);
        if (left !== unknown || one.operator === '&&') return left;
        defaults();
        return read(one.right, depth + 1);
      }
      case 'TemplateLiteral':
        return one.expressions.length === 0 ? (one.quasis[0]?.value.cooked ?? unknown) : unknown;
      default:
        return unknown;
    }
  }

  function objectOf(one: Extract<AnyNode, { type: 'ObjectExpression' }>, depth: number): Literal {
    const entries: [string, Literal][] = [];
    for (const property of one.properties) {
      if (property.type === 'SpreadElement') {
        const value = read(property.argument, depth + 1);
        if (isObject(value)) entries.push(...Object.entries(value));
      } else if (!property.computed && property.kind === 'init') {
        const key =
          property.key.type === 'Identifier' ? property.key.name : property.key.type === 'Literal' ? String(property.key.value) : null;
        if (key !== null) entries.push([key, read(property.value, depth + 1)]);
      }
    }
    return Object.fromEntries(entries);
  }
}

export const isObject = (value: Literal): value is { readonly [key: string]: Literal } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
