import { invariant } from '../core/invariant';
import { failure, type Problem, type Result, success } from '../core/problem';
import { editWords } from '../design/edit-words';
import { apply, type Edit } from '../design/edits';
import { priceList } from '../design/price-list';
import { withAdvice } from '../design/findings';
import { examine, isError } from '../design/resolve';
import { type Design, type DesignFault, type ResolvedDesign, zFault } from '../design/schema';
import { shapesOf } from '../design/theory-shapes';
import { type Baseline, baselineOf, takeBaseline } from '../measure/baseline';
import { buildReport, nodeAccount } from '../measure/build-report';
import { DegradationWatch } from '../measure/degradation';
import type { Frame, Mark } from '../measure/frame';
import { FrameRecorder, TICK } from '../measure/frame-recorder';
import { ledgerLines } from '../measure/ledger-lines';
import { givenWarmup, type Report } from '../measure/report';
import { SloWatch } from '../measure/slo-watch';
import type { FoundTraces, TraceQuery } from '../measure/trace/find-traces';
import type { Trace } from '../measure/trace/trace';
import { boundedShelf } from '../measure/trace/trace-shelf';
import type { RunChange, RunRecord } from '../simulate/record';
import { Simulation } from '../simulate/simulation';
import type { EngineApi, LoadedDesign, NodeAccount } from './api';
import { WorkerTraces } from './traces';

/** Time as the worker sees it; handed in, since the engine has none of its own. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** Between two frames. [ms] */
const FRAME_EVERY = 100;
/** Longest stretch of simulating before the worker listens again. [ms] */
const SLICE = 24;
/** A run that is further behind its pace than this does not try to catch up. [ms] */
const MOST_BEHIND = 200;
const SECOND = 1e9;
/** [ns] */
const SHORTEST_STRIDE = 1000;

const changesSystem = new Set<Mark['kind']>(['edit', 'fault-start', 'fault-end']);

/** One design under simulation, with everything that watches it. */
interface Session {
  design: Design;
  resolved: ResolvedDesign;
  readonly seed: number;
  readonly simulation: Simulation;
  readonly recorder: FrameRecorder;
  readonly traces: WorkerTraces;
  readonly degradation: DegradationWatch;
  slos: SloWatch;
  baseline: Baseline;
  /** The state at the last change to the system, or where the account begins. */
  steady: Baseline;
  marksSeen: number;
  warm: boolean;
  readonly changes: RunChange[];
  marksSent: number;
  nextTick: number;
}

/** The engine behind the worker's interface. */
export class Engine implements EngineApi {
  private session: Session | null = null;
  /** Raised to stop the loop that runs. */
  private turn = 0;
  private playing: Promise<void> = Promise.resolve();
  private speed = 1;
  /** How far it simulates before it looks at the clock. [ns] */
  private stride = TICK;
  private pace = 0;
  private onFrame: ((frame: Frame) => Promise<void> | void) | null = null;

  constructor(private readonly clock: Clock) {}

  async load(design: Design, seed?: number): Promise<Result<LoadedDesign>> {
    const { resolved, problems } = examine(design);
    if (!resolved) return failure(...problems);
    await this.stop();
    const simulation = new Simulation(resolved, seed ?? resolved.seed, undefined, boundedShelf);
    const baseline = takeBaseline(simulation.model, 0);
    this.session = {
      design,
      resolved,
      seed: seed ?? resolved.seed,
      simulation,
      recorder: new FrameRecorder(simulation.model),
      traces: new WorkerTraces(simulation),
      degradation: new DegradationWatch(),
      slos: new SloWatch(resolved.slos),
      baseline,
      steady: baseline,
      marksSeen: 0,
      warm: false,
      changes: [],
      marksSent: 0,
      nextTick: TICK,
    };
    return success(this.loaded(withAdvice(resolved, problems)));
  }

  async play(speed: number, onFrame: (frame: Frame) => Promise<void> | void): Promise<void> {
    await this.stop();
    this.speed = speed;
    this.onFrame = onFrame;
    this.playing = this.loop(this.current(), ++this.turn);
  }

