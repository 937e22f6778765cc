import type { ResolvedDesign } from '../design/schema';
import type { Cut, Sides } from '../faults/definition';
import { distanceOf, latencyBetween } from '../policies/zones';

type Zone = ResolvedDesign['zones'][number];

interface ZoneCut {
  readonly sides: Sides;
  readonly cut: Cut;
}

/** Zones by number, and what lies between each two of them. A zone keeps its number through all edits. */
export class ZoneNet {
  /** Extra time of a trip, by from × size + to. [ns] */
  latency = new Float64Array(0);
  distance = new Uint8Array(0);
  /** Cuts that are on, by mode. */
  holes = new Uint8Array(0);
  refusals = new Uint8Array(0);
  size = 0;
  private readonly numbers = new Map<string, number>();
  private zones: readonly Zone[] = [];
  private readonly cuts: ZoneCut[] = [];

  configure({ zones, zoneLatency }: Pick<ResolvedDesign, 'zones' | 'zoneLatency'>): void {
    this.zones = zones;
    for (const { id } of zones) if (!this.numbers.has(id)) this.numbers.set(id, this.numbers.size);
    this.size = this.numbers.size;
    this.latency = new Float64Array(this.size * this.size);
    this.distance = new Uint8Array(this.size * this.size);
    for (const from of zones) {
      for (const to of zones) {
        const at = this.at(from, to);
        this.latency[at] = latencyBetween(from, to, zoneLatency);
        this.distance[at] = distanceOf(from, to);
      }
    }
    this.recount();
  }

  /** Number of a zone; -1 for one that is not in the design. */
  numberOf(id: string | undefined): number {
    return this.zones.some((zone) => zone.id === id) ? this.numbers.get(id!)! : -1;
  }

  /** Zones of a region. */
  zonesOf(region: string): readonly string[] {
    return this.zones.filter((zone) => zone.region === region).map(({ id }) => id);
  }

  /** Whether nothing that goes from any of these zones to any of those gets through. */
  isCut(from: readonly number[], to: readonly number[]): boolean {
    if (this.cuts.length === 0 || from.length === 0 || to.length === 0) return false;
    return from.every((one) => to.every((other) => this.holes[one * this.size + other]! + this.refusals[one * this.size + other]! > 0));
  }

  /** Cuts one set of zones off from another. @returns what takes this cut back, and no other */
  cut(sides: Sides, cut: Cut): () => void {
    const entry = { sides, cut };
    this.cuts.push(entry);
    this.recount();
    return () => {
      this.cuts.splice(this.cuts.indexOf(entry), 1);
      this.recount();
    };
  }

  private recount(): void {
    this.holes = new Uint8Array(this.size * this.size);
    this.refusals = new Uint8Array(this.size * this.size);
    for (const { sides, cut } of this.cuts) {
      const table = cut.mode === 'refuse' ? this.refusals : this.holes;
      const one = this.members(sides.one);
      const other = this.members(sides.other);
      for (const from of one) {
        for (const to of other) {
          if (from.id === to.id) continue;
          if (cut.direction !== 'backward') table[this.at(from, to)] = 1;
          if (cut.direction !== 'forward') table[this.at(to, from)] = 1;
        }
      }
    }
  }

  /** Zones of these names, and zones of regions of these names. */
  private members(names: readonly string[]): Zone[] {
    return this.zones.filter(({ id, region }) => names.includes(id) || names.includes(region));
  }

  private at(from: Zone, to: Zone): number {
    return this.numbers.get(from.id)! * this.size + this.numbers.get(to.id)!;
  }
}
