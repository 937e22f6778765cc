import { calledOperation } from '../../design/call-graph';
import { protocols } from '../../design/protocols';
import type { ResolvedLink, ResolvedNode } from '../../design/schema';
import { stepsOf } from '../../design/steps';
import type { PlainSection } from '../html/page';
import { listed } from '../words';
import { type Basis, isService } from './basis';
import { versionWords } from './events';

/** An operation that others ask for. */
export interface Offered {
  readonly node: ResolvedNode;
  readonly operation: NonNullable<ResolvedNode['operations']>[number];
  readonly callers: readonly { readonly node: string; readonly link: ResolvedLink; readonly needs: readonly string[] }[];
}

/** Operations of services and of systems of others, with who calls them: clients by their journeys, services by their steps. */
export function offeredOf({ resolved, view }: Pick<Basis, 'resolved' | 'view'>): Offered[] {
  const callers = new Map<string, Offered['callers'][number][]>();
  const add = (link: ResolvedLink | undefined, name: string | undefined, needs: readonly string[]) => {
    const callee = view.index.nodes.get(link?.to ?? '');
    const operation = callee && calledOperation(callee, name)?.name;
    if (!link || !callee || operation === undefined || operation === null) return;
    const key = `${callee.id}/${operation}`;
    const all = callers.get(key) ?? [];
    if (all.some((one) => one.link.id === link.id)) return;
    callers.set(key, [...all, { node: link.from, link, needs }]);
  };
  for (const { link, operation } of resolved.journeys) add(view.index.links.get(link), operation, []);
  for (const node of resolved.nodes)
    for (const { step } of stepsOf(node)) if (step.kind === 'call') add(view.index.links.get(step.link), step.operation, step.needs ?? []);
  return resolved.nodes
    .filter((node) => isService(node) || node.kind === 'external')
    .flatMap((node) =>
      (node.operations ?? []).map((operation) => ({ node, operation, callers: callers.get(`${node.id}/${operation.name}`) ?? [] })),
    )
    .filter((offered) => offered.callers.length > 0);
}

/** Who may ask whom for what, in which version. */
export function contracts(basis: Basis): PlainSection[] {
  const { name } = basis;
  const offered = offeredOf(basis);
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
