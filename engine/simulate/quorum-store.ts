import { causeCode } from '../measure/stats';
import { Row } from '../measure/trace/rows';
import type { StoreModel } from '../nodes/definition';
import { figure } from '../policies/figures';
import { type Copies, CopiesTable, ownerOf, slotOf } from '../policies/quorum';
import { shardOf } from '../policies/shards';
import { keyOf, numberOf, plainRead, typeOf } from './access';
import { type Act, KEPT } from './act';
import type { Machinery } from './machinery';
import type { Replica, ServerState } from './model';
import { Step, StepKind } from './operation';
import { QuorumRound, SILENT } from './quorum-round';
import type { Store } from './store';
import { inherit, Kind, NEVER, Op, type Task } from './task';

type KeyValueModel = Extract<StoreModel, { kind: 'key-value' }>;

/** What a piece of work at a copy is for. */
const OWN = 0;
/** In place of an owner that is down. */
const SUBSTITUTE = 1;
const REPAIR = 2;

/**
 * A key-value store without a primary. The node that takes a call asks the owners of the thing side by side, each for a piece of work of its
 * own, and answers when enough of them have; the others go on.
 */
export class QuorumStore implements Store, Act {
  readonly keepsFor = 'enough copies to answer';
  readonly before = null;
  readonly after: Act = this;
  readonly last = null;
  private model: KeyValueModel | null = null;
  private members: Replica[] = [];
  private alive: boolean[] = [];
  readonly forgetting = 'things whose copies differed; they count as alike';
  private table = new CopiesTable(1);
  private readonly rounds: QuorumRound[] = [];
  private readonly spare: QuorumRound[] = [];
  /** Work at a copy, and what comes of it. */
  private readonly work = new Step(StepKind.work);
  private readonly failed = new Step(StepKind.act);
  private turn = 0;

  get forgotten(): number {
    return this.table.forgotten;
  }

  constructor(
    private readonly node: ServerState,
    private readonly machinery: Machinery,
  ) {
    const arrival = new Step(StepKind.act);
    arrival.act = { run: (part) => this.arrived(part), forsake: () => {} };
    this.work.next = arrival;
    this.work.plain = true;
    this.failed.act = { run: (task) => this.fail(task), forsake: () => {} };
  }

  configure(model: KeyValueModel): void {
    const before = this.model;
    this.model = model;
    if (before?.quorum.n !== model.quorum.n) this.forget();
    this.work.sampler = this.node.sampler('access', model.access);
  }

  /** The node that took the call asks the owners. */
  run(task: Task): Step | null {
    const { quorum } = this.model!;
    const access = task.asked ?? plainRead;
    const key = keyOf(task, access);
    const nodes = this.members.length;
    const about = numberOf(key) >= 0;
    const home = about ? shardOf(numberOf(key), typeOf(key), { by: 'hash', count: nodes }) : this.turn++ % nodes;
    const slots = Math.min(quorum.n, nodes);
    const asked = access.write ? quorum.w : access.consistency === 'any' ? quorum.r : Math.max(quorum.r, slots - quorum.w + 1);
    const need = Math.min(asked, slots);
    if (this.available(home, slots) < need) return this.fail(task);
    const round = this.begin(task, need, home, slots);
    round.write = access.write;
    if (about) this.look(round, key, task);
    this.machinery.steps.keep(task);
    this.machinery.kernel.schedule(task, Op.keptDue, quorum.timeout);
    task.need = round.index;
    this.ask(round, task);
    return KEPT;
  }

  /** The copies have not answered in time. */
  due(task: Task): void {
    this.giveUp(this.rounds[task.need]!);
    this.machinery.steps.failHere(task, causeCode['no-quorum']);
  }

  forsake(task: Task): void {
    this.giveUp(this.rounds[task.need]!);
  }

  /** Pieces of work at the replica are lost. */
  crashed(replica: Replica): void {
    for (const part of this.machinery.kernel.pool.all) {
      if (part.kind !== Kind.part || part.replica !== replica) continue;
      this.machinery.server.evict(part);
      this.partOver(part, false);
    }
  }

