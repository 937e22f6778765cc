import type { AutoscalingParams } from './replica-params';

/** What one look at the replicas shows. */
export interface Look {
  /** Replicas that there should be now, ready or not. */
  readonly replicas: number;
  /** Of them: ready to take calls, so that their usage counts. The others are starting or missing. */
  readonly ready: number;
  /** Of them: dead, so that nobody knows what they would use. */
  readonly missing: number;
  /** What those that are ready use together, in whole thousandths of one replica's workers. */
  readonly usage: number;
}

interface Recommendation {
  at: number;
  replicas: number;
}
interface ScaleEvent {
  at: number;
  change: number;
}
type ScalingRules = AutoscalingParams['up'];

/**
 * The rule of the Kubernetes Horizontal Pod Autoscaler (autoscaling/v2, version 1.20): proportional to utilization, with a tolerance,
 * stabilization windows and bounds on the rate of change.
 * @see engine/SOURCES.md#autoscaling
 */
export class Autoscaler {
  private recommendations: Recommendation[] = [];
  private readonly added: ScaleEvent[] = [];
  private readonly removed: ScaleEvent[] = [];

  constructor(private params: AutoscalingParams) {}

  /** Takes new parameters; what was seen and done before stays known. */
  configure(params: AutoscalingParams): void {
    this.params = params;
  }

  /** One sync. @param now [ns] @returns how many replicas there should be from now on */
  sync(now: number, look: Look): number {
    const { min, max } = this.params;
    const { replicas } = look;
    if (this.recommendations.length === 0) this.recommendations.push({ at: now, replicas });
    let wanted = replicas > max ? max : replicas < min ? min : -1;
    if (wanted < 0) {
      const raw = desiredReplicas(look, this.params);
      wanted = this.limited(now, replicas, this.stabilized(now, replicas, raw));
    }
    if (wanted > replicas) remember(this.added, now, wanted - replicas, longest(this.params.up));
    else if (wanted < replicas) remember(this.removed, now, replicas - wanted, longest(this.params.down));
    return wanted;
  }

  /** A time without any load has gone by: all looks in it, the last of them at `at`, wanted no replica. [ns] */
  slept(at: number): void {
    this.recommend(at, 0);
  }

  /** Up goes as far as the lowest look of its window, down as far as the highest of its own. */
  private stabilized(now: number, replicas: number, wanted: number): number {
    const up = wanted >= replicas;
    const since = now - (up ? this.params.up : this.params.down).window;
    let most = wanted;
    for (const old of this.recommendations) {
      if (old.at > since) most = up ? Math.min(most, old.replicas) : Math.max(most, old.replicas);
    }
    this.recommend(now, wanted);
    return most;
  }

  private recommend(at: number, replicas: number): void {
    const oldest = at - Math.max(this.params.up.window, this.params.down.window);
    this.recommendations = this.recommendations.filter((old) => old.at >= oldest);
    this.recommendations.push({ at, replicas });
  }

  private limited(now: number, replicas: number, wanted: number): number {
    const { up, down, min, max } = this.params;
    if (wanted > replicas) return Math.min(wanted, max, Math.max(replicas, upLimit(now, replicas, up, this.added)));
    if (wanted < replicas) return Math.max(wanted, min, Math.min(replicas, downLimit(now, replicas, down, this.removed)));
    return wanted;
  }
}

/** Mean utilization, in whole per cent, rounded down as Kubernetes does. */
export const utilizationOf = (usage: number, replicas: number): number => Math.floor(usage / (10 * replicas));

/**
 * The proportional rule alone. When it would add replicas, those that are starting or missing count as idle; when it would take some
 * away, missing ones count as fully used.
 */
export function desiredReplicas(
  { replicas, ready, missing, usage }: Look,
  { target, tolerance }: Pick<AutoscalingParams, 'target' | 'tolerance'>,
): number {
  // Nothing can be said of replicas that nobody has measured.
  if (ready === 0) return replicas;
  const ratio = utilizationOf(usage, ready) / target;
  const starting = replicas - ready - missing;
  if (missing === 0 && (starting === 0 || ratio <= 1)) return withinTolerance(ratio, tolerance) ? replicas : Math.ceil(ratio * ready);
  const counted = ready + missing + (ratio > 1 ? starting : 0);
  const careful = utilizationOf(usage + (ratio < 1 ? 1000 * missing : 0), counted) / target;
  const turned = (ratio < 1 && careful > 1) || (ratio > 1 && careful < 1);
  return withinTolerance(careful, tolerance) || turned ? replicas : Math.ceil(careful * counted);
}

const withinTolerance = (ratio: number, tolerance: number): boolean => Math.abs(1 - ratio) <= tolerance;

function upLimit(now: number, replicas: number, { select, bounds }: ScalingRules, events: readonly ScaleEvent[]): number {
  if (select === 'disabled') return replicas;
  const limits = bounds.map(({ type, value, period }) => {
    const atStart = replicas - changeSince(events, now - period);
    return type === 'replicas' ? atStart + value : Math.ceil(atStart * (1 + value / 100));
  });
  return select === 'min' ? Math.min(...limits) : Math.max(...limits);
}

function downLimit(now: number, replicas: number, { select, bounds }: ScalingRules, events: readonly ScaleEvent[]): number {
  if (select === 'disabled') return replicas;
  const limits = bounds.map(({ type, value, period }) => {
    const atStart = replicas + changeSince(events, now - period);
    return type === 'replicas' ? atStart - value : Math.trunc(atStart * (1 - value / 100));
  });
  return select === 'min' ? Math.max(...limits) : Math.min(...limits);
}

const changeSince = (events: readonly ScaleEvent[], since: number): number =>
  events.reduce((sum, { at, change }) => (at > since ? sum + change : sum), 0);

const longest = ({ bounds }: ScalingRules): number => Math.max(...bounds.map(({ period }) => period));

function remember(events: ScaleEvent[], at: number, change: number, keep: number): void {
  const outdated = events.findIndex((event) => event.at <= at - keep);
  if (outdated >= 0) events.splice(outdated, 1);
  events.push({ at, change });
}
