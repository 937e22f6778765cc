import type { PointVerdict } from './judge';

/** One number of instances that may be chosen. */
export interface Dimension {
  readonly min: number;
  readonly max: number;
  /** What one more costs. */
  readonly price: number;
}

export type Sizes = readonly number[];

/** What is known of one choice. */
export interface SizeFacts {
  readonly verdict: PointVerdict;
  /** Of each dimension: share of its worker time that is held; null where that is not known. */
  readonly utilization: readonly (number | null)[];
}

/**
 * Looks for the cheapest choice of sizes that surely meets the conditions. It takes for granted that more of anything never makes it worse:
 * what is larger than a choice that is met is met, and what is smaller than one that is not is not. Sizes are lowered one after the other
 * as far as they go, the dearest first; then whatever is cheaper is ruled out, or found.
 */
export class LatticeSearch<Facts extends SizeFacts> {
  readonly tried: { readonly sizes: Sizes; readonly facts: Facts }[] = [];

  /**
   * @param evaluate runs one choice
   * @param most choices that may be run
   */
  constructor(
    private readonly dimensions: readonly Dimension[],
    private readonly evaluate: (sizes: Sizes) => Promise<Facts>,
    private readonly most: number,
  ) {}

  costOf = (sizes: Sizes): number => sizes.reduce((sum, size, i) => sum + size * this.dimensions[i]!.price, 0);

  /** What was run. */
  at = (sizes: Sizes): Facts | undefined => this.tried.find((each) => same(each.sizes, sizes))?.facts;

  /** What says that a choice is not enough: itself, or a larger one. */
  tooSmall = (sizes: Sizes): { readonly sizes: Sizes; readonly facts: Facts } | undefined =>
    this.tried.find((each) => each.facts.verdict !== 'met' && each.sizes.every((size, i) => size >= sizes[i]!));

  /** Choices that surely meet the conditions, the cheapest first; of equal ones that with the fewest instances. */
  met(): { readonly sizes: Sizes; readonly facts: Facts }[] {
    const total = (sizes: Sizes): number => sizes.reduce((sum, size) => sum + size, 0);
    return this.tried
      .filter(({ facts }) => facts.verdict === 'met')
      .toSorted((a, b) => this.costOf(a.sizes) - this.costOf(b.sizes) || total(a.sizes) - total(b.sizes));
  }

  /**
   * From a choice upwards until one is met: what is busy is doubled, or all where nothing is.
   * @returns null where even the largest sizes do not do
   */
  async upwards(start: Sizes): Promise<Sizes | null> {
    for (let sizes = start; ; ) {
      const facts = await this.try(sizes);
      if (facts === null) return null;
      if (facts.verdict === 'met') return sizes;
      const larger = this.larger(sizes, facts, (size) => size * 2);
      if (same(larger, sizes)) return null;
      sizes = larger;
    }
  }

  /** From a choice step by step upwards, the busiest first, no further than to one that is known to be met. */
  async creep(start: Sizes, ceiling: Sizes): Promise<Sizes> {
    for (let sizes = start; ; ) {
      const facts = await this.try(sizes);
      if (facts === null || same(sizes, ceiling)) return ceiling;
      if (facts.verdict === 'met') return sizes;
      const next = this.busiest(sizes, facts, ceiling);
      sizes = sizes.map((size, i) => (i === next ? Math.min(ceiling[i]!, size + Math.max(1, Math.round(size / 10))) : size));
    }
  }

