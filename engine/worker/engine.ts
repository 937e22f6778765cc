import { invariant } from '../core/invariant';
import { type Problem, type Result, success } from '../core/problem';
import type { Edit } from '../design/edits';
import { priceList } from '../design/price-list';
import { withAdvice } from '../design/findings';
import type { Design, DesignFault } from '../design/schema';
import { shapesOf } from '../design/theory-shapes';
import { buildReport, nodeAccount } from '../measure/build-report';
import type { Frame } from '../measure/frame';
import { TICK } from '../measure/frame-recorder';
import { type Cascade, cascadeOf } from '../measure/cascade';
import { givenWarmup, type Report } from '../measure/report';
import type { FoundTraces, TraceQuery } from '../measure/trace/find-traces';
import type { Trace } from '../measure/trace/trace';
import type { RunPlan, RunRecord } from '../simulate/record';
import type { BottleneckAnswer, EngineApi, LoadedDesign, NodeAccount } from './api';
import { bottleneckIn } from './bottleneck';
import { seek } from './seek';
import { advance, changesBy, frameOf, idsOf, openSession, performByHand, type Session } from './session';

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
/** [ns] */
const SHORTEST_STRIDE = 1000;

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
    const opened = openSession({ design, ...(seed !== undefined && { seed }) });
    if (!opened.ok) return opened;
    await this.stop();
    this.session = opened.value.session;
    return success(this.loaded(opened.value.warnings));
  }

  async seek(plan: RunPlan, time: number, onFrame: (frame: Frame) => Promise<void> | void): Promise<Result<LoadedDesign | null>> {
    const stopped = this.stop();
    // Whatever comes while it waits cancels it.
    const { turn } = this;
    await stopped;
    const found = await seek(plan, time, onFrame, this.clock, () => this.turn !== turn);
    if (!found.ok || found.value === null) return found.ok ? success(null) : found;
    this.session = found.value.session;
    return success(this.loaded(found.value.warnings));
  }

  async cancelSeek(): Promise<void> {
    await this.stop();
  }

  async play(speed: number, onFrame: (frame: Frame) => Promise<void> | void): Promise<void> {
    const stopped = this.stop();
    const { turn } = this;
    await stopped;
    // Whatever came while it waited has the word: a seek that has begun would end at once otherwise.
    if (this.turn !== turn) return;
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
    if (session && onFrame) await onFrame(frameOf(session, this.pace));
  }

  async step(): Promise<Frame> {
    await this.stop();
    const session = this.current();
    advance(session, session.nextTick);
    return frameOf(session, this.pace);
  }

  async edit(edit: Edit): Promise<Result<LoadedDesign>> {
    const done = performByHand(this.current(), { kind: 'edit', edit });
    return done.ok ? success(this.loaded(done.value.warnings)) : done;
  }

  async inject(fault: DesignFault): Promise<Result<number>> {
    const done = performByHand(this.current(), { kind: 'inject', fault });
    return done.ok ? success(done.value.at) : done;
  }

  async heal(fault: string): Promise<number> {
    performByHand(this.current(), { kind: 'heal', fault });
    return this.current().simulation.now;
  }

  async report(): Promise<Report> {
    const { simulation, resolved, seed, baseline, degradation, cascade } = this.current();
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
      cascade: cascadeOf(cascade, simulation.marks),
      marks: simulation.marks,
    });
  }

  async cascade(): Promise<Cascade> {
    const { simulation, cascade } = this.current();
    return cascadeOf(cascade, simulation.marks);
  }

  async bottleneck(): Promise<BottleneckAnswer> {
    return bottleneckIn(this.current());
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
    const { start, seed, changes, simulation } = this.current();
    return { seed, design: start, changes, time: simulation.now, digest: simulation.digest };
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
    const session = this.current();
    return { ids: idsOf(session), at: session.simulation.now, warnings: withAdvice(session.resolved, problems) };
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
      // A clock that is set back owes nothing, and the next frame does not wait for it to catch up.
      const owed = Math.max(0, now - before) * this.speed * 1e6;
      sentAt = Math.min(sentAt, now);
      before = now;
      // What lies too far behind is let go: `pace` tells.
      goal = this.speed === Infinity ? Infinity : Math.min(goal + owed, simulation.now + MOST_BEHIND * this.speed * 1e6);
      this.simulate(session, goal, now, taken);
      if (taken && (clock.now() - sentAt >= FRAME_EVERY || this.nears(session)) && this.hasNews(session)) {
        const at = clock.now();
        this.pace = (simulation.now - sentTime) / 1e6 / Math.max(1, at - sentAt);
        sentAt = at;
        sentTime = simulation.now;
        taken = false;
        void Promise.resolve(this.onFrame?.(frameOf(session, this.pace))).then(
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

  /**
   * Goes towards the goal for a slice at most, in strides that let the worker listen however much happens in a tick.
   * @param taken whether the page takes another frame: then it gets what there is before a planned change
   */
  private simulate(session: Session, goal: number, startedAt: number, taken: boolean): void {
    const { simulation } = session;
    const nears = taken ? () => this.nears(session) : () => false;
    let at = startedAt;
    do {
      advance(session, Math.min(goal, session.nextTick, simulation.now + this.stride));
      const took = this.clock.now() - at;
      at += took;
      if (took > SLICE / 2) this.stride = Math.max(this.stride / 2, SHORTEST_STRIDE);
      else if (took < SLICE / 8) this.stride = Math.min(this.stride * 2, TICK);
    } while (simulation.now < Math.floor(goal) && at - startedAt < SLICE && !nears());
  }

  /** A planned change may bring other nodes and links, whose rows do not go into one frame with those before. */
  private nears(session: Session): boolean {
    return !session.recorder.empty && changesBy(session, session.simulation.now + this.stride);
  }

  /** Below real speed ticks are rare: rows between them keep the screen moving. */
  private hasNews(session: Session): boolean {
    if (this.speed < 1) session.recorder.tick(session.simulation.now, false);
    return !session.recorder.empty;
  }
}
