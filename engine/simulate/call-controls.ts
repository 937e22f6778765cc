import type { Rng } from '../core/rng';
import type { FaultControls, Lateness, Undo } from '../faults/definition';
import type { Alarms } from './alarms';
import type { Model } from './compile';
import type { Caller } from './caller';
import type { Kernel } from './kernel';
import { LateDraws } from './lateness';
import type { LinkState } from './link-state';
import { listed } from './listed';
import type { ServerState } from './model';
import { Quota, quotaBucket } from './quota';
import { Flag, Kind, Place, type Task } from './task';
import { together } from './together';

type CallControls = Pick<FaultControls, 'vary' | 'limit' | 'blip' | 'failWrites' | 'corrupt' | 'reset' | 'hide'>;

const nothing: Undo = () => {};

/** What faults may do to calls on their way, at their callee's door, and to its answers. A target that is gone by now is left alone. */
export function makeCallControls(model: Model, kernel: Kernel, caller: Caller, alarms: Alarms): CallControls {
  const serverAt = (id: string): ServerState | null => {
    const node = model.node(id);
    return node?.role === 'server' ? node : null;
  };
  return {
    vary(target, lateness) {
      const link = 'link' in target ? model.link(target.link) : undefined;
      const node = 'node' in target ? serverAt(target.node) : null;
      if (link) return late(link, link.lossRng, lateness, () => link.recount());
      return node ? late(node, node.errorRng, lateness, () => {}) : nothing;
    },
    limit(id, rate) {
      const node = serverAt(id);
      if (node === null) return nothing;
      node.quota ??= new Quota();
      const { buckets } = node.quota;
      return listed(buckets, quotaBucket(rate, kernel.now), () => {
        if (buckets.length === 0) node.quota = null;
      });
    },
    blip(id, { share, length, every }) {
      const node = serverAt(id);
      if (node === null) return nothing;
      const fail = (): Undo => {
        const recount = (): void => {
          node.failShare = 1 - node.failShares.reduce((left, one) => left * (1 - one), 1);
        };
        return listed(node.failShares, share, recount);
      };
      return again(alarms, { length, every }, fail);
    },
    failWrites(id) {
      const node = serverAt(id);
      if (node === null) return nothing;
      node.fullDisks += 1;
      return () => {
        node.fullDisks -= 1;
      };
    },
    corrupt(id, share) {
      const link = model.link(id);
      if (!link) return nothing;
      link.corruption ??= { shares: [], rng: link.lossRng.fork('corruption') };
      const { shares } = link.corruption;
      return listed(shares, share, () => {
        // Another one draws from the start of its stream again; a run is the same whenever it is asked for.
        if (shares.length === 0) link.corruption = null;
        link.recount();
      });
    },
    reset(id, every) {
      const link = model.link(id);
      if (!link) return nothing;
      const strike = (): void => {
        link.connections?.drop();
        for (const task of underWay(link, kernel)) if (isUnderWay(task, link)) caller.reset(task);
      };
      strike();
      if (every === null) return nothing;
      let cancel = nothing;
      const repeat = (): void => {
        if (!link.removed) strike();
        cancel = alarms.set(every, repeat);
      };
      cancel = alarms.set(every, repeat);
      return () => cancel();
    },
    hide(target, { patience, cached }) {
      const links =
        'link' in target ? [model.link(target.link)] : model.links.filter(({ removed, to }) => !removed && to.id === target.node);
      return together(links.map((link) => (link ? hidden(link, patience, cached, alarms) : nothing)));
    },
  };
}

/** Makes some answers of a node, or trips over a link, late. */
function late(of: ServerState | LinkState, rng: Rng, lateness: Lateness, changed: () => void): Undo {
  of.lateness ??= new LateDraws(rng.fork('lateness'));
  const { all } = of.lateness;
  return listed(all, lateness, () => {
    if (all.length === 0) of.lateness = null;
    changed();
  });
}

/** Does something for a while, again and again, the first time at once. [ns] */
function again(alarms: Alarms, { length, every }: { readonly length: number; readonly every: number }, start: () => Undo): Undo {
  let cancel = nothing;
  let end = nothing;
  const begin = (): void => {
    end = start();
    cancel = alarms.set(length, () => {
      end();
      end = nothing;
      cancel = alarms.set(Math.max(0, every - length), begin);
    });
  };
  begin();
  return () => {
    cancel();
    end();
  };
}

/** Nobody finds the callee of a link by its name, once the address is forgotten. [ns] */
function hidden(link: LinkState, patience: number, cached: number, alarms: Alarms): Undo {
  let undo = nothing;
  const begin = (): void => {
    undo = listed(link.lookUps, { patience }, () => link.recount());
  };
  if (cached === 0) {
    begin();
    return () => undo();
  }
  const cancel = alarms.set(cached, begin);
  return () => {
    cancel();
    undo();
  };
}

const underWay = (link: LinkState, kernel: Kernel): Task[] => kernel.pool.all.filter((task) => isUnderWay(task, link));

/** Sent, not answered yet, and somebody waits for it. */
const isUnderWay = ({ kind, link: over, place, flags, parent, journey }: Task, link: LinkState): boolean =>
  kind === Kind.call &&
  over === link &&
  place !== Place.caller &&
  (flags & (Flag.abandoned | Flag.done)) === 0 &&
  (parent !== null || journey !== null);
