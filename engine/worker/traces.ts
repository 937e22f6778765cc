import type { Design } from '../design/schema';
import { type FoundTraces, TraceFinder, type TraceQuery } from '../measure/trace/find-traces';
import type { Trace } from '../measure/trace/trace';
import type { Simulation } from '../simulate/simulation';
import { traceNames } from '../simulate/tracing/trace-names';

const nothing: FoundTraces = { traces: [], fitting: 0, kept: 0, missed: 0 };

/** What the page asks of the traces of one run. Traces speak of nodes by the names that they have on the screen. */
export class WorkerTraces {
  private finder: TraceFinder | null = null;
  private nodes: Design['nodes'];

  constructor(private readonly simulation: Simulation) {}

  find(query: TraceQuery, design: Design): FoundTraces {
    return this.finderFor(design)?.find(query, this.simulation.now) ?? nothing;
  }

  trace(request: number, design: Design): Trace | null {
    return this.finderFor(design)?.trace(request, this.simulation.now) ?? null;
  }

  private finderFor(design: Design): TraceFinder | null {
    const { model, tracer } = this.simulation;
    if (tracer === null) return null;
    if (this.finder === null || this.nodes !== design.nodes) {
      this.nodes = design.nodes;
      this.finder = new TraceFinder(tracer.shelf, traceNames(model, tracer, design));
    }
    return this.finder;
  }
}
