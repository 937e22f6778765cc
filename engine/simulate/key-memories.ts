import { KeyMemory } from '../policies/key-memory';

/** What nodes remember of the keys that they have seen, kept apart by name. It outlives replicas and edits, as a table in a store does. */
export class KeyMemories {
  private readonly byName = new Map<string, KeyMemory>();

  /** The memory of this name, under this retention from now on. [ns] */
  of(name: string, retention: number): KeyMemory {
    let memory = this.byName.get(name);
    if (!memory) {
      memory = new KeyMemory(retention);
      this.byName.set(name, memory);
    }
    memory.retention = retention;
    return memory;
  }
}
