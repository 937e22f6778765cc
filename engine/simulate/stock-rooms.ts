import type { ResolvedDesign } from '../design/schema';
import { Stock } from '../policies/stock';
import type { EntityKinds } from './entity-kinds';

/** The stock of each kind of entity that has one, by the kind's number. Stays when a design is edited; only its size changes. */
export class StockRooms {
  private readonly byType = new Map<number, Stock>();

  configure({ entities }: Pick<ResolvedDesign, 'entities'>, kinds: EntityKinds): void {
    for (const { id, stock = Infinity } of entities) {
      const { type } = kinds.access(false, id);
      const kept = this.byType.get(type);
      if (kept) kept.units = stock;
      else this.byType.set(type, new Stock(stock));
    }
  }

  /** Every stock there is, with the number of its kind. */
  get all(): Iterable<readonly [number, Stock]> {
    return this.byType;
  }

  /** Of the kind of this number. What has no kind has units without end. */
  of(type: number): Stock {
    let stock = this.byType.get(type);
    if (stock === undefined) {
      stock = new Stock(Infinity);
      this.byType.set(type, stock);
    }
    return stock;
  }
}
