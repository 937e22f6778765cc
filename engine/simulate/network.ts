import { causeCode } from '../measure/stats';
import { retransmissionDelay } from '../policies/retransmission';
import type { Broker } from './broker';
import type { Caller } from './caller';
import type { Kernel } from './kernel';
import type { LinkState } from './model';
import type { Server } from './server';
import { Flag, Kind, Op, Place, type Task } from './task';

/** How long a call into a black hole waits where no timeout is set: TCP's six connection attempts. [ns] */
const GIVE_UP = 127e9;

/** What lies between caller and callee: bandwidth, then latency and loss, and cuts. Links without any of it never come here. */
export class Network {
  caller!: Caller;
  server!: Server;
  broker!: Broker;

  constructor(private readonly kernel: Kernel) {}

  /** Carries a call to its callee. */
  carryRequest(task: Task, link: LinkState): void {
    const { carrier } = link;
    if (carrier !== null && carrier.loadRequest(task)) {
      task.place = Place.toServer;
      carrier.out.push(task);
    } else this.launchRequest(task, link);
  }

  /** Carries an answer, good or bad, to the caller. */
  carryAnswer(task: Task, link: LinkState, ok: boolean): void {
    const { carrier } = link;
    if (carrier !== null && carrier.loadAnswer(task, ok)) {
      task.place = Place.toCaller;
      carrier.back.push(task);
    } else this.launchAnswer(task, link);
  }

  /** Carries a message to its queue; nobody waits for it. */
  carryMessage(message: Task, link: LinkState): void {
    const { carrier } = link;
    if (carrier !== null && carrier.loadRequest(message)) carrier.out.push(message);
    else this.launchMessage(message, link);
  }

  /** The last bit of a transfer has left its end of the link. */
  transmitted(task: Task): void {
    const link = task.link!;
    const carrier = link.carrier!;
    const back = task.kind === Kind.call && task.place === Place.toCaller;
    (back ? carrier.back : carrier.out).done(task);
    if (task.kind === Kind.message) this.launchMessage(task, link);
    else if (back) this.launchAnswer(task, link);
    else this.launchRequest(task, link);
  }

  /** Takes a call that is on its way off the network. */
  recall(task: Task): void {
    if ((task.flags & Flag.wire) === 0) this.kernel.cancel(task);
    else {
      const carrier = task.link!.carrier!;
      (task.place === Place.toCaller ? carrier.back : carrier.out).remove(task);
    }
  }

  private launchRequest(task: Task, link: LinkState): void {
    const delay = link.holesOut > 0 ? -1 : tripTime(link);
    if (delay === 0) this.server.arrive(task);
    else if (delay > 0) {
      task.place = Place.toServer;
      this.kernel.schedule(task, Op.reachServer, delay);
    } else this.lose(task);
  }

  private launchAnswer(task: Task, link: LinkState): void {
    const delay = link.holesBack > 0 ? -1 : tripTime(link);
    if (delay === 0) this.caller.answered(task);
    else if (delay > 0) {
      task.place = Place.toCaller;
      this.kernel.schedule(task, Op.reachCaller, delay);
    } else this.lose(task);
  }

  private launchMessage(message: Task, link: LinkState): void {
    const delay = link.holesOut > 0 ? -1 : tripTime(link);
    if (delay < 0) this.broker.lost(message, causeCode.lost);
    else if (delay === 0) this.broker.arrive(message);
    else this.kernel.schedule(message, Op.reachQueue, delay);
  }

  /** The caller learns of it by its own timeout, or when the network gives up. */
  private lose(task: Task): void {
    if ((task.flags & Flag.abandoned) !== 0) {
      this.kernel.pool.give(task);
      return;
    }
    task.place = Place.caller;
    this.kernel.schedule(task, Op.lost, GIVE_UP);
  }
}

/** Time of one trip, retransmissions included; -1 when nothing gets through. [ns] */
function tripTime(link: LinkState): number {
  const { latency, delay, loss } = link;
  const time = latency === null ? delay : delay + (latency.constant >= 0 ? latency.constant : latency.sample());
  if (loss === 0) return time;
  const pause = retransmissionDelay(link.lossRng, loss);
  return pause < 0 ? -1 : time + pause;
}
