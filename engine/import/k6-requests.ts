import type { AnyNode, CallExpression, Expression, Program } from 'acorn';
import { constantsOf, literalOf, unknown } from './script-literals';

export interface Request {
  /** `GET /orders` */
  readonly route: string;
  /** Host that it goes to; null where only the run of the script would tell. */
  readonly host: string | null;
}

/** What one iteration of a scenario does, as far as it can be read off. */
export interface Iteration {
  readonly requests: readonly Request[];
  /** Pauses in all. [s] */
  readonly pause: number;
}

/** Requests of one iteration, and nodes of the script, that are looked at. */
const MOST = { requests: 60, nodes: 200_000 } as const;
const methods: Readonly<Record<string, string>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  del: 'DELETE',
  patch: 'PATCH',
  head: 'HEAD',
  options: 'OPTIONS',
};

/** The requests that a function of the script sends, those of functions that it calls included. Null is the default one. */
export function iterationOf(script: Program, name: string | null): Iteration {
  const constants = constantsOf(script);
  const functions = functionsOf(script);
  const requests: Request[] = [];
  let pause = 0;
  let nodes = 0;
  const visited = new Set<AnyNode>();
  const open: AnyNode[] = [functions.get(name ?? DEFAULT)].flatMap((one) => one ?? []);
  // In the order of the script: what was found last is looked at first, so children go in backwards.
  for (let node = open.pop(); node && nodes < MOST.nodes; node = open.pop()) {
    nodes += 1;
    if (visited.has(node)) continue;
    visited.add(node);
    if (node.type === 'CallExpression') {
      const request = requestOf(node, constants);
      if (request && requests.length < MOST.requests) requests.push(request);
      pause += pauseOf(node, constants);
      const called = node.callee.type === 'Identifier' ? functions.get(node.callee.name) : undefined;
      if (called) open.push(called);
    }
    open.push(...childrenOf(node).reverse());
  }
  return { requests, pause };
}

const DEFAULT = ' default';

function functionsOf({ body }: Program): ReadonlyMap<string, AnyNode> {
  const found = new Map<string, AnyNode>();
  for (const statement of body) {
    if (statement.type === 'ExportDefaultDeclaration') {
      found.set(DEFAULT, statement.declaration);
      continue;
    }
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type === 'FunctionDeclaration' && declaration.id) found.set(declaration.id.name, declaration);
    if (declaration?.type === 'VariableDeclaration')
      for (const { id, init } of declaration.declarations)
        if (id.type === 'Identifier' && (init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression'))
          found.set(id.name, init);
  }
  return found;
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const childrenOf = (node: AnyNode): AnyNode[] =>
  Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));

/** `http.get(url)`, `http.request('PUT', url)` */
function requestOf({ callee, arguments: given }: CallExpression, constants: ReadonlyMap<string, Expression>): Request | null {
  if (
    callee.type !== 'MemberExpression' ||
    callee.object.type !== 'Identifier' ||
    callee.object.name !== 'http' ||
    callee.property.type !== 'Identifier'
  )
    return null;
  const name = callee.property.name;
  if (name !== 'request' && !Object.hasOwn(methods, name)) return null;
  const stated = name === 'request' ? literalOf(given[0], constants) : methods[name]!;
  const url = urlOf(given[name === 'request' ? 1 : 0], constants, 0);
  const [, host = null, path = ''] = /^(?:[a-z]+:\/\/([^/?#]*))?([^?#]*)/i.exec(url) ?? [];
  return {
    route: `${typeof stated === 'string' ? stated.toUpperCase().slice(0, 10) : 'GET'} ${path === '' ? '/' : path.slice(0, 200)}`,
    host: host === null || host.includes('*') ? null : host.toLowerCase(),
  };
}

/** A URL with * for each part that only running the script would tell. */
function urlOf(node: AnyNode | undefined, constants: ReadonlyMap<string, Expression>, depth: number): string {
  if (!node || depth > 30) return '*';
  if (node.type === 'TemplateLiteral')
    return node.quasis
      .map((part, i) => (part.value.cooked ?? '') + (i < node.expressions.length ? urlOf(node.expressions[i], constants, depth + 1) : ''))
      .join('')
      .slice(0, 1000);
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return (urlOf(node.left, constants, depth + 1) + urlOf(node.right, constants, depth + 1)).slice(0, 1000);
  if (node.type === 'Identifier' && constants.has(node.name)) return urlOf(constants.get(node.name), constants, depth + 1);
  const value = literalOf(node, constants);
  return value === unknown || typeof value === 'object' ? '*' : String(value);
}

function pauseOf({ callee, arguments: given }: CallExpression, constants: ReadonlyMap<string, Expression>): number {
  if (callee.type !== 'Identifier' || callee.name !== 'sleep') return 0;
  const value = literalOf(given[0], constants);
  return typeof value === 'number' && value > 0 ? Math.min(value, 3600) : 0;
}
