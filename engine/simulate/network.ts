import { causeCode } from '../measure/stats';
import { retransmissionDelay } from '../policies/retransmission';
import type { Broker } from './broker';
import type { Caller } from './caller';
import { LOST, REFUSED } from './carrier';
import type { Kernel } from './kernel';
import type { LinkState } from './link-state';
import type { NodeState } from './model';
import type { Door } from './door';
import { Flag, Kind, Op, Place, type Task } from './task';

/** How long a call into a black hole waits where no timeout is set: TCP's six connection attempts. [ns] */
export const GIVE_UP = 127e9;

/** What lies between caller and callee: bandwidth, then latency and loss, and cuts. Links without any of it never come here. */
export class Network {
  caller!: Caller;
  door!: Door;
  broker!: Broker;

  constructor(private readonly kernel: Kernel) {}

  /** Carries a call to its callee. */
  carryRequest(task: Task, link: LinkState): void {
    const { connections } = link;
    if (link.lookUps.length > 0 && (connections === null || !connections.isOpen)) this.notFound(task, link);
    else if (connections === null || connections.take()) this.carryOn(task, link);
    else if (link.expired > 0) this.caller.refused(task, causeCode.certificate);
    else {
      // Until it is connected nothing has left the caller.
      task.place = Place.caller;
      this.kernel.schedule(task, Op.connected, connections.open());
    }
  }

  /** The callee's name is not found. At once, or after the resolver has been waited for. */
  private notFound(task: Task, link: LinkState): void {
    const patience = patienceOf(link);
    if (patience === 0) this.fail(task, REFUSED);
    else {
      task.place = Place.caller;
      this.kernel.schedule(task, Op.lost, patience);
    }
  }

  /** A handshake is done. */
  connected(task: Task): void {
    const link = task.link!;
    if (link.refusalsOut > 0 || link.removed) this.caller.refused(task);
    else this.carryOn(task, link);
  }

  private carryOn(task: Task, link: LinkState): void {
    const { carrier } = link;
    if (carrier === null) {
      this.launchRequest(task, tripTime(link, link.holesOut));
      return;
    }
    if (carrier.zones !== null) task.zone = zoneOf(task.parent, link.from);
    task.place = Place.toServer;
    if (carrier.loadRequest(task)) carrier.out.push(task);
    else this.launchRequest(task, this.requestTime(task, link));
  }

  /** Carries an answer, good or bad, to the caller. */
  carryAnswer(task: Task, link: LinkState, ok: boolean): void {
    const { carrier } = link;
    if (link.corruption !== null && ok) corrupt(task, link);
    if (carrier === null) {
      this.launchAnswer(task, tripTime(link, link.holesBack));
      return;
    }
    task.place = Place.toCaller;
    if (carrier.loadAnswer(task, ok)) carrier.back.push(task);
    else this.launchAnswer(task, this.answerTime(task, link));
  }

  /** Carries a message to its queue; nobody waits for it. */
  carryMessage(message: Task, link: LinkState, publisher: Task): void {
    const { carrier } = link;
    if (link.lookUps.length > 0) {
      this.launchMessage(message, patienceOf(link) === 0 ? REFUSED : LOST);
      return;
    }
    if (carrier === null) {
      this.launchMessage(message, tripTime(link, link.holesOut));
      return;
    }
    if (carrier.zones !== null) message.zone = zoneOf(publisher, link.from);
    if (carrier.loadRequest(message)) carrier.out.push(message);
    else this.launchMessage(message, this.messageTime(message, link));
  }

  /** How long a queue's answer to a publisher takes; negative when it does not get there. Its size does not count. [ns] */
  confirmTime(link: LinkState): number {
    return link.refusalsBack > 0 ? LOST : tripTime(link, link.holesBack);
  }

  /** The last bit of a transfer has left its end of the link. */
  transmitted(task: Task): void {
    const link = task.link!;
    const carrier = link.carrier!;
    const back = task.kind === Kind.call && task.place === Place.toCaller;
    (back ? carrier.back : carrier.out).done(task);
    if (task.kind === Kind.message) this.launchMessage(task, this.messageTime(task, link));
    else if (back) this.launchAnswer(task, this.answerTime(task, link));
    else this.launchRequest(task, this.requestTime(task, link));
  }

  /** Takes a call that is on its way off the network. */
  recall(task: Task): void {
    if ((task.flags & Flag.wire) === 0) this.kernel.cancel(task);
    else {
      const carrier = task.link!.carrier!;
      (task.place === Place.toCaller ? carrier.back : carrier.out).remove(task);
    }
  }

