import { withLoad } from '../design/parameters';
import type { Design, DesignNode } from '../design/schema';
import { zCurve } from '../nodes/client/curve';
import { peakFactor } from '../policies/rate-curve';

/** Requests a second that the clients of a drawing send at the height of their curves; null where nothing says it: closed loops, recordings, no client. [1/s] */
export function loadOf(design: Design): number | null {
  const rates = (design.nodes ?? []).flatMap((node) => rateOf(node) ?? []);
  return rates.length > 0 ? rates.reduce((sum, rate) => sum + rate, 0) : null;
}

/** The same drawing with so many requests a second at the height, all clients together, each with its share; unchanged where nothing says what they send. */
export function withRate(design: Design, rate: number): Design {
  const now = loadOf(design);
  if (now === null) return design;
  if (now === rate) return design;
  const scaled = withLoad(design, now === 0 ? 1 : rate / now);
  const nodes = (scaled.nodes ?? []).map((node, i) => (design.nodes?.[i]?.kind === 'client' ? rounded(node) : (design.nodes?.[i] ?? node)));
  return { ...scaled, nodes };
}

function rateOf(node: DesignNode): number | null {
  if (node.kind !== 'client') return null;
  const traffic = node.params?.traffic ?? { kind: 'open' as const };
  switch (traffic.kind) {
    case 'open':
      return (traffic.rate ?? 100) * height(traffic.curve);
    case 'bursty':
      return (traffic.rate ?? 50) * height(traffic.curve);
    default:
      return null;
  }
}

/** Of a curve as files have it; one that cannot be read has no height, and its drawing does not run. */
function height(curve: unknown): number {
  const read = zCurve.safeParse(curve ?? { kind: 'constant' });
  return read.success ? peakFactor(read.data) : 1;
}

/** Six digits are enough, and nobody wants to read 333.33333333333337. */
function rounded(node: DesignNode): DesignNode {
  if (node.kind !== 'client') return node;
  const traffic = node.params?.traffic;
  if (traffic?.kind !== 'open' && traffic?.kind !== 'bursty') return node;
  return { ...node, params: { ...node.params, traffic: { ...traffic, rate: Number((traffic.rate ?? 0).toPrecision(6)) } } };
}
