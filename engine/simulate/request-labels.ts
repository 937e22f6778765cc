import type { Rng } from '../core/rng';
import type { SourceModel } from '../nodes/definition';
import { EntityDraw } from '../policies/entities';
import type { SourceState } from './model';
import { cumulate } from './program';
import type { Task } from './task';

/** Draws what a client's requests are about, and whose they are. There is none where the client says neither. */
export class RequestLabels {
  private entities: EntityDraw | null = null;
  private tenants: readonly number[] = [];
  /** Running sum of the tenants' shares, the last one 1. */
  private cumulative: readonly number[] = [];
  private readonly entityRng: Rng;
  private readonly tenantRng: Rng;
  private readonly heatRng: Rng;

  /** @param rng the client's own */
  constructor(rng: Rng) {
    this.entityRng = rng.fork('entities');
    this.tenantRng = rng.fork('tenants');
    this.heatRng = rng.fork('heat');
  }

  /** Takes over what the client says; the streams go on. `numberOf` gives a tenant's number by name. */
  configure({ entities, tenants }: SourceModel, numberOf: (tenant: string) => number): void {
    this.entities = entities === null ? null : new EntityDraw(entities, this.entityRng);
    this.tenants = tenants.map(({ id }) => numberOf(id));
    this.cumulative = cumulate(tenants.map(({ share }) => share));
  }

  put(request: Task, heats: SourceState['heats']): void {
    if (this.entities !== null) {
      request.entity = this.entities.draw();
      if (heats.length > 0) this.heat(request, heats);
    }
    const { tenants, cumulative } = this;
    if (tenants.length === 0) return;
    const u = this.tenantRng.next();
    let at = 0;
    while (at < tenants.length - 1 && u >= cumulative[at]!) at++;
    request.tenant = tenants[at]!;
  }

  private heat(request: Task, heats: SourceState['heats']): void {
    for (const { share, entity } of heats) if (this.heatRng.next() < share) request.entity = entity;
  }
}
