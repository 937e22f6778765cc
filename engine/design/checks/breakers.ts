import { type Check, warning } from './check';

export const breakers: Check = function* ({ design }) {
  for (const { id, policy } of design.links) {
    const { breaker } = policy;
    if (breaker?.kind !== 'count-window' || breaker.minimumCalls <= breaker.size) continue;
    yield warning({
      code: 'breaker-never-trips',
      where: `links.${id}.policy.breaker.minimumCalls`,
      message: `The breaker looks at the last ${breaker.size} calls but wants to have seen ${breaker.minimumCalls}, so it never trips.`,
      remedy: `Set the minimum to at most ${breaker.size}.`,
    });
  }
};