  async setSpeed(speed: number): Promise<void> {
    this.speed = speed;
  }

  async pause(): Promise<void> {
    await this.stop();
    const { session, onFrame } = this;
    this.pace = 0;
    if (session && onFrame) await onFrame(this.frame(session));
  }

  async step(): Promise<Frame> {
    await this.stop();
    const session = this.current();
    this.advance(session, session.nextTick);
    return this.frame(session);
  }

  async edit(edit: Edit): Promise<Result<LoadedDesign>> {
    const session = this.current();
    const design = apply(session.design, edit);
    const { resolved, problems } = examine(design);
    if (!resolved) return failure(...problems);
    const { simulation } = session;
    session.changes.push({ at: simulation.now, kind: 'edit', edit });
    // Moving a card changes nothing that runs, nor does letting a finding be.
    if (edit.kind !== 'move-nodes' && edit.kind !== 'set-ignored') {
      const { subject, text } = editWords(edit, session.design);
      simulation.change(resolved, text, subject);
    }
    if (JSON.stringify(resolved.slos) !== JSON.stringify(session.resolved.slos)) {
      session.slos = new SloWatch(resolved.slos);
      session.slos.begin(simulation.model);
    }
    session.design = design;
    session.resolved = resolved;
    return success(this.loaded(withAdvice(resolved, problems)));
  }

  async inject(fault: DesignFault): Promise<Result<void>> {
    const { simulation, changes, design } = this.current();
    const parsed = zFault.safeParse(fault);
    const checked = parsed.success ? examine({ ...design, faults: [fault] }) : examine({ version: 1, name: 'fault', faults: [fault] });
    if (!parsed.success || !checked.resolved) return failure(...checked.problems.filter(isError));
    changes.push({ at: simulation.now, kind: 'inject', fault });
    simulation.inject(parsed.data);
    return success(undefined);
  }

  async heal(faultId: string): Promise<void> {
    const { simulation, changes } = this.current();
    changes.push({ at: simulation.now, kind: 'heal', fault: faultId });
    simulation.heal(faultId);
  }

  async report(): Promise<Report> {
    const { simulation, resolved, seed, baseline, degradation } = this.current();
    return buildReport({
      design: resolved.name,
      seed,
      now: simulation.now,
      events: simulation.kernel.events,
      digest: simulation.digest,
      subjects: simulation.model,
      shapes: shapesOf(resolved),
      baseline,
      warmupRule: givenWarmup,
      prices: priceList(resolved),
      slos: resolved.slos,
      degraded: degradation.inOrder(simulation.model),
      marks: simulation.marks,
    });
  }

  async account(node: string): Promise<NodeAccount | null> {
    const { simulation, resolved, steady } = this.current();
    const input = {
      subjects: simulation.model,
      shapes: shapesOf(resolved),
      baseline: steady,
      marks: simulation.marks,
      now: simulation.now,
    };
    const line = nodeAccount(input, node);
    return line && { since: steady.at / 1e9, node: line };
  }

  async traces(query: TraceQuery): Promise<FoundTraces> {
    const { traces, design } = this.current();
    return traces.find(query, design);
  }

  async trace(request: number): Promise<Trace | null> {
    const { traces, design } = this.current();
    return traces.trace(request, design);
  }

  async record(): Promise<RunRecord> {
    const { design, seed, changes, simulation } = this.current();
    return { seed, design, changes, time: simulation.now, digest: simulation.digest };
  }

  private current(): Session {
    invariant(this.session, 'load a design first');
    return this.session;
  }

  private async stop(): Promise<void> {
    this.turn += 1;
    await this.playing;
  }

  private loaded(problems: readonly Problem[]): LoadedDesign {
    return { ids: this.ids(this.current()), warnings: problems };
  }

  private ids({ simulation: { model } }: Session): Frame['ids'] {
    return { nodes: model.nodes.map((node) => node.id), links: model.links.map((link) => link.id) };
  }