  fleetChanged(): void {
    const members = this.node.replicas.filter(({ retired }) => !retired);
    if (members.length !== this.members.length || members.some((member, i) => member !== this.members[i])) {
      this.members = members;
      this.alive = members.map(() => false);
      this.forget();
    }
    members.forEach(({ up, starting }, node) => {
      const alive = up && starting === null;
      if (alive && this.alive[node] === false) this.cameBack(node);
      this.alive[node] = alive;
    });
  }

  /** A piece of work is over: done, or lost. */
  partOver(part: Task, ok: boolean): void {
    const round = this.rounds[part.need]!;
    const { count: slot, attempt: purpose } = part;
    part.replica = null;
    this.machinery.kernel.tracer?.aboutDeed(Row.end, part, ok ? -1 : causeCode.crash, -1);
    this.machinery.kernel.pool.give(part);
    round.out -= 1;
    if (ok) this.done(round, slot, purpose);
    if (round.task !== null) {
      if (round.good >= round.need) this.succeed(round);
      else if (round.good + round.out < round.need) this.fall(round);
    }
    if (round.out === 0) this.end(round);
  }

  private arrived(part: Task): typeof KEPT {
    this.partOver(part, true);
    return KEPT;
  }

  /** How many could answer. */
  private available(home: number, slots: number): number {
    const { alive } = this;
    const nodes = alive.length;
    let owners = 0;
    for (let slot = 0; slot < slots; slot++) if (alive[ownerOf(home, slot, nodes)] === true) owners += 1;
    if (this.model!.quorum.mode === 'strict') return owners;
    let others = 0;
    for (let slot = slots; slot < nodes; slot++) if (alive[ownerOf(home, slot, nodes)] === true) others += 1;
    return Math.min(slots, owners + others);
  }

  private begin(task: Task, need: number, home: number, slots: number): QuorumRound {
    let round = this.spare.pop();
    if (round === undefined) {
      round = new QuorumRound(this.rounds.length);
      this.rounds.push(round);
    }
    round.task = task;
    round.need = need;
    round.home = home;
    round.slots = slots;
    round.good = 0;
    round.out = 0;
    round.repairing = false;
    round.copies = null;
    round.met.fill(SILENT);
    return round;
  }

  /** Finds what is known of the thing's copies. */
  private look(round: QuorumRound, key: number, task: Task): void {
    const copies = this.table.enter(key);
    round.copies = copies;
    round.table = this.table;
    round.committed = copies.committed;
    round.version = 0;
    if (!round.write) return;
    const writer = task.replica!.index;
    if (copies.conflicts(writer)) this.count('write-conflicts');
    round.version = copies.begin(writer);
  }

  private ask(round: QuorumRound, task: Task): void {
    const nodes = this.members.length;
    let next = round.slots;
    for (let slot = 0; slot < round.slots; slot++) {
      const owner = ownerOf(round.home, slot, nodes);
      if (this.alive[owner] === true) this.send(round, slot, this.members[owner]!, OWN, task);
      else if (this.model!.quorum.mode === 'sloppy') {
        while (next < nodes && this.alive[ownerOf(round.home, next, nodes)] !== true) next += 1;
        if (next < nodes) this.send(round, slot, this.members[ownerOf(round.home, next++, nodes)]!, SUBSTITUTE, task);
      }
    }
    // Copies without room have refused at once.
    if (round.good + round.out < round.need) this.fall(round);
    if (round.out === 0) this.end(round);
  }

  /** @param task in whose name, null for nobody's */
  private send(round: QuorumRound, slot: number, replica: Replica, purpose: number, task: Task | null): void {
    const { workers, queueLimit } = this.node;
    if (replica.busy >= workers && replica.queue.length >= queueLimit) return;
    const part = this.machinery.kernel.pool.take(Kind.part);
    if (task === null) part.asked = null;
    else inherit(part, task);
    part.replica = replica;
    this.machinery.kernel.tracer?.beside(part, task, Row.part);
    part.step = this.work;
    part.need = round.index;
    part.count = slot;
    part.attempt = purpose;
    part.deadline = NEVER;
    part.waited = 0;
    part.worked = 0;
    part.cause = -1;
    part.arrivedAt = this.machinery.kernel.now;
    round.out += 1;
    this.machinery.steps.advance(part);
  }

