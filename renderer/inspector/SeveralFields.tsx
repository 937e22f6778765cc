import type { z } from 'zod';
import type { Edit } from '../../engine/design/edits';
import { protocols } from '../../engine/design/protocols';
import { type DesignLink, type DesignNode, zLink, zNetwork } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { zPolicy } from '../../engine/policies/params';
import { zNodePrices } from '../../engine/policies/price-params';
import { studio, useStudio } from '../store/studio';
import { CommonForm } from './CommonForm';
import { linkName, nodeName } from './describe';
import { Section } from './Section';
import type { Fields } from './values';

const protocolTitles = Object.fromEntries(Object.entries(protocols).map(([name, { title }]) => [name, title]));
const elsewhere = ['id', 'from', 'to', 'network', 'policy', 'outbox'];

/** A part that says nothing stays out of the document. */
function withPart<T extends object, K extends keyof T & string>(thing: T, part: K, fields: Fields): T {
  const { [part]: _, ...rest } = thing;
  return (Object.keys(fields).length > 0 ? { ...thing, [part]: fields } : rest) as T;
}

const editNodes = (nodes: readonly DesignNode[], to: (node: DesignNode, i: number) => DesignNode): void =>
  studio.getState().edit(...nodes.map((node, i): Edit => ({ kind: 'replace-node', node: to(node, i) })));
const editLinks = (links: readonly DesignLink[], to: (link: DesignLink, i: number) => DesignLink): void =>
  studio.getState().edit(...links.map((link, i): Edit => ({ kind: 'replace-link', link: to(link, i) })));

/** What the selected nodes have in common, to be changed for all of them in one step. */
export function NodesInCommon({ nodes }: { readonly nodes: readonly DesignNode[] }) {
  const key = nodes.map(({ id }) => id).join();
  const members = (part: 'params' | 'prices', schema: (node: DesignNode) => z.ZodType) =>
    nodes.map((node) => ({ name: nodeName(node), schema: schema(node), value: node[part] }));
  return (
    <>
      <Section title="Parameters" note="of all of them">
        <CommonForm
          key={key}
          members={members('params', (node) => nodeKinds[node.kind].params as z.ZodType)}
          onChange={(values) => editNodes(nodes, (node, i) => withPart(node, 'params', values[i] ?? {}))}
        />
      </Section>
      {nodes.every(({ kind }) => nodeKinds[kind].role !== 'source') && (
        <Section title="Prices" note="of all of them">
          <CommonForm
            key={key}
            members={members('prices', () => zNodePrices)}
            onChange={(values) => editNodes(nodes, (node, i) => withPart(node, 'prices', values[i] ?? {}))}
          />
        </Section>
      )}
    </>
  );
}

/** The same for links. */
export function LinksInCommon({ links }: { readonly links: readonly DesignLink[] }) {
  const design = useStudio((s) => s.document);
  const key = links.map(({ id }) => id).join();
  const names = links.map((link) => linkName(design, link));
  const members = (schema: z.ZodType, value: (link: DesignLink) => unknown) =>
    links.map((link, i) => ({ name: names[i] ?? link.id, schema, value: value(link) }));
  return (
    <>
      <Section title="Link" note="of all of them">
        <CommonForm
          key={key}
          members={members(zLink, (link) => link)}
          except={elsewhere}
          names={protocolTitles}
          onChange={(values) => editLinks(links, (_, i) => values[i] as DesignLink)}
        />
      </Section>
      <Section title="Call policy" note="of all of them">
        <CommonForm
          key={key}
          members={members(zPolicy, ({ policy }) => policy)}
          onChange={(values) => editLinks(links, (link, i) => withPart(link, 'policy', values[i] ?? {}))}
        />
      </Section>
      <Section title="Network" note="of all of them">
        <CommonForm
          key={key}
          members={members(zNetwork, ({ network }) => network)}
          onChange={(values) => editLinks(links, (link, i) => withPart(link, 'network', values[i] ?? {}))}
        />
      </Section>
    </>
  );
}
