import { stringify } from 'yaml';

/** Documents of one YAML file. Long lines stay whole, and what is said twice is written twice: not every reader follows aliases. */
export const yamlText = (documents: readonly object[]): string =>
  documents.map((document) => stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n');

/** A name as Kubernetes takes it: RFC 1123 labels. Ids have these signs already, but may end in a dash. */
export const kubernetesName = (id: string): string =>
  id
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63) || 'x';

/** Time as Go writes it: "250ms", "1.5s". [ns] */
export const goDuration = (nanos: number): string =>
  nanos % 1e9 === 0 ? `${nanos / 1e9}s` : nanos % 1e6 === 0 ? `${nanos / 1e6}ms` : `${nanos / 1e3}us`;