  private done(round: QuorumRound, slot: number, purpose: number): void {
    const { copies } = round;
    if (purpose !== REPAIR) round.good += 1;
    if (copies === null) return;
    if (purpose === REPAIR) copies.put(slot, round.version);
    else if (!round.write) {
      const met = purpose === SUBSTITUTE ? copies.hinted[slot]! : copies.at[slot]!;
      round.met[slot] = purpose === SUBSTITUTE ? SILENT : met;
      if (met > round.version) round.version = met;
    } else if (purpose === SUBSTITUTE) {
      copies.hint(slot, round.version);
      this.count('hints');
      // The owner may have come back while this was on its way.
      if (this.alive[ownerOf(round.home, slot, this.members.length)] === true) copies.handOver(slot);
    } else copies.put(slot, round.version);
  }

  /** Enough copies have answered. */
  private succeed(round: QuorumRound): void {
    const task = round.task!;
    const { kernel, steps, versions } = this.machinery;
    const { copies } = round;
    round.task = null;
    if (copies !== null) {
      const { key } = copies;
      if (round.write) {
        copies.end(round.version, true);
        task.seen = versions.write(key);
      } else {
        const stale = round.version < round.committed;
        this.count(stale ? 'stale-reads' : 'fresh-reads');
        const version = Math.max(0, versions.of(key) - Math.max(0, copies.committed - round.version));
        if (stale && task.seenOf === key && version < task.seen) this.count('missed-own-writes');
        task.seen = version;
      }
      task.seenOf = key;
    }
    kernel.cancel(task);
    steps.wake(task, task.step!.next);
  }

  /** So many copies are lost to it that not enough can answer. */
  private fall(round: QuorumRound): void {
    const { task } = round;
    if (task === null) return;
    this.giveUp(round);
    this.machinery.kernel.cancel(task);
    this.machinery.steps.wake(task, this.failed);
  }

  /** Nobody waits for it any more. */
  private giveUp(round: QuorumRound): void {
    round.task = null;
    if (round.write) round.copies?.end(round.version, false);
  }

  private fail(task: Task): typeof KEPT {
    this.machinery.steps.failHere(task, causeCode['no-quorum']);
    return KEPT;
  }

  /** All copies have answered, or never will: old ones that a read has met are brought up to date first. */
  private end(round: QuorumRound): void {
    const { copies } = round;
    if (copies !== null) {
      if (!round.write && !round.repairing && this.model!.quorum.readRepair && round.table === this.table) {
        round.repairing = true;
        this.repair(round, copies);
        if (round.out > 0) return;
      }
      round.table!.leave(copies);
      round.copies = null;
      round.table = null;
    }
    this.spare.push(round);
  }

  private repair(round: QuorumRound, copies: Copies): void {
    for (let slot = 0; slot < round.slots; slot++) {
      const met = round.met[slot]!;
      const owner = ownerOf(round.home, slot, this.members.length);
      // It may have got the newest meanwhile.
      if (met === SILENT || copies.at[slot]! >= round.version || this.alive[owner] !== true) continue;
      this.count('read-repairs');
      this.send(round, slot, this.members[owner]!, REPAIR, null);
    }
  }

  /** A node is there again, and gets what others have kept for it. */
  private cameBack(node: number): void {
    const nodes = this.members.length;
    this.table.forEach((copies) => {
      const { key } = copies;
      const slot = slotOf(node, shardOf(numberOf(key), typeOf(key), { by: 'hash', count: nodes }), nodes);
      if (slot < Math.min(this.model!.quorum.n, nodes)) copies.handOver(slot);
    });
    this.table.tidy();
  }

  /** All copies are alike from now on. */
  private forget(): void {
    this.table = new CopiesTable(Math.min(this.model?.quorum.n ?? 1, Math.max(1, this.members.length)));
  }

  private count(id: 'stale-reads' | 'fresh-reads' | 'missed-own-writes' | 'write-conflicts' | 'read-repairs' | 'hints'): void {
    this.node.stats.figures!.add(figure[id]);
  }
}
