import type { FaultControls, Undo } from '../faults/definition';
import type { Model } from './compile';
import { LinkState, type ServerState, type SourceState } from './model';
import type { Server } from './server';
import type { Sources } from './sources';

const nothing: Undo = () => {};

/** What faults may do to the running model. A target that is gone by now is left alone. */
export function makeControls(model: Model, server: Server, sources: Sources): FaultControls {
  const serverAt = (id: string): ServerState | null => {
    const node = model.node(id);
    return node?.role === 'server' ? node : null;
  };
  return {
    crash(id, count) {
      const node = serverAt(id);
      if (!node) return nothing;
      const crashed = node.up.slice(0, count);
      for (const replica of crashed) server.crash(replica);
      return () => {
        // A node that was removed meanwhile stays down: nothing may be served there any more.
        if (!node.removed) for (const replica of crashed) server.setUp(replica, true);
      };
    },
    slow(id, factor) {
      const node = serverAt(id);
      if (!node) return nothing;
      const recount = () => {
        node.slowdown = node.slowdowns.reduce((product, f) => product * f, 1);
      };
      return listed(node.slowdowns, factor, recount);
    },
    fail(id, share) {
      const node = serverAt(id);
      if (!node) return nothing;
      const recount = () => {
        node.failShare = 1 - node.failShares.reduce((left, s) => left * (1 - s), 1);
      };
      return listed(node.failShares, share, recount);
    },
    delay(target, extra) {
      const slowed = 'node' in target ? serverAt(target.node) : model.link(target.link);
      if (!slowed) return nothing;
      const add = (nanos: number) => {
        slowed.delay += nanos;
        if (slowed instanceof LinkState) slowed.recount();
      };
      add(extra);
      return () => add(0 - extra);
    },
    cut(id, { mode, direction }) {
      const link = model.link(id);
      if (!link) return nothing;
      const add = (n: number) => {
        const [out, back] = mode === 'refuse' ? (['refusalsOut', 'refusalsBack'] as const) : (['holesOut', 'holesBack'] as const);
        if (direction !== 'answers') link[out] += n;
        if (direction !== 'calls') link[back] += n;
        link.recount();
      };
      add(1);
      return () => add(-1);
    },
    lose(id, share) {
      const link = model.link(id);
      return link ? listed(link.lossShares, share, () => link.recount()) : nothing;
    },
    cap(id, bandwidth) {
      const link = model.link(id);
      if (!link) return nothing;
      const carrier = model.carrierOf(link);
      return listed(carrier.caps, bandwidth, () => carrier.recount());
    },
    surge(id, factor) {
      const node = model.node(id);
      if (node?.role !== 'source') return nothing;
      const source: SourceState = node;
      const recount = () => {
        source.surge = source.surges.reduce((product, f) => product * f, 1);
        sources.restart(source);
      };
      return listed(source.surges, factor, recount);
    },
  };
}

/** Puts a value among those that are on; the undo takes out this one and no other. */
function listed(values: number[], value: number, recount: () => void): Undo {
  values.push(value);
  recount();
  return () => {
    values.splice(values.indexOf(value), 1);
    recount();
  };
}
