import { HedgeBudget, HedgeDelay } from '../policies/hedge';
import type { HedgeParams } from '../policies/hedge-params';

/** What a caller does while an attempt is out. */
export class Watch {
  readonly delay: HedgeDelay | null;
  readonly budget: HedgeBudget | null;
  readonly most: number;
  /** Losers are told to stop. */
  readonly cancels: boolean;

  constructor(
    hedge: HedgeParams | undefined,
    /** The caller hangs up at the request's deadline. */
    readonly hangsUp: boolean,
  ) {
    this.delay = hedge ? new HedgeDelay(hedge.after) : null;
    this.budget = hedge ? new HedgeBudget(hedge.budget) : null;
    this.most = hedge?.max ?? 0;
    this.cancels = hedge?.cancelLoser ?? false;
  }
}
