import type { Design, DesignNode } from '../../engine/design/schema';

/** True when two states of a design differ in nothing but where nodes stand on the canvas, so the run need not know. */
export function differsOnlyInPlace(a: Design, b: Design): boolean {
  const { nodes: left = [], ...restOfA } = a;
  const { nodes: right = [], ...restOfB } = b;
  return sameFields(restOfA, restOfB) && left.length === right.length && left.every((node, i) => sameButPlace(node, right[i]));
}

function sameButPlace(a: DesignNode, b: DesignNode | undefined): boolean {
  if (a === b) return true;
  if (!b) return false;
  const { position: _, ...restOfA } = a;
  const { position: __, ...restOfB } = b;
  return sameFields(restOfA, restOfB);
}

/** Designs share what did not change, so references decide. */
function sameFields(a: object, b: object): boolean {
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => left[key] === right[key]);
}
