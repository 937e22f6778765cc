import { causeCode, REFUSAL } from '../measure/stats';
import { Row } from '../measure/trace/rows';
import { figure, type FigureId } from '../policies/figures';
import { type Act, KEPT } from './act';
import type { Door } from './door';
import type { Kernel } from './kernel';
import type { LinkState } from './link-state';
import { Operation, Step, StepKind } from './operation';
import type { ServerState } from './model';
import type { Server } from './server';
import type { Steps } from './steps';
import { Flag, inherit, Kind, NEVER, Op, Place, type Task } from './task';
import { isUnknown } from './unknown-causes';

/** One stage as it is carried out: its steps, and the write of the progress behind them. */
export interface StagePlan {
  readonly forward: Step | null;
  /** Null when there is nothing to undo. */
  readonly back: Step | null;
  /** 0 without bound. [ns] */
  readonly timeout: number;
  readonly attempts: number;
  /** [ns] */
  readonly backoff: number;
}

/** A saga step, compiled. */
export interface SagaPlan {
  readonly node: ServerState;
  readonly stages: readonly StagePlan[];
  /** The write that begins it; null where nothing keeps its progress. */
  readonly begin: Step | null;
  readonly compensation: { readonly attempts: number; readonly backoff: number };
  /** [ns] */
  readonly takeover: number;
  /** Whether an operation whose saga was undone goes on. */
  readonly goOn: boolean;
}

type State = 'beginning' | 'running' | 'compensating' | 'stuck' | 'done' | 'compensated';
const levels: Partial<Record<State, FigureId>> = { running: 'sagas-running', compensating: 'sagas-compensating', stuck: 'sagas-stuck' };
const ends: Partial<Record<State, FigureId>> = { done: 'sagas-done', compensated: 'sagas-compensated' };

/** Figures of a node that orchestrates. */
export const sagaFigures: readonly FigureId[] = [
  'sagas-started',
  'sagas-running',
  'sagas-compensating',
  'sagas-stuck',
  'sagas-done',
  'sagas-compensated',
  'sagas-resumed',
];

/** One run of a saga: what its store knows of it, and who is at work on it. */
interface Instance {
  readonly plan: SagaPlan;
  /** Carries what the saga is about, and fires when it may be taken over. */
  readonly record: Task;
  /** By which the call came that began it. */
  readonly link: LinkState;
  state: State;
  stage: number;
  attempt: number;
  /** The task that works on it; null while nobody does. */
  owner: Task | null;
  /** Between two attempts. */
  pausing: boolean;
  /** Why it is being undone. */
  reason: number;
  cause: number;
  blame: number;
}

/** Orchestrated sagas: stages, compensations, retries, and progress that outlives a crash. */
export class Sagas {
  door!: Door;
  server!: Server;
  steps!: Steps;
  private readonly byOwner = new Map<Task, Instance>();
  private readonly byRecord = new Map<Task, Instance>();
  /** Calls on their way to take up a saga. */
  private readonly takers = new Map<Task, Instance>();

  constructor(private readonly kernel: Kernel) {}

  /** The act of a saga step. */
  act(plan: SagaPlan): Act {
    return {
      keepsFor: 'the next try of a stage',
      run: (task) => {
        this.steps.keep(task);
        this.begin(plan, task);
        return KEPT;
      },
      forsake: (task) => this.forsaken(task),
      branchDone: (task, ok) => this.branchDone(task, ok),
    };
  }

  private begin(plan: SagaPlan, owner: Task): void {
    const record = this.kernel.pool.take(Kind.timer);
    inherit(record, owner);
    let call = owner;
    while (call.kind === Kind.branch) call = call.parent!;
    const instance: Instance = {
      plan,
      record,
      link: call.link!,
      state: 'beginning',
      stage: 0,
      attempt: 1,
      owner,
      pausing: false,
      reason: 0,
      cause: -1,
      blame: -1,
    };
    this.byOwner.set(owner, instance);
    this.byRecord.set(record, instance);
    if (plan.begin === null) this.started(instance);
    else this.steps.branch(owner, plan.begin);
  }

