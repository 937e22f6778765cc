/** What a kind of finding is about, whatever design it is found in. */
export interface CatalogEntry {
  /** A few words, as a heading. */
  readonly title: string;
  /** Why it matters and what helps, in general. */
  readonly about: string;
  /** Page of the documents that explains the mechanism. */
  readonly page?: string;
}

export type CatalogSection = Readonly<Record<string, CatalogEntry>>;
