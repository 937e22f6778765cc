import type { Edit } from '../../engine/design/edits';
import { withParameter } from '../../engine/design/parameters';
import type { Design } from '../../engine/design/schema';
import type { Answered } from './session';

interface Proposal {
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** The change that an answer proposes; null where it proposes none. */
export function proposalOf(answered: Answered): Proposal | null {
  if (answered.name !== 'right-size') return answered.proposal ?? null;
  const { best, sizes } = answered.answer;
  if (!best || sizes.every(({ present }, i) => present === best.sizes[i])) return null;
  const edits = resized(
    answered.design,
    sizes.map(({ parameter }, i) => [parameter, best.sizes[i] ?? 1] as const),
  );
  return edits.length > 0 ? { text: 'Take the cheapest sizes', edits } : null;
}

/** The nodes that have other sizes then. */
function resized(design: Design, sizes: readonly (readonly [path: string, size: number])[]): Edit[] {
  const after = sizes.reduce((so, [path, size]) => {
    const set = withParameter(so, path, size);
    return set.ok ? set.value : so;
  }, design);
  return (after.nodes ?? []).flatMap((node, i): Edit[] => (node === design.nodes?.[i] ? [] : [{ kind: 'replace-node', node }]));
}
