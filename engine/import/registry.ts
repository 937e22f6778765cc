import type { Importer } from './definition';
import { mermaid } from './mermaid';

/** Every format, in the order in which they are tried on a text. */
export const importers: readonly Importer[] = [mermaid];