  /** Lowers one size after the other as far as it goes. @param least sizes below which nothing can do */
  async downwards(start: Sizes, least: Sizes): Promise<Sizes> {
    let sizes = start;
    for (const i of this.dearest()) {
      let [low, high] = [least[i]! - 1, sizes[i]!];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (await this.isMet(replaced(sizes, i, middle))) high = middle;
        else low = middle;
      }
      sizes = replaced(sizes, i, high);
    }
    return sizes;
  }

  /**
   * Rules out that anything cheaper does, or finds it: first each size one lower with all others as large as they may be, then what is left
   * between, the dearest first.
   * @returns whether nothing cheaper is left that could do
   */
  async prove(start: Sizes, least: Sizes): Promise<boolean> {
    const floor = [...least];
    let best = start;
    for (const i of this.dearest()) {
      const alone = replaced(
        this.dimensions.map(({ max }) => max),
        i,
        best[i]! - 1,
      );
      if (best[i]! <= floor[i]!) continue;
      const met = await this.isMet(alone);
      if (this.tried.length >= this.most && !this.at(alone)) return false;
      if (!met) floor[i] = best[i]!;
    }
    for (;;) {
      const next = this.cheaper(best, floor);
      if (next === null) return true;
      if (next === 'too many' || this.tried.length >= this.most) return false;
      if ((await this.try(next))?.verdict === 'met') best = await this.downwards(next, floor);
    }
  }

  /** Runs one more than the best choice of what is cheapest, where nothing else is known to do. */
  async second(): Promise<void> {
    const [best, other] = this.met();
    const cheapest = this.dearest().findLast((i) => best && best.sizes[i]! < this.dimensions[i]!.max);
    if (best && !other && cheapest !== undefined) await this.try(replaced(best.sizes, cheapest, best.sizes[cheapest]! + 1));
  }

  /** The dearest choice that is cheaper than one and not known to be too small; null where there is none. */
  private cheaper(than: Sizes, floor: Sizes): Sizes | 'too many' | null {
    const limit = this.costOf(than);
    let looked = 0;
    let [found, dearest]: [Sizes | null, number] = [null, -1];
    const walk = (sizes: Sizes): void => {
      const i = sizes.length;
      if (looked > MOST_LOOKED) return;
      if (i === this.dimensions.length) {
        looked += 1;
        const cost = this.costOf(sizes);
        if (cost < limit && cost > dearest && !this.tooSmall(sizes) && !this.at(sizes)) [found, dearest] = [sizes, cost];
        return;
      }
      const rest = floor.slice(i + 1).reduce((sum, size, j) => sum + size * this.dimensions[i + 1 + j]!.price, 0);
      for (let size = floor[i]!; size <= this.dimensions[i]!.max; size++) {
        if (this.costOf([...sizes, size]) + rest >= limit) break;
        walk([...sizes, size]);
      }
    };
    walk([]);
    return looked > MOST_LOOKED ? 'too many' : found;
  }

  private dearest = (): number[] =>
    this.dimensions.map((_, i) => i).toSorted((a, b) => this.dimensions[b]!.price - this.dimensions[a]!.price || a - b);

  private async isMet(sizes: Sizes): Promise<boolean> {
    if (this.tooSmall(sizes)) return false;
    if (this.tried.some((each) => each.facts.verdict === 'met' && each.sizes.every((size, i) => size <= sizes[i]!))) return true;
    return (await this.try(sizes))?.verdict === 'met';
  }

  private async try(sizes: Sizes): Promise<Facts | null> {
    const known = this.at(sizes);
    if (known) return known;
    if (this.tried.length >= this.most) return null;
    const facts = await this.evaluate(sizes);
    this.tried.push({ sizes, facts });
    return facts;
  }

  private larger(sizes: Sizes, { utilization }: Facts, grown: (size: number) => number): Sizes {
    const busy = sizes.map((size, i) => (utilization[i] ?? 0) >= BUSY && size < this.dimensions[i]!.max);
    const all = !busy.includes(true);
    return sizes.map((size, i) => (all || busy[i] ? Math.min(this.dimensions[i]!.max, grown(size)) : size));
  }

  private busiest(sizes: Sizes, { utilization }: Facts, ceiling: Sizes): number {
    const open = sizes.map((_, i) => i).filter((i) => sizes[i]! < ceiling[i]!);
    return open.toSorted((a, b) => (utilization[b] ?? 0) - (utilization[a] ?? 0) || a - b)[0]!;
  }
}

/** From this share of held workers on waits grow steeply. */
const BUSY = 0.7;
/** Choices that are looked over for one that could be cheaper. */
const MOST_LOOKED = 200_000;

const same = (a: Sizes, b: Sizes): boolean => a.every((size, i) => size === b[i]);
const replaced = (sizes: Sizes, i: number, size: number): Sizes => sizes.map((each, j) => (j === i ? size : each));
