import type { Undo } from '../faults/definition';

/** Puts a value among those that are on; the undo takes out this one and no other. */
export function listed<V>(values: V[], value: V, recount: () => void): Undo {
  values.push(value);
  recount();
  return () => {
    values.splice(values.indexOf(value), 1);
    recount();
  };
}
