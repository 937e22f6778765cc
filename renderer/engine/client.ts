import { type Remote, proxy, releaseProxy, wrap } from 'comlink';
import type { Result } from '../../engine/core/problem';
import type { Edit } from '../../engine/design/edits';
import type { Design, DesignFault } from '../../engine/design/schema';
import type { Cascade } from '../../engine/measure/cascade';
import type { Frame } from '../../engine/measure/frame';
import type { Report } from '../../engine/measure/report';
import type { FoundTraces, TraceQuery } from '../../engine/measure/trace/find-traces';
import type { Trace } from '../../engine/measure/trace/trace';
import type { RunPlan, RunRecord } from '../../engine/simulate/record';
import type { BottleneckAnswer, EngineApi, LoadedDesign, NodeAccount } from '../../engine/worker/api';
import type { WorkerApi } from './worker-api';

/** How often the worker is asked for a sign of life. [ms] */
const BEAT = 1_000;
/** Beats without an answer after which it counts as hung. Counted, not clocked: a sleeping laptop misses none. */
const MISSED_BEATS = 15;

/** The worker died or hung; its run is lost. */
export class EngineDied extends Error {
  constructor(reason: string) {
    super(`The simulation stopped: ${reason}.`);
    this.name = 'EngineDied';
  }
}

interface Living {
  readonly worker: Worker;
  readonly remote: Remote<WorkerApi>;
  /** Rejects when the worker dies; never resolves. Races every call. */
  readonly death: Promise<never>;
  readonly kill: (reason: string) => void;
}

/**
 * Owns the simulation's worker: starts it when it is first needed, notices when it dies or hangs, and starts a new one
 * at the next call. Every call of a dead worker rejects with `EngineDied`.
 */
export class EngineClient implements EngineApi {
  #living: Living | null = null;
  #onDeath: (error: EngineDied) => void = () => undefined;
  readonly #spawn: () => Worker;

  constructor(spawn: () => Worker = () => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' })) {
    this.#spawn = spawn;
  }

  /** Called once per worker that dies, besides the rejected calls. */
  onDeath(listener: (error: EngineDied) => void): void {
    this.#onDeath = listener;
  }

  load(design: Design, seed?: number): Promise<Result<LoadedDesign>> {
    return this.#call((engine) => engine.load(design, seed));
  }
  play(speed: number, onFrame: (frame: Frame) => Promise<void> | void): Promise<void> {
    return this.#call((engine) => engine.play(speed, proxy(onFrame)));
  }
  seek(plan: RunPlan, time: number, onFrame: (frame: Frame) => Promise<void> | void): Promise<Result<LoadedDesign | null>> {
    return this.#call((engine) => engine.seek(plan, time, proxy(onFrame)));
  }
  cancelSeek(): Promise<void> {
    return this.#call((engine) => engine.cancelSeek());
  }
  setSpeed(speed: number): Promise<void> {
    return this.#call((engine) => engine.setSpeed(speed));
  }
  pause(): Promise<void> {
    return this.#call((engine) => engine.pause());
  }
  step(): Promise<Frame> {
    return this.#call((engine) => engine.step());
  }
  edit(edit: Edit): Promise<Result<LoadedDesign>> {
    return this.#call((engine) => engine.edit(edit));
  }
  inject(fault: DesignFault): Promise<Result<number>> {
    return this.#call((engine) => engine.inject(fault));
  }
  heal(faultId: string): Promise<number> {
    return this.#call((engine) => engine.heal(faultId));
  }
  report(): Promise<Report> {
    return this.#call((engine) => engine.report());
  }
  cascade(): Promise<Cascade> {
    return this.#call((engine) => engine.cascade());
  }
  bottleneck(): Promise<BottleneckAnswer> {
    return this.#call((engine) => engine.bottleneck());
  }
  account(node: string): Promise<NodeAccount | null> {
    return this.#call((engine) => engine.account(node));
  }
  traces(query: TraceQuery): Promise<FoundTraces> {
    return this.#call((engine) => engine.traces(query));
  }
  trace(request: number): Promise<Trace | null> {
    return this.#call((engine) => engine.trace(request));
  }
  record(): Promise<RunRecord> {
    return this.#call((engine) => engine.record());
  }

  /** Ends the worker; the next call starts a new one. */
  dispose(): void {
    this.#living?.kill('it was closed');
  }

  #call<T>(ask: (engine: EngineApi) => Promise<T>): Promise<T> {
    const living = (this.#living ??= this.#start());
    // Every method of the engine answers by a promise already, so its remote form has the same type.
    return Promise.race([ask(living.remote.engine as unknown as EngineApi), living.death]);
  }

  #start(): Living {
    const worker = this.#spawn();
    const remote = wrap<WorkerApi>(worker);
    let die: (error: EngineDied) => void = () => undefined;
    const death = new Promise<never>((_, reject) => {
      die = reject;
    });
    // Nobody may be waiting when it dies; that is no unhandled rejection.
    death.catch(() => undefined);
    let missed = 0;
    const heart = setInterval(() => {
      missed++;
      if (missed > MISSED_BEATS) kill('it did not answer any more');
      else
        void remote.ping().then(
          () => (missed = 0),
          () => undefined,
        );
    }, BEAT);
    const kill = (reason: string) => {
      if (this.#living?.worker !== worker) return;
      this.#living = null;
      clearInterval(heart);
      remote[releaseProxy]();
      worker.terminate();
      const error = new EngineDied(reason);
      die(error);
      if (reason !== 'it was closed') this.#onDeath(error);
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      kill(event.message || 'its program could not be loaded');
    });
    worker.addEventListener('messageerror', () => kill('a message could not be read'));
    return { worker, remote, death, kill };
  }
}
