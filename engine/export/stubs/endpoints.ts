import type { DesignIndex } from '../../design/design-index';
import type { Protocol } from '../../design/protocols';
import type { ResolvedDesign, ResolvedLink, ResolvedNode } from '../../design/schema';
import { takesMessages } from '../../nodes/definition';
import type { ContractVersion } from '../../policies/contract-params';
import { isService, type Offering, offeredOf } from '../blueprint/offered';

/** Something that can be asked of a service. */
export interface Endpoint {
  readonly node: ResolvedNode;
  /** Name of the operation; the obvious one of a node without operations is called as its node. */
  readonly name: string;
  readonly versions: readonly ContractVersion[];
  /** Over what it is asked. */
  readonly protocols: ReadonlySet<Protocol>;
  readonly links: readonly ResolvedLink[];
}

/** All that our services offer: named operations that somebody calls, and what nodes without operations do. */
export function endpointsOf({ resolved, index }: { readonly resolved: ResolvedDesign; readonly index: DesignIndex }): Endpoint[] {
  const offered = offeredOf({ resolved, index }).filter(({ node }) => isService(node));
  return resolved.nodes.filter(isService).flatMap((node): Endpoint[] => {
    if (!node.operations?.length) {
      const links = index.incoming(node.id).filter(({ from }) => !takesMessages(index.roleOf(from)));
      return links.length > 0 ? [{ node, name: node.id, versions: [], protocols: protocolsOf(links), links }] : [];
    }
    return offered
      .filter((each) => each.node === node)
      .map(({ operation, callers }: Offering) => {
        const links = callers.map(({ link }) => link);
        return { node, name: operation.name, versions: operation.versions ?? [], protocols: protocolsOf(links), links };
      });
  });
}

const protocolsOf = (links: readonly ResolvedLink[]): ReadonlySet<Protocol> => new Set(links.map(({ protocol }) => protocol));

/** Names for a language, each used once. @param allowed makes words into a name of it */
export function uniqueNames(
  allowed: (words: string) => string,
  folded: (name: string) => string = (name) => name,
): (words: string) => string {
  const taken = new Set<string>();
  return (words) => {
    const wanted = allowed(words);
    let name = wanted;
    for (let n = 2; taken.has(folded(name)); n++) name = `${wanted}${n}`;
    taken.add(folded(name));
    return name;
  };
}

/** "GET /products/id" → "GetProductsId". Letters and digits of English only; a name never begins with a digit. */
export function pascal(words: string): string {
  const parts = words
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '');
  const name = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return name === '' ? 'Unnamed' : /^\d/.test(name) ? `N${name}` : name;
}
