import type { Cut, FaultControls, Undo } from '../faults/definition';
import type { Alarms } from './alarms';
import { makeCallControls } from './call-controls';
import type { Caller } from './caller';
import type { Kernel } from './kernel';
import type { Reconnects } from './reconnects';
import { makeReplicaControls } from './replica-controls';
import { together } from './together';
import type { Messaging } from './messaging';
import type { Model } from './compile';
import type { Logs } from './log/logs';
import { listed } from './listed';
import { messageControls, pauseQueue } from './message-controls';
import { LinkState } from './link-state';
import type { ServerState } from './model';
import { releasesOf } from './releases';
import type { Server } from './server';
import type { Sources } from './sources';
import { makeStoreControls } from './store-controls';
import { loseZone } from './zone-loss';

const nothing: Undo = () => {};

/** The parts of a simulation that faults do something to. */
export interface Targets {
  readonly kernel: Kernel;
  readonly caller: Caller;
  readonly server: Server;
  readonly sources: Sources;
  readonly reconnects: Reconnects;
  readonly messaging: Messaging;
  readonly logs: Logs;
  readonly alarms: Alarms;
}

/** What faults may do to the running model. A target that is gone by now is left alone. */
export function makeControls(model: Model, targets: Targets): FaultControls {
  const { kernel, caller, server, sources, reconnects, messaging, logs, alarms } = targets;
  const serverAt = (id: string): ServerState | null => {
    const node = model.node(id);
    return node?.role === 'server' ? node : null;
  };
  const surge = (id: string, factor: number): Undo => {
    const source = model.node(id);
    if (source?.role !== 'source') return nothing;
    return listed(source.surges, factor, () => {
      source.surge = source.surges.reduce((product, f) => product * f, 1);
      sources.restart(source);
    });
  };
  const lose = (zone: string): Undo => loseZone(zone, model, server, messaging.faults, logs.storage, (client) => surge(client, 0));
  return {
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
    cut(id, cut) {
      const link = model.link(id);
      return link ? cutLink(link, cut) : nothing;
    },
    cutNodes({ one, other }, cut) {
      const back = { both: 'both', forward: 'backward', backward: 'forward' } as const;
      const undos = model.links.flatMap((link) => {
        const to = link.to.id;
        if (link.removed) return [];
        if (one.includes(link.from.id) && other.includes(to)) return [cutLink(link, cut)];
        if (other.includes(link.from.id) && one.includes(to)) return [cutLink(link, { ...cut, direction: back[cut.direction] })];
        return [];
      });
      return together(undos);
    },
    cutZones: (sides, cut) => model.zones.cut(sides, cut),
    loseZone: lose,
    loseRegion: (region) => together(model.zones.zonesOf(region).map(lose)),
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
    deploy(id, deployment) {
      const node = serverAt(id);
      return node ? listed(releasesOf(node).deployed, deployment, () => {}) : nothing;
    },
    breakContract(id, fields) {
      const node = serverAt(id);
      return node ? listed(releasesOf(node).broken, fields, () => {}) : nothing;
    },
    expireCertificate(id) {
      const link = model.link(id);
      if (!link) return nothing;
      link.expired += 1;
      return () => {
        link.expired -= 1;
      };
    },
    surge,
    heat(id, share, entity) {
      const source = model.node(id);
      return source?.role === 'source' ? listed(source.heats, { share, entity }, () => {}) : nothing;
    },
    reconnect(id, clients, within) {
      const source = model.node(id);
      return source?.role === 'source' && source.journeys.length > 0 ? reconnects.begin(source, clients, within) : nothing;
    },
    flush(id) {
      serverAt(id)?.store?.flush?.();
      return nothing;
    },
    loseBrokers(id, count) {
      const node = model.node(id);
      if (node?.role === 'queue') return messaging.faults.crash(node);
      return node?.role === 'log' ? logs.storage.loseBrokers(node, count) : nothing;
    },
    pauseConsumers(target, count) {
      const group = 'link' in target ? (model.link(target.link)?.group ?? null) : null;
      return group === null ? pauseQueue(target, model, messaging) : logs.groups.pause(group, count);
    },
    rebalance(id, every) {
      const group = model.link(id)?.group;
      return group ? logs.groups.stormOf(group, every) : nothing;
    },
    replay(id, from) {
      const group = model.link(id)?.group;
      if (group) logs.groups.seek(group, from);
    },
    ...makeReplicaControls(serverAt, server, kernel, alarms),
    ...makeCallControls(model, kernel, caller, alarms),
    ...makeStoreControls(serverAt, server, alarms),
    ...messageControls(model, messaging),
  };
}

function cutLink(link: LinkState, { mode, direction }: Cut): Undo {
  const [out, back] = mode === 'refuse' ? (['refusalsOut', 'refusalsBack'] as const) : (['holesOut', 'holesBack'] as const);
  const add = (n: number) => {
    if (direction !== 'backward') link[out] += n;
    if (direction !== 'forward') link[back] += n;
    link.recount();
  };
  add(1);
  return () => add(-1);
}
