import { EventQueue } from '../../engine/core/event-queue';
import { Exponentials } from '../../engine/core/exponentials';
import { Histogram } from '../../engine/core/histogram';
import { Rng } from '../../engine/core/rng';
import { Sampler } from '../../engine/core/sampler';
import { ms } from '../../engine/core/units';

/** What one turn of a part of the engine takes by itself. */
export interface MeasuredPart {
  /** Processor time. [ns a turn] */
  readonly nanoseconds: number;
}

/** W3: so many events are pending; the earliest is taken and put back an exponential time later. */
class Hold {
  private readonly queue = new EventQueue();
  private readonly delays = new Exponentials(Rng.root(7));
  private seq = 0.5;

  constructor(pending: number) {
    this.seq = 0;
    this.queue.limit = Infinity;
    for (let i = 0; i < pending; i++) this.put(this.queue.add(), 0);
  }

  turn(times: number): void {
    for (let i = 0; i < times; i++) {
      const entry = this.queue.pop();
      this.put(entry, this.queue.at[entry]!);
    }
  }

  private put(entry: number, now: number): void {
    const { queue } = this;
    queue.at[entry] = now + Math.floor(this.delays.next() * 1e6 + 0.5);
    queue.seq[entry] = this.seq++;
    queue.push(entry);
  }
}

export function hold(pending: number): MeasuredPart {
  const model = new Hold(pending);
  new Hold(100).turn(100_000);
  model.turn(2 * pending + 50_000);
  // Turns of the ring and looks at its width are rare: V8 has seen them all, and compiled for the last time, only after a while.
  return timed((times) => model.turn(times), 4_000_000, 8_000_000);
}

/** One latency into each of so many histograms in turn; what the loop itself takes is left out. */
export function recording(histograms: number): MeasuredPart {
  const latencies = new Float64Array(4096);
  const sampler = new Sampler({ kind: 'exponential', mean: ms(10) }, Rng.root(3));
  for (let i = 0; i < latencies.length; i++) latencies[i] = sampler.sample();
  const recorders = Array.from({ length: histograms }, () => new Histogram());
  const none = Array.from({ length: histograms }, () => new NoHistogram());
  const full = timed((times) => recordInto(recorders, latencies, times), 20_000_000);
  const loop = timed((times) => passBy(none, latencies, times), 20_000_000);
  return { nanoseconds: full.nanoseconds - loop.nanoseconds };
}

class NoHistogram {
  last = 0.5;
}

function recordInto(histograms: readonly Histogram[], latencies: Float64Array, times: number): void {
  let to = 0;
  for (let i = 0; i < times; i++) {
    histograms[to]!.record(latencies[i & 4095]!);
    to = to + 1 === histograms.length ? 0 : to + 1;
  }
}

function passBy(histograms: readonly NoHistogram[], latencies: Float64Array, times: number): void {
  let to = 0;
  for (let i = 0; i < times; i++) {
    histograms[to]!.last = latencies[i & 4095]!;
    to = to + 1 === histograms.length ? 0 : to + 1;
  }
}

function timed(work: (times: number) => void, times: number, before = 300_000): MeasuredPart {
  // In pieces, so that V8 enters the compiled loop from its beginning.
  const piece = 5000;
  for (let done = 0; done < before; done += piece) work(piece);
  const from = process.cpuUsage();
  for (let done = 0; done < times; done += piece) work(piece);
  const { user, system } = process.cpuUsage(from);
  return { nanoseconds: ((user + system) * 1000) / times };
}
