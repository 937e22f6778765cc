import type { Clock } from '../core/clock';
import { Histogram, type HistogramSnapshot } from '../core/histogram';
import { figure, type FigureDefinition, type FigureId, figureIds, figures, type ShareDefinition, shownFigures } from '../policies/figures';

/** Where figures stood; what came since is their difference. */
export interface FiguresSnapshot {
  readonly values: Float64Array;
  readonly areas: Float64Array;
  readonly times: readonly (HistogramSnapshot | null)[];
}

const kindOf = (id: FigureId): FigureDefinition['kind'] => figures[id].kind;

/** The figures of one node, over the whole run. */
export class Figures {
  /** Counts so far, and levels now, by place. */
  readonly values = new Float64Array(figureIds.length);
  /** Highest since the account began, of levels. */
  readonly most = new Float64Array(figureIds.length);
  private readonly areas = new Float64Array(figureIds.length);
  private readonly since = new Float64Array(figureIds.length);
  private readonly histograms: (Histogram | null)[] = figureIds.map(() => null);
  private readonly has = new Set<FigureId>();

  constructor(private readonly clock: Clock) {}

  /** The figures that its kind can have; those that it had stay. */
  allow(wanted: readonly FigureId[]): void {
    for (const id of wanted) {
      this.has.add(id);
      if (kindOf(id) === 'time') this.histograms[figure[id]] ??= new Histogram();
    }
  }

  /** Whether there is anything to show of it. */
  shows(place: number): boolean {
    const shown = shownFigures[place]!;
    if (shown.kind === 'view') return false;
    return shown.kind === 'share' ? shown.among.every((id) => this.has.has(id)) : this.has.has(shown.id);
  }

  /** A count goes up. */
  add(place: number, n = 1): void {
    this.values[place] = this.values[place]! + n;
  }

  /** A level is another one from now on. */
  set(place: number, value: number): void {
    const { now } = this.clock;
    this.areas[place] = this.areas[place]! + this.values[place]! * (now - this.since[place]!);
    this.since[place] = now;
    this.values[place] = value;
    if (value > this.most[place]!) this.most[place] = value;
  }

  /** A level goes up, or down by less than none. */
  move(place: number, by: number): void {
    this.set(place, this.values[place]! + by);
  }

  /** A duration. [ns] */
  record(place: number, nanos: number): void {
    this.histograms[place]!.record(nanos);
  }

  /** ∫ level dt. [ns × what is counted] */
  area(place: number): number {
    return this.areas[place]! + this.values[place]! * (this.clock.now - this.since[place]!);
  }

  times(place: number): Histogram | null {
    return this.histograms[place] ?? null;
  }

  /** Begins anew to look for the highest levels. */
  restart(): void {
    this.most.set(this.values);
  }

  snapshot(): FiguresSnapshot {
    return {
      values: this.values.slice(),
      areas: this.areas.map((_, place) => this.area(place)),
      times: this.histograms.map((histogram) => histogram?.snapshot() ?? null),
    };
  }
}

/** What a share was since a snapshot; NaN where nothing was counted. */
export function shareSince(values: Float64Array, { of, among }: ShareDefinition, since: Float64Array | undefined): number {
  const came = (id: FigureId): number => values[figure[id]]! - (since?.[figure[id]] ?? 0);
  const all = among.reduce((sum, id) => sum + came(id), 0);
  return all > 0 ? came(of) / all : Number.NaN;
}
