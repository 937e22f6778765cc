import type { Mark } from './frame';
import type { Subjects } from './subjects';

/** Says once of each bound of memory that the run has hit it. */
export class ForgottenMarks {
  private readonly told = new Set<string>();

  constructor(private readonly subjects: Pick<Subjects, 'forgotten'>) {}

  /** To be called now and then. [ns] */
  look(now: number): Mark[] {
    return this.subjects.forgotten.flatMap(({ subject, what }): Mark[] => {
      const key = `${subject} ${what}`;
      if (this.told.has(key)) return [];
      this.told.add(key);
      return [{ at: now, kind: 'forgetting', subject, text: `${subject === '' ? '' : `${subject}: `}no more room, it forgets ${what}` }];
    });
  }
}
