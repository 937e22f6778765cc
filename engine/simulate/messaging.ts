import { Broker } from './broker';
import type { Caller } from './caller';
import { Confirms } from './confirms';
import { DeadLetters } from './dead-letters';
import { Expiries } from './expiries';
import type { Logs } from './log/logs';
import type { Kernel } from './kernel';
import { MessageFaults } from './message-faults';
import type { Network } from './network';
import type { Steps } from './steps';
import { Op, type Task } from './task';
import { TracedBroker } from './tracing/traced-broker';

/** All that queues and topics are made of. */
export class Messaging {
  readonly broker: Broker;
  readonly confirms: Confirms;
  readonly faults: MessageFaults;
  private readonly deadLetters: DeadLetters;
  private readonly expiries: Expiries;

  constructor(kernel: Kernel) {
    const { tracer } = kernel;
    this.broker = tracer === null ? new Broker(kernel) : new TracedBroker(kernel, tracer);
    this.confirms = new Confirms(kernel);
    this.deadLetters = new DeadLetters(kernel);
    this.expiries = new Expiries(kernel);
    this.faults = new MessageFaults(kernel);
  }

  connect(caller: Caller, network: Network, steps: Steps, logs: Logs): void {
    const { broker, confirms, deadLetters, expiries } = this;
    Object.assign(broker, { logs, caller, network, confirms, deadLetters, expiries });
    Object.assign(confirms, { broker, steps, network });
    Object.assign(deadLetters, { broker });
    Object.assign(expiries, { broker });
    Object.assign(this.faults, { broker, caller });
  }

  /** Something is due. @returns false for what is none of its events */
  fire(task: Task, op: number): boolean {
    switch (op) {
      case Op.reachQueue:
        this.broker.arrive(task);
        return true;
      case Op.redeliver:
        this.broker.redeliver(task);
        return true;
      case Op.forward:
        this.broker.send(task, task);
        return true;
      case Op.messageExpiry:
        this.expiries.due(task);
        return true;
      case Op.deliveryTimeout:
        this.broker.deliveryTimedOut(task);
        return true;
      case Op.confirmed:
        this.confirms.confirmed(task);
        return true;
      case Op.unconfirmed:
        this.confirms.unconfirmed(task);
        return true;
      default:
        return false;
    }
  }
}
