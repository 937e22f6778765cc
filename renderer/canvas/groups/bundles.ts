import { groupNodeId } from './canvas-ids';

interface Ends {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Links that are drawn as one line, since a collapsed group stands at one of their ends. */
export interface Bundle<L extends Ends> {
  /** The link's own where it is alone. */
  readonly id: string;
  /** Ids on the canvas. */
  readonly source: string;
  readonly target: string;
  readonly links: readonly L[];
}

/** Every line that is to be seen. Links within a collapsed group are not. @param hidden the collapsed group that covers a node */
export function bundlesOf<L extends Ends>(links: readonly L[], hidden: ReadonlyMap<string, string>): Bundle<L>[] {
  const end = (node: string) => {
    const cover = hidden.get(node);
    return cover === undefined ? node : groupNodeId(cover);
  };
  const bundles = new Map<string, L[]>();
  for (const link of links) {
    const [source, target] = [end(link.from), end(link.to)];
    if (source === target) continue;
    // Two components that are both seen keep each link between them apart.
    const key = source === link.from && target === link.to ? link.id : `${source}→${target}`;
    const bundle = bundles.get(key);
    if (bundle) bundle.push(link);
    else bundles.set(key, [link]);
  }
  return [...bundles].map(([key, inside]) => {
    const [first] = inside;
    const [source, target] = [end(first?.from ?? ''), end(first?.to ?? '')];
    return { id: inside.length === 1 && first ? first.id : key, source, target, links: inside };
  });
}
