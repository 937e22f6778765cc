import { Rng } from '../core/rng';
import { isMany, matchesOf } from '../design/fault-places';
import type { ResolvedDesign, ResolvedFault } from '../design/schema';
import type { FaultPlace } from '../faults/definition';
import type { Model } from './compile';

/** Where the faults of a run are: kinds, groups and shares come to nodes, links and replicas when a fault starts. */
export class FaultPlaces {
  private design: ResolvedDesign | null = null;
  private readonly rng: Rng;

  constructor(
    private readonly model: Model,
    seed: number,
  ) {
    this.rng = Rng.root(seed).fork('faults');
  }

  configure(design: ResolvedDesign): void {
    this.design = design;
  }

  /** The same for the same seed and fault, whatever else has happened. */
  of({ id, action, target }: ResolvedFault): readonly FaultPlace[] {
    if (isMany(target)) {
      const { nodes, links } = matchesOf(this.design!, action, target);
      const places: readonly FaultPlace[] = [...nodes.map((node) => ({ node })), ...links.map((link) => ({ link }))];
      return target.share === undefined ? places : this.draw(places, target.share, id);
    }
    if (!('node' in target) || target.share === undefined) return [target];
    const node = this.model.node(target.node);
    if (node?.role !== 'server') return [{ node: target.node }];
    const there = node.replicas.filter(({ retired }) => !retired).map(({ index }) => index);
    return [{ node: target.node, replicas: this.draw(there, target.share, id) }];
  }

  /** So many of them, each as likely as the others, in their old order. */
  private draw<T>(all: readonly T[], share: number, fault: string): T[] {
    const rng = this.rng.fork(fault);
    let wanted = Math.ceil(share * all.length);
    return all.filter((_, i) => {
      if (rng.next() * (all.length - i) >= wanted) return false;
      wanted -= 1;
      return true;
    });
  }
}
