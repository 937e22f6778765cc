import { protocols } from '../../design/protocols';
import type { PlainSection } from '../html/page';
import { listed } from '../words';
import type { Basis } from './basis';
import { versionWords } from './events';
import { offeredOf } from './offered';

/** Who may ask whom for what, in which version. */
export function contracts(basis: Basis): PlainSection[] {
  const { name } = basis;
  const offered = offeredOf({ resolved: basis.resolved, index: basis.view.index });
  if (offered.length === 0) return [];
  const versioned = offered.some(({ operation }) => operation.versions !== undefined);
  return [
    {
      kind: 'table',
      title: 'Contracts',
      note: `What each service answers to whom.${versioned ? '' : ' No operation declares versions of its answer yet: add them before a second team depends on one.'} Stubs: faultline export --to openapi, protobuf or asyncapi.`,
      columns: ['Service', 'Operation', 'Over', 'Callers', ...(versioned ? ['Versions and fields'] : [])].map((title) => ({ title })),
      rows: offered.map(({ node, operation, callers }) => [
        name(node.id),
        operation.name,
        listed([...new Set(callers.map(({ link }) => protocols[link.protocol].title))]),
        listed(callers.map((caller) => `${name(caller.node)}${caller.needs.length > 0 ? ` (needs ${caller.needs.join(', ')})` : ''}`)),
        ...(versioned ? [operation.versions?.map(versionWords).join('; ') ?? '–'] : []),
      ]),
    },
  ];
}
