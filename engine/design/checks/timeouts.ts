import { type Check, warning } from './check';

/** A caller without a timeout waits as long as its callee is ill. Clients' patience is their journey's deadline. */
export const timeouts: Check = function* (index) {
  for (const { id, from, to, policy } of index.design.links) {
    if (policy.timeout !== undefined || index.roleOf(from) !== 'server' || index.roleOf(to) !== 'server') continue;
    yield warning({
      code: 'no-timeout',
      where: `links.${id}.policy.timeout`,
      message: `"${from}" waits for "${to}" without a timeout, so a slow "${to}" holds it up for as long as it likes.`,
      remedy: 'Set a timeout a little above the slowest good answer.',
    });
  }
};