  private launchRequest(task: Task, delay: number): void {
    if (delay === 0) this.door.arrive(task);
    else if (delay > 0) {
      task.place = Place.toServer;
      this.kernel.schedule(task, Op.reachServer, delay);
    } else this.fail(task, delay);
  }

  private launchAnswer(task: Task, delay: number): void {
    if (delay === 0) this.caller.answered(task);
    else if (delay > 0) {
      task.place = Place.toCaller;
      this.kernel.schedule(task, Op.reachCaller, delay);
    } else this.fail(task, delay);
  }

  private launchMessage(message: Task, delay: number): void {
    if (delay < 0) this.broker.lost(message, delay === REFUSED ? causeCode.unreachable : causeCode.lost);
    else if (delay === 0) this.broker.arrive(message);
    else this.kernel.schedule(message, Op.reachQueue, delay);
  }

  /** A host has taken the call that answers nothing: its caller waits until it gives up. */
  swallow(task: Task): void {
    this.fail(task, LOST);
  }

  /** Refused, the caller hears at once. Lost, it learns of it by its own timeout, or when the network gives up. */
  private fail(task: Task, why: number): void {
    if ((task.flags & Flag.abandoned) !== 0) {
      this.kernel.pool.give(task);
      return;
    }
    task.place = Place.caller;
    if (why === REFUSED) this.caller.refused(task);
    else this.kernel.schedule(task, Op.lost, GIVE_UP);
  }

  /** Between zones the caller chooses the replica, since it depends on that how far the call has to go. */
  private requestTime(task: Task, link: LinkState): number {
    const { zones } = link.carrier!;
    const time = tripTime(link, link.holesOut);
    if (zones === null) return time;
    // The one that reads a partition of a log is known before.
    // An instance on demand is started by the call that comes, not by one that may get lost.
    if (link.group === null) task.chosen = link.server!.onDemand === null ? this.door.replicaFor(task, link.server!) : null;
    const extra = link.carrier!.cross(zones, task.zone, task.chosen === null ? -1 : task.chosen.zone, task.bytes);
    return extra < 0 ? extra : time < 0 ? time : time + extra;
  }

  private answerTime(task: Task, link: LinkState): number {
    const { zones } = link.carrier!;
    const time = tripTime(link, link.holesBack);
    if (zones === null) return time;
    const from = task.chosen === null || task.chosen.node !== link.server ? -1 : task.chosen.zone;
    const extra = link.carrier!.cross(zones, from, task.zone, task.bytes);
    return extra < 0 ? extra : time < 0 ? time : time + extra;
  }

  private messageTime(message: Task, link: LinkState): number {
    const { zones } = link.carrier!;
    const time = tripTime(link, link.holesOut);
    if (zones === null) return time;
    const extra = link.carrier!.cross(zones, message.zone, (link.queue ?? link.log!).zone, message.bytes);
    return extra < 0 ? extra : time < 0 ? time : time + extra;
  }
}

/** Time of one trip, retransmissions included; negative when nothing gets through. [ns] */
function tripTime(link: LinkState, holes: number): number {
  if (holes > 0) return LOST;
  const { latency, delay, loss, lateness } = link;
  let time = latency === null ? delay : delay + (latency.constant >= 0 ? latency.constant : latency.sample());
  if (lateness !== null) time += lateness.draw();
  if (loss === 0) return time;
  const pause = retransmissionDelay(link.lossRng, loss);
  return pause < 0 ? LOST : time + pause;
}

/** How long a caller waits until it gives up to look for the callee's name: as long as the most patient fault lets it. [ns] */
const patienceOf = ({ lookUps }: LinkState): number => lookUps.reduce((most, { patience }) => Math.max(most, patience), 0);

/** A share of the good answers is nothing that the caller can read. What the callee did is done. */
function corrupt(task: Task, { corruption, server }: LinkState): void {
  const { shares, rng } = corruption!;
  if (!shares.some((share) => rng.next() < share)) return;
  task.flags &= ~Flag.ok;
  task.reason = causeCode.error;
  task.cause = causeCode.error;
  task.blame = server!.index;
}

/** Where something is sent from: the replica at work on it, else the client or queue itself. */
function zoneOf(sender: Task | null, from: NodeState): number {
  if (sender !== null && sender.replica !== null) return sender.replica.zone;
  return from.role === 'server' ? -1 : from.zone;
}
