/** One thing about an answer. */
export interface Remark {
  readonly id: string;
  readonly good: boolean;
  /** A sentence that says what it rests on. */
  readonly text: string;
}

export const remark = (id: string, good: boolean, words: { readonly good: string; readonly bad: string }): Remark => ({
  id,
  good,
  text: good ? words.good : words.bad,
});