  private async loop(session: Session, turn: number): Promise<void> {
    const { clock } = this;
    const { simulation } = session;
    let before = clock.now();
    let goal = simulation.now;
    let sentAt = before - FRAME_EVERY;
    let sentTime = simulation.now;
    let taken = true;
    while (this.turn === turn) {
      const now = clock.now();
      const owed = (now - before) * this.speed * 1e6;
      before = now;
      // What lies too far behind is let go: `pace` tells.
      goal = this.speed === Infinity ? Infinity : Math.min(goal + owed, simulation.now + MOST_BEHIND * this.speed * 1e6);
      this.simulate(session, goal, now);
      if (taken && clock.now() - sentAt >= FRAME_EVERY && this.hasNews(session)) {
        const at = clock.now();
        this.pace = (simulation.now - sentTime) / 1e6 / Math.max(1, at - sentAt);
        sentAt = at;
        sentTime = simulation.now;
        taken = false;
        void Promise.resolve(this.onFrame?.(this.frame(session))).then(
          () => {
            taken = true;
          },
          () => {
            this.turn += 1;
          },
        );
      }
      await clock.sleep(this.speed === Infinity ? 0 : 8);
    }
  }

  /** Goes towards the goal for a slice at most, in strides that let the worker listen however much happens in a tick. */
  private simulate(session: Session, goal: number, startedAt: number): void {
    const { simulation } = session;
    let at = startedAt;
    do {
      this.advance(session, Math.min(goal, session.nextTick, simulation.now + this.stride));
      const took = this.clock.now() - at;
      at += took;
      if (took > SLICE / 2) this.stride = Math.max(this.stride / 2, SHORTEST_STRIDE);
      else if (took < SLICE / 8) this.stride = Math.min(this.stride * 2, TICK);
    } while (simulation.now < Math.floor(goal) && at - startedAt < SLICE);
  }

  /** Below real speed ticks are rare: rows between them keep the screen moving. */
  private hasNews(session: Session): boolean {
    if (this.speed < 1) session.recorder.tick(session.simulation.now, false);
    return !session.recorder.empty;
  }

  /** Runs to a moment no later than the next tick, and looks around when that is reached. */
  private advance(session: Session, to: number): void {
    const { simulation, recorder, resolved } = session;
    const { model } = simulation;
    simulation.runUntil(Math.floor(to));
    this.lookForChanges(session);
    if (simulation.now < session.nextTick) return;
    recorder.tick(session.nextTick);
    if (!session.warm && session.nextTick >= resolved.run.warmup) {
      session.warm = true;
      session.baseline = takeBaseline(model, session.nextTick);
      session.steady = session.baseline;
      session.slos.begin(model);
    }
    if (session.nextTick % SECOND === 0) {
      simulation.marks.push(...session.slos.look(model, session.nextTick));
      if (session.warm) session.degradation.look(model, session.nextTick);
    }
    session.nextTick += TICK;
  }

  /** After a change the system is another one: what theory is held against begins anew. */
  private lookForChanges(session: Session): void {
    const { marks, model, now } = session.simulation;
    let changed = false;
    for (; session.marksSeen < marks.length; session.marksSeen++) changed ||= changesSystem.has(marks[session.marksSeen]!.kind);
    if (changed) session.steady = baselineOf(model, now);
  }

  private frame(session: Session): Frame {
    const { simulation, recorder } = session;
    if (recorder.empty) recorder.tick(simulation.now, false);
    const rows = recorder.take();
    const marks = simulation.marks.slice(session.marksSent);
    session.marksSent = simulation.marks.length;
    const totals = { arrived: 0, ok: 0, degraded: 0, late: 0, failed: 0, inFlight: 0 };
    for (const { stats } of simulation.model.journeys) {
      for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += stats[key];
    }
    return {
      time: rows.ticks.at(-1) ?? simulation.now,
      structure: simulation.model.structure,
      ids: this.ids(session),
      ...rows,
      ledger: ledgerLines(simulation.model, simulation.now) ?? null,
      slos: session.slos.take(),
      marks,
      totals,
      events: simulation.kernel.events,
      pace: this.pace,
      activeFaults: simulation.activeFaults,
    };
  }
}
