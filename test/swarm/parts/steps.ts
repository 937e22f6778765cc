import type { DesignNode } from '../../../engine/design/schema';
import type { StepInput } from '../../../engine/design/step-schema';
import type { Draw } from '../draw';
import { randomNeeds, randomVersions } from './contracts';
import { randomQuery } from './stores';
import { keepsMessages, randomPublish } from './queues';
import { randomSize, randomTime } from './times';

/** What a step may refer to: links that start at its node, with the operations that their ends offer. */
export interface Outgoing {
  readonly link: string;
  readonly to: DesignNode;
}

export function randomSteps(draw: Draw, outgoing: readonly Outgoing[], depth = 0): StepInput[] {
  return draw.times(draw.int(depth === 0 ? 1 : 0, depth === 0 ? 4 : 2), () => randomStep(draw, outgoing, depth));
}

function randomStep(draw: Draw, outgoing: readonly Outgoing[], depth: number): StepInput {
  const nested = (): StepInput[] => randomSteps(draw, outgoing, depth + 1);
  switch (draw.int(0, depth < 2 ? 7 : 4)) {
    case 0:
      return { kind: 'wait', time: randomTime(draw), ...draw.maybe(0.3, () => ({ recorded: 'work' })) };
    case 5: {
      const branches = draw.times(draw.int(1, 4), nested);
      return { kind: 'parallel', branches, ...draw.maybe(0.5, () => ({ need: draw.int(1, branches.length) })) };
    }
    case 6:
      return {
        kind: 'choose',
        by: 'probability',
        branches: draw.times(draw.int(1, 3), () => ({ share: draw.int(0, 3), steps: nested() })),
      };
    case 7: {
      const cache = outgoing.find(({ to }) => to.kind === 'cache');
      if (cache)
        return { kind: 'choose', by: 'cache-hit', link: cache.link, ...operationOf(draw, cache.to), hit: nested(), miss: nested() };
      break;
    }
    default:
  }
  if (outgoing.length === 0 || draw.chance(0.4))
    return {
      kind: 'work',
      time: randomTime(draw),
      ...draw.maybe(0.2, () => ({ errorRate: 0.1 })),
      ...draw.maybe(0.3, () => ({ recorded: 'work' })),
    };
  const { link, to } = draw.one(outgoing);
  if (keepsMessages(to)) return randomPublish(draw, link, () => randomSize(draw));
  if (to.kind === 'cache' && draw.chance(0.5)) return randomAccess(draw, link, to);
  if ((to.kind === 'database' || to.kind === 'key-value' || to.kind === 'object-store' || to.kind === 'search-index') && draw.chance(0.7))
    return randomQuery(draw, link);
  return {
    kind: 'call',
    link,
    ...operationOf(draw, to),
    ...draw.maybe(0.2, () => randomNeeds(draw)),
    onError: draw.one(['fail', 'fail', 'ignore', 'fallback']),
    ...draw.maybe(0.1, () => ({ request: randomSize(draw) })),
    ...draw.maybe(0.1, () => ({ answer: randomSize(draw) })),
  };
}

function randomAccess(draw: Draw, link: string, to: DesignNode): StepInput {
  const common = { link, ...operationOf(draw, to), onError: draw.one(['fail', 'ignore', 'fallback'] as const) };
  if (draw.chance(0.5)) return { kind: 'read', ...common };
  return { kind: 'write', ...common, ...draw.maybe(0.3, () => ({ remove: true })) };
}

export function operationOf(draw: Draw, to: DesignNode): { operation: string } | Record<string, never> {
  const names = to.operations?.map(({ name }) => name) ?? [];
  return names.length > 0 ? draw.maybe(0.7, () => ({ operation: draw.one(names) })) : {};
}

export const randomOperations = (draw: Draw, outgoing: readonly Outgoing[]): NonNullable<DesignNode['operations']> =>
  draw.some(['first', 'Placed', 'other'], 0.6).map((name) => ({
    name,
    steps: randomSteps(draw, outgoing),
    ...draw.maybe(0.15, () => ({ request: randomSize(draw), answer: randomSize(draw) })),
    ...draw.maybe(0.2, () => ({ versions: randomVersions(draw) })),
    ...draw.maybe(0.15, () => randomNeeds(draw)),
  }));
