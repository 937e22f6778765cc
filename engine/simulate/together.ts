import type { Undo } from '../faults/definition';

/** Takes back all of these. */
export const together =
  (undos: readonly Undo[]): Undo =>
  () => {
    for (const undo of undos) undo();
  };
