import { storeLinksOf } from '../rate-limits';
import type { Step } from '../step-schema';
import { stepsOf } from '../steps';
import { type Check, warning } from './check';

/** Where operations or journeys are spelled out, a link that none of them uses carries nothing. */
export const unusedLinks: Check = function* (index) {
  const stores = storeLinksOf(index.design);
  for (const node of index.design.nodes) {
    const used = usedLinks();
    if (!used) continue;
    for (const { id } of index.outgoing(node.id)) {
      if (used.has(id) || stores.has(id)) continue;
      yield warning({
        code: 'unused-link',
        where: `links.${id}`,
        message: `No ${index.roleOf(node.id) === 'source' ? 'journey' : 'operation'} of "${node.id}" uses link "${id}", so it carries nothing.`,
        remedy: 'Use it, or remove it.',
      });
    }

    /** Null where the obvious operation uses every link. */
    function usedLinks(): Set<string> | null {
      const role = index.roleOf(node.id);
      if (role === 'source') {
        const own = index.design.journeys.filter((journey) => journey.client === node.id);
        return own.length > 0 ? new Set(own.map((journey) => journey.link)) : null;
      }
      if (role !== 'server' || !node.operations || node.operations.length === 0) return null;
      return new Set([...stepsOf(node)].flatMap(({ step }) => linksOf(step)));
    }
  }
};

function linksOf(step: Step): string[] {
  if (step.kind === 'saga') return step.store === undefined ? [] : [step.store];
  return 'link' in step ? [step.link] : [];
}
