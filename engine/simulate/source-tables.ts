import { Exponentials } from '../core/exponentials';
import type { Rng } from '../core/rng';
import { JourneyStats } from '../measure/stats';
import type { SourceModel, Traffic } from '../nodes/definition';
import { Mmpp } from '../policies/mmpp';
import type { Kernel } from './kernel';
import { type NodeState, type SourceState, TenantState } from './model';
import { Playback } from './playback';
import { type RecordedTimes, recordedTimes } from './recorded-times';
import { RequestLabels } from './request-labels';
import type { Samplers } from './samplers';

/** Clients whose traffic comes from outside the design, by id. */
export type Traces = ReadonlyMap<string, Traffic>;

/** Brings sources in step with the design, and numbers what they name: tenants, and the rows of their recordings. */
export class SourceTables {
  /** Every tenant that was ever named; a task's tenant is its place here and one more. */
  readonly tenants: TenantState[] = [];
  private readonly tenantNumbers = new Map<string, number>();
  /** Rows of all recordings so far. */
  private rows = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly rng: Rng,
    private readonly samplers: Samplers,
    private readonly traces: Traces,
  ) {}

  configure(source: SourceState, model: SourceModel): void {
    const { id } = source;
    const trace = this.traces.get(id);
    source.model = trace === undefined ? model : { ...model, traffic: trace };
    const { traffic } = source.model;
    source.think = traffic.kind === 'closed' ? this.samplers.get([id, 'think-time'], traffic.thinkTime) : null;
    this.configureBursts(source, traffic);
    this.configurePlayback(source, traffic);
    this.configureLabels(source, model);
  }

  private configureBursts(source: SourceState, traffic: Traffic): void {
    const { now } = this.kernel;
    if (traffic.kind !== 'bursty') source.bursts = null;
    else if (source.bursts !== null) source.bursts.configure(traffic, now);
    else {
      const rng = this.rng.fork(source.id).fork('bursts');
      source.bursts = new Mmpp(traffic, now, source.gaps, new Exponentials(rng.fork('stretches')), rng.next());
    }
  }

  /** A recording that stayed the same goes on where it is. */
  private configurePlayback(source: SourceState, traffic: Traffic): void {
    if (traffic.kind !== 'recorded') source.playback = null;
    else if (source.playback === null || !sameTraffic(source.playback.arrivals, traffic)) {
      source.playback = new Playback(traffic, this.kernel.now, this.rows);
      this.rows += traffic.times.length;
    }
  }

  private configureLabels(source: SourceState, model: SourceModel): void {
    if (model.entities === null && model.tenants.length === 0) source.labels = null;
    else {
      source.labels ??= new RequestLabels(this.rng.fork(source.id));
      source.labels.configure(model, this.numberOf);
    }
  }

  /**
   * To be called once the sources have their journeys.
   * @returns the recorded times of steps, by column
   */
  bindRecordings(nodes: readonly NodeState[]): Map<string, RecordedTimes> {
    const playing = nodes.flatMap((node) => {
      if (node.role !== 'source' || node.removed || node.playback === null) return [];
      node.playback.bind(node.journeys, this.numberOf);
      return [node.playback];
    });
    return recordedTimes(playing);
  }

  private readonly numberOf = (tenant: string): number => {
    let number = this.tenantNumbers.get(tenant);
    if (number === undefined) {
      number = this.tenants.push(new TenantState(tenant, new JourneyStats()));
      this.tenantNumbers.set(tenant, number);
    }
    return number;
  };
}

/** Whether two traffics mean the same. A long recording is compared by what it is, not by what it holds, where that is enough. */
export const sameTraffic = (a: Traffic, b: Traffic): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
