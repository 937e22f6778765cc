import type { FieldModel } from './field-model';

export interface FieldProps<M extends FieldModel = FieldModel> {
  readonly label: string;
  readonly model: M;
  /** As the design file holds it; undefined where the default stands. */
  readonly value: unknown;
  /** Undefined takes the value out of the document. */
  readonly onChange: (value: unknown) => void;
  readonly error?: string | undefined;
  /** Titles for words that have better ones than their own, protocols for example. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** What stands beside the field: what a link leads to decides which operations there are. */
  readonly siblings?: Readonly<Record<string, unknown>> | undefined;
  /** May be left out. */
  readonly optional?: boolean | undefined;
  /** Dotted path of this field in its form. */
  readonly path: string;
  /** What the schema said about the last change that it refused, by path. */
  readonly errors: ReadonlyMap<string, string>;
}
