import type { Cascade } from '../../engine/measure/cascade';
import { useStudio } from '../store/studio';
import { useAsked } from '../store/use-asked';

/** The cascade of the run so far, every second while it goes on; null before the first answer. */
export const useCascade = (): Cascade | null =>
  useAsked(
    useStudio((s) => s.cascadeNow),
    1_000,
  );
