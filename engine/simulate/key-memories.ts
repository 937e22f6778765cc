import { KeyMemory } from '../policies/key-memory';

/** Whose keys a memory holds. */
interface Named {
  /** Id of the node. */
  readonly node: string;
  /** What it is about, in words: "the inbox of place". */
  readonly of: string;
  readonly memory: KeyMemory;
}

/** What nodes remember of the keys that they have seen, kept apart by name. It outlives replicas and edits, as a table in a store does. */
export class KeyMemories {
  private readonly byName = new Map<string, Named>();

  get all(): Iterable<Named> {
    return this.byName.values();
  }

  /** The memory of a node about something, under this retention from now on. [ns] */
  of(node: string, of: string, retention: number): KeyMemory {
    const name = `${node} ${of}`;
    let named = this.byName.get(name);
    if (!named) {
      named = { node, of, memory: new KeyMemory(retention) };
      this.byName.set(name, named);
    }
    named.memory.retention = retention;
    return named.memory;
  }
}
