import type { ResolvedFault } from '../design/schema';
import { type FaultControls, type FaultPlace, targetText, type Undo } from '../faults/definition';
import { faultActions } from '../faults/registry';
import type { Mark } from '../measure/frame';
import type { Kernel } from './kernel';
import { Kind, Op, type Task } from './task';
import { together } from './together';

interface Entry {
  readonly fault: ResolvedFault;
  readonly text: string;
  readonly scripted: boolean;
  readonly timer: Task;
  undo: Undo | null;
}

/** Faults of the design's script and those set by hand: when they start, and how they end. */
export class FaultScript {
  private entries: Entry[] = [];
  private readonly byTimer = new Map<Task, Entry>();

  constructor(
    private readonly kernel: Kernel,
    private readonly controls: FaultControls,
    private readonly placesOf: (fault: ResolvedFault) => readonly FaultPlace[],
    private readonly mark: (mark: Mark) => void,
  ) {}

  /** Ids of the faults that are on. */
  active(): string[] {
    return this.entries.filter((entry) => entry.undo !== null).map((entry) => entry.fault.id);
  }

  /** Brings the script in step with the design. Faults that stayed the same go on; those taken out end. */
  sync(faults: readonly ResolvedFault[]): void {
    const texts = new Set(faults.map((fault) => JSON.stringify(fault)));
    for (const entry of this.entries.filter((e) => e.scripted && !texts.has(e.text))) this.drop(entry);
    const known = new Set(this.entries.filter((entry) => entry.scripted).map((entry) => entry.text));
    for (const fault of faults) {
      if (known.has(JSON.stringify(fault))) continue;
      const start = Math.max(fault.startAfter, this.kernel.now);
      if (fault.duration !== undefined && fault.startAfter + fault.duration <= this.kernel.now) continue;
      this.kernel.schedule(this.add(fault, true).timer, Op.faultStart, start - this.kernel.now);
    }
  }

  /** Starts a fault by hand: now, or as long from now as its `startAfter` says. One of the same id that is on ends first. */
  inject(fault: ResolvedFault): void {
    this.heal(fault.id);
    const entry = this.add(fault, false);
    if (fault.startAfter > 0) this.kernel.schedule(entry.timer, Op.faultStart, fault.startAfter);
    else this.start(entry);
  }

  /** Ends a fault now, if it is on; one that was to start later by hand does not start. */
  heal(id: string): void {
    for (const entry of this.entries.filter((e) => e.fault.id === id && (e.undo !== null || !e.scripted))) this.drop(entry);
  }

  private add(fault: ResolvedFault, scripted: boolean): Entry {
    const timer = this.kernel.pool.take(Kind.timer);
    timer.need = 0;
    const entry: Entry = { fault, text: JSON.stringify(fault), scripted, timer, undo: null };
    this.entries.push(entry);
    this.byTimer.set(timer, entry);
    return entry;
  }

  /** A fault's timer fired. */
  startAt(timer: Task): void {
    this.start(this.byTimer.get(timer)!);
  }

  endAt(timer: Task): void {
    this.drop(this.byTimer.get(timer)!);
  }

  private start(entry: Entry): void {
    const { fault, timer } = entry;
    const definition = faultActions[fault.action];
    // Each action's own `start` takes its own params; the registry cannot say so to the compiler.
    const start = definition.start as (place: FaultPlace, params: unknown, controls: FaultControls) => Undo;
    entry.undo = together(this.placesOf(fault).map((place) => start(place, fault.params, this.controls)));
    this.mark({
      at: this.kernel.now,
      kind: 'fault-start',
      subject: targetText(fault.target),
      fault: fault.id,
      text: `${definition.title} on ${targetText(fault.target)}`,
    });
    if (fault.duration === undefined) return;
    // A scripted fault keeps to its own end, also when it began late because it was added while the run was on.
    const end = entry.scripted ? fault.startAfter + fault.duration : this.kernel.now + fault.duration;
    this.kernel.schedule(timer, Op.faultEnd, end - this.kernel.now);
  }

  private drop(entry: Entry): void {
    const { timer } = entry;
    this.kernel.cancel(timer);
    this.byTimer.delete(timer);
    this.kernel.pool.give(timer);
    this.entries = this.entries.filter((other) => other !== entry);
    if (entry.undo === null) return;
    entry.undo();
    entry.undo = null;
    const { title } = faultActions[entry.fault.action];
    const { id, target } = entry.fault;
    const subject = targetText(target);
    this.mark({ at: this.kernel.now, kind: 'fault-end', subject, fault: id, text: `${title} on ${subject} ended` });
  }
}
