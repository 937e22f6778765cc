import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { jitFlags } from '../../engine/core/jit-budget';
import { resolve } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { Simulation } from '../../engine/simulate/simulation';
import { callTrees, singleQueue } from './workloads';

// As the command line does it.
for (const flag of jitFlags) setFlagsFromString(flag);

/**
 * Bytes that a running model allocates over at least so many events once it is warm. Young objects are not collected meanwhile (the process
 * is started with room for them), so whatever is allocated shows as growth.
 * @param spoil also allocates one small object an event: what the measurement must be able to see
 */
function allocated(design: Design, events: number, spoil: boolean): { readonly events: number; readonly bytes: number } {
  const resolved = resolve(design);
  if (!resolved.ok) throw new Error('the design does not check');
  const simulation = new Simulation(resolved.value, 1);
  const { kernel } = simulation;
  const kept: object[] = new Array<object>(64).fill(kernel);
  const runOn = (more: number): void => {
    const end = kernel.events + more;
    while (kernel.events < end) {
      const before = kernel.events;
      simulation.runUntil(simulation.now + 1e8);
      if (spoil) for (let i = before; i < kernel.events; i++) kept[i & 63] = { i };
    }
  };
  // V8 compiles the loop while it runs, and what is compiled lies in the same heap; pools and queues grow to their size.
  for (let round = 0; round < 4; round++) runOn(events);
  globalThis.gc?.();
  runOn(10_000);
  const from = kernel.events;
  const before = getHeapStatistics().used_heap_size;
  runOn(events);
  return { events: kernel.events - from, bytes: getHeapStatistics().used_heap_size - before };
}

const [workload = '', size = '', spoil = ''] = process.argv.slice(2);
const { design } = workload === 'w1' ? singleQueue(1) : callTrees(1, 1);
process.stdout.write(`${JSON.stringify(allocated(design, Number(size), spoil === 'spoil'))}\n`);