  private started(instance: Instance): void {
    instance.plan.node.stats.figures!.add(figure['sagas-started']);
    this.turn(instance, 'running');
    this.proceed(instance);
  }

  /** Goes to the next stage that has something to do, or comes to the end. */
  private proceed(instance: Instance): void {
    const { plan } = instance;
    instance.attempt = 1;
    if (instance.state === 'compensating') {
      while (instance.stage >= 0 && plan.stages[instance.stage]!.back === null) instance.stage -= 1;
      if (instance.stage < 0) this.compensated(instance);
      else this.attempt(instance);
    } else if (instance.stage === plan.stages.length) this.done(instance);
    else this.attempt(instance);
  }

  private attempt(instance: Instance): void {
    const owner = instance.owner!;
    const stage = instance.plan.stages[instance.stage]!;
    const back = instance.state === 'compensating';
    if (stage.timeout > 0) this.kernel.schedule(owner, Op.saga, stage.timeout);
    this.kernel.tracer?.aboutDeed(Row.stage, owner, back ? -1 - instance.stage : instance.stage, instance.attempt);
    // Undoing is owed, however late it is.
    this.steps.branch(owner, back ? stage.back : stage.forward, back);
  }

  private branchDone(owner: Task, ok: boolean): void {
    const instance = this.byOwner.get(owner)!;
    this.kernel.cancel(owner);
    if (ok) {
      owner.cause = -1;
      if (instance.state === 'beginning') this.started(instance);
      else {
        instance.stage += instance.state === 'compensating' ? -1 : 1;
        this.proceed(instance);
      }
    } else this.failed(instance);
  }

  private failed(instance: Instance): void {
    const { plan } = instance;
    const owner = instance.owner!;
    if (instance.state === 'beginning') {
      this.release(instance);
      this.steps.failKept(owner, owner.reason);
      return;
    }
    const { attempts, backoff } = instance.state === 'compensating' ? plan.compensation : plan.stages[instance.stage]!;
    const refused = owner.cause === REFUSAL && instance.state === 'running';
    if (instance.attempt < attempts && !refused) {
      instance.attempt += 1;
      instance.pausing = true;
      this.kernel.schedule(owner, Op.saga, backoff);
    } else if (instance.state === 'compensating') this.stuck(instance);
    else this.undo(instance);
  }

  /** A stage has failed for good: what may have been done is undone. */
  private undo(instance: Instance): void {
    const owner = instance.owner!;
    const { reason, cause, blame } = owner;
    Object.assign(instance, { reason, cause, blame });
    // What may have been done although it failed is undone as well.
    if (!isUnknown(cause)) instance.stage -= 1;
    this.turn(instance, 'compensating');
    this.proceed(instance);
  }

  private done(instance: Instance): void {
    const { owner } = instance;
    this.turn(instance, 'done');
    this.release(instance);
    this.steps.goOn(owner!, owner!.step!.next);
  }

  private compensated(instance: Instance): void {
    const owner = instance.owner!;
    this.turn(instance, 'compensated');
    this.release(instance);
    if (instance.plan.goOn) {
      owner.cause = -1;
      this.steps.goOn(owner, owner.step!.next);
    } else this.give(owner, instance);
  }

  /** Its compensation fails for good: somebody has to look at it. */
  private stuck(instance: Instance): void {
    const owner = instance.owner!;
    this.turn(instance, 'stuck');
    this.release(instance);
    this.give(owner, instance);
  }

  private give(owner: Task, { reason, cause, blame }: Instance): void {
    owner.cause = cause;
    owner.blame = blame;
    this.steps.failKept(owner, reason);
  }

