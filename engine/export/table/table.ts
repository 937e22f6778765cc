/** A table for other programs: columns of equal length, each of numbers or of words. */
export interface Table {
  readonly columns: readonly Column[];
}

export type Column =
  | { readonly name: string; readonly kind: 'number'; readonly values: readonly (number | null)[] }
  | { readonly name: string; readonly kind: 'words'; readonly values: readonly string[] };
