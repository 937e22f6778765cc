import type { Report } from '../../engine/measure/report';
import { useStudio } from '../store/studio';
import { useAsked } from '../store/use-asked';

/** The account of the run so far, every other second while it goes on, for it looks at every histogram; null before the first answer. */
export const useReport = (): Report | null =>
  useAsked(
    useStudio((s) => s.reportNow),
    2_000,
  );