  /** The task that works on it is taken apart. */
  private forsaken(owner: Task): void {
    const instance = this.byOwner.get(owner)!;
    const { plan, record } = instance;
    this.byOwner.delete(owner);
    instance.owner = null;
    instance.pausing = false;
    if (instance.state === 'beginning') this.forget(instance);
    else if (plan.begin === null) {
      this.turn(instance, 'stuck');
      this.forget(instance);
    } else this.kernel.schedule(record, Op.saga, plan.takeover);
  }

  /** A pause or a time limit of a task that works on a saga is over, or a saga may be taken up. */
  due(task: Task): void {
    const mine = this.byOwner.get(task);
    if (mine !== undefined) {
      if (mine.pausing) {
        mine.pausing = false;
        this.attempt(mine);
      } else this.timedOut(mine);
      return;
    }
    const orphan = this.byRecord.get(task);
    if (orphan !== undefined) this.sendTaker(orphan);
  }

  private timedOut(instance: Instance): void {
    const owner = instance.owner!;
    const branch = owner.child!;
    this.server.evict(branch);
    owner.child = null;
    this.kernel.pool.give(branch);
    owner.reason = causeCode.timeout;
    owner.cause = causeCode.timeout;
    owner.blame = instance.plan.node.index;
    this.failed(instance);
  }

  /** Sends a call that nobody waits for to a replica that lives. If it does not get in, the next one follows after as long again. */
  private sendTaker(instance: Instance): void {
    const { plan, record, link } = instance;
    if (plan.node.removed) {
      this.turn(instance, 'stuck');
      this.forget(instance);
      return;
    }
    const task = this.kernel.pool.take(Kind.call);
    inherit(task, record);
    task.asked = null;
    task.link = link;
    task.called = this.takeUp;
    task.flags = Flag.abandoned;
    task.place = Place.toServer;
    task.zone = -1;
    task.chosen = null;
    task.attempt = 1;
    task.waited = 0;
    task.worked = 0;
    task.cause = -1;
    task.deadline = NEVER;
    task.startedAt = this.kernel.now;
    this.takers.set(task, instance);
    this.kernel.tracer?.takenUp(task);
    this.kernel.schedule(record, Op.saga, plan.takeover);
    this.door.arrive(task);
  }

  /** What such a call does when it is its turn. */
  private readonly takeUp = this.makeTakeUp();

  private makeTakeUp(): Operation {
    const step = new Step(StepKind.act);
    step.act = {
      run: (task) => {
        const instance = this.takers.get(task);
        this.takers.delete(task);
        // Another one was faster; a saga that is over has left its record to the next one.
        if (instance === undefined || instance.owner !== null || this.byRecord.get(instance.record) !== instance) return null;
        this.kernel.cancel(instance.record);
        instance.owner = task;
        this.byOwner.set(task, instance);
        instance.plan.node.stats.figures!.add(figure['sagas-resumed']);
        this.steps.keep(task);
        this.proceed(instance);
        return KEPT;
      },
      forsake: (task) => this.forsaken(task),
      branchDone: (task, ok) => this.branchDone(task, ok),
    };
    const operation = new Operation('');
    operation.first = step;
    return operation;
  }

  private turn(instance: Instance, state: State): void {
    const figures = instance.plan.node.stats.figures!;
    const before = levels[instance.state];
    const after = levels[state];
    if (before !== undefined) figures.move(figure[before], -1);
    if (after !== undefined) figures.move(figure[after], 1);
    const end = ends[state];
    if (end !== undefined) figures.add(figure[end]);
    instance.state = state;
  }

  /** Nobody works on it any more, since it is over. */
  private release(instance: Instance): void {
    this.byOwner.delete(instance.owner!);
    this.kernel.cancel(instance.owner!);
    instance.owner = null;
    this.forget(instance);
  }

  private forget({ record }: Instance): void {
    this.byRecord.delete(record);
    this.kernel.cancel(record);
    this.kernel.pool.give(record);
  }
}
