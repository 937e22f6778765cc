import { hint, warning } from '../checks/check';
import type { Advice } from './advice';
import { percent, perSecond } from './words';

/** From this share of its capacity on, a little more load makes waits grow fast. */
const TIGHT = 0.8;

/** Whether those that work can keep up with what comes in: rate times time held, over places. */
export const capacity: Advice = function* ({ index, demand }) {
  for (const { id } of index.design.nodes) {
    const rho = demand.utilization(id);
    if (rho === 0) continue;
    const rate = demand.nodeRate(id);
    const most = rate / rho;
    const numbers = `${perSecond(rate)} come in, and it can do ${perSecond(most)}`;
    if (rho >= 1) {
      yield warning({
        code: 'overloaded-at-rest',
        where: `nodes.${id}`,
        message: `"${id}" cannot keep up before anything goes wrong: ${numbers} (utilization ${percent(rho)}).`,
        remedy: `Give it ${percent(rho / 0.7)} of the places that it has, make its work shorter, or send it less.`,
      });
    } else if (rho * demand.peak >= 1) {
      yield hint({
        code: 'overloaded-at-peak',
        where: `nodes.${id}`,
        message: `At the peak of the traffic, ${demand.peak} times the usual, "${id}" would need ${percent(rho * demand.peak)} of what it has.`,
        remedy: 'Let it scale, shed the rest on purpose, or give it room for the peak.',
      });
    } else if (rho >= TIGHT) {
      yield hint({
        code: 'little-headroom',
        where: `nodes.${id}`,
        message: `"${id}" is at ${percent(rho)} with nothing wrong: ${numbers}. Waits grow fast from here on.`,
        remedy: `Plan for at most 70\u00a0%: ${percent(rho / 0.7)} of the places that it has.`,
      });
    }
  }
};
