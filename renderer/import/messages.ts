import type { Problem } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { ImportNotes } from '../../engine/import/definition';

/** A text from outside. */
export interface Source {
  readonly fileName: string;
  readonly text: string;
  /** Id of the format; found by the text when left out. */
  readonly format?: string | undefined;
}

/** A format, as it is offered. */
export interface FormatOffer {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly extensions: readonly string[];
}

/** What became of a text. */
export type ReadAnswer =
  | { readonly ok: true; readonly design: Design; readonly notes: ImportNotes; readonly title: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type ToReader = { readonly kind: 'formats' } | ({ readonly kind: 'detect' } & Source) | ({ readonly kind: 'read' } & Source);
/** Null where a text looks like no format that is known. */
interface Detected {
  readonly kind: 'detect';
  readonly format: string | null;
}

export type FromReader =
  | Detected
  | { readonly kind: 'formats'; readonly formats: readonly FormatOffer[] }
  | ({ readonly kind: 'read' } & ReadAnswer);
