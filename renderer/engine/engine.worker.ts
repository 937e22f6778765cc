import '../no-eval';
import { expose, type ProxyMarked, releaseProxy, transfer } from 'comlink';
import type { Frame } from '../../engine/measure/frame';
import type { RunPlan } from '../../engine/simulate/record';
import { Engine } from '../../engine/worker/engine';
import type { WorkerApi } from './worker-api';

type OnFrame = (frame: Frame) => Promise<void> | void;

/** The engine with its frames' buffers handed over instead of copied. */
class WorkerEngine extends Engine {
  #listener: (OnFrame & Partial<ProxyMarked> & { [releaseProxy]?: () => void }) | null = null;

  override async play(speed: number, onFrame: OnFrame): Promise<void> {
    await super.play(speed, (frame) => onFrame(moved(frame)));
    this.#listener?.[releaseProxy]?.();
    this.#listener = onFrame;
  }

  override async seek(plan: RunPlan, time: number, onFrame: OnFrame & Partial<ProxyMarked> & { [releaseProxy]?: () => void }) {
    const found = await super.seek(plan, time, (frame) => onFrame(moved(frame)));
    onFrame[releaseProxy]?.();
    return found;
  }

  override async step(): Promise<Frame> {
    return moved(await super.step());
  }
}

const moved = (frame: Frame): Frame => {
  const { ticks, nodes, links, nodeCauses, linkCauses, figures, requests } = frame;
  const columns = [
    ticks,
    nodes,
    links,
    nodeCauses.pairs,
    nodeCauses.rates,
    linkCauses.pairs,
    linkCauses.rates,
    figures.pairs,
    figures.values,
    requests,
  ];
  return transfer(
    frame,
    columns.map(({ buffer }) => buffer),
  );
};

// The worker's clock is the only thing that the engine does not have itself.
const engine = new WorkerEngine({
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

const api: WorkerApi = { engine, ping: () => true };
expose(api);
