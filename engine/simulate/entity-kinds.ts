import type { ResolvedDesign } from '../design/schema';
import type { Consistency } from '../design/step-schema';
import { Access, MOST_KINDS } from './access';

/** The business things that a design names, numbered once for the whole run. 0 is what clients draw where a step names nothing. */
export class EntityKinds {
  private readonly numbers = new Map<string, number>();
  private byRequest = new Set<string>();

  configure({ entities }: Pick<ResolvedDesign, 'entities'>): void {
    this.byRequest = new Set(entities.filter(({ by }) => by === 'request').map(({ id }) => id));
    for (const { id } of entities) {
      // A file has far fewer; only a run in which names change again and again comes to where the last ones share a number.
      if (!this.numbers.has(id)) this.numbers.set(id, Math.min(this.numbers.size + 1, MOST_KINDS - 1));
    }
  }

  /** Id of a kind; empty for what clients draw. */
  nameOf(type: number): string {
    for (const [id, number] of this.numbers) if (number === type) return id;
    return '';
  }

  /** How a step gets at a thing. @param entity id among the design's entities */
  access(write: boolean, entity: string | undefined, consistency: Consistency = 'any', remove = false): Access {
    if (entity === undefined) return new Access(write, 0, false, consistency, remove);
    return new Access(write, this.numbers.get(entity) ?? 0, this.byRequest.has(entity), consistency, remove);
  }
}
