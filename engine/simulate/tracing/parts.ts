import { Caller } from '../caller';
import { Door } from '../door';
import type { Kernel } from '../kernel';
import { Server } from '../server';
import { Steps } from '../steps';
import { WorkerQueues } from '../worker-queues';
import { TracedCaller } from './traced-caller';
import { TracedDoor } from './traced-door';
import { TracedQueues } from './traced-queues';
import { TracedServer } from './traced-server';
import { TracedSteps } from './traced-steps';
import type { Tracer } from './tracer';

/** What every call passes through. */
interface LoopParts {
  readonly caller: Caller;
  readonly door: Door;
  readonly server: Server;
  readonly queues: WorkerQueues;
  readonly steps: Steps;
}

/** The parts of a run that nobody follows: they do not know that they could be. */
export const plainParts = (kernel: Kernel): LoopParts => ({
  caller: new Caller(kernel),
  door: new Door(kernel),
  server: new Server(kernel),
  queues: new WorkerQueues(kernel),
  steps: new Steps(kernel),
});

/** The same parts, which say what they do. */
export const tracedParts = (kernel: Kernel, tracer: Tracer): LoopParts => ({
  caller: new TracedCaller(kernel, tracer),
  door: new TracedDoor(kernel, tracer),
  server: new TracedServer(kernel, tracer),
  queues: new TracedQueues(kernel, tracer),
  steps: new TracedSteps(kernel, tracer),
});
