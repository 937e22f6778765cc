import type { Design } from '../../engine/design/schema';
import { scenario } from '../golden/scenarios';

/** Names that would end a string, begin a statement or become HTML, were they written as they are. */
const hostile = [
  '"]; end\nsubgraph x',
  '<script>alert(1)</script>',
  "it's 100 % ${HOME} #quot; `x` \\",
  ') } // -- @enduml !include http://x [[y]]',
  '=HYPERLINK("x")|| a:b;c',
  '🛒 Käufer | {{x}} (y) [z]',
];
/** Ids that are words of one of the languages. */
const words = ['end', 'graph', 'end-user', 'style', 'class', 'default', 'node', 'person', 'x-ray', 'o', 'workspace', 'label'];

const hostileDesign: Design = {
  version: 1,
  name: hostile.join(' '),
  description: hostile.join('\n'),
  groups: [
    { id: 'end', kind: 'context', name: hostile[0]! },
    { id: 'inner', kind: 'plain', name: hostile[1]!, parent: 'end' },
  ],
  nodes: [
    { id: 'users', kind: 'client', name: hostile[2]! },
    ...words.map((id, i) => ({
      id,
      kind: 'service' as const,
      name: hostile[i % hostile.length]!,
      ...(i % 3 > 0 && { group: i % 3 === 1 ? 'end' : 'inner' }),
    })),
  ],
  links: words.map((id, i) => ({ id: `l${i}`, from: i === 0 ? 'users' : words[i - 1]!, to: id })),
};

/** Between them they have groups, gateways, queues, logs, topics, caches, replicas, sagas, outboxes and several clients. */
const slugs = [
  'checkout',
  'checkout-platform',
  'checkout-choreographed',
  'cqrs-projection-rebuild',
  'replica-lag',
  'backend-for-frontend',
  'chat',
];

/** What every exporter must be able to write: some scenarios, an empty design, and one whose author means harm. */
export const designs: readonly { readonly title: string; readonly design: Design }[] = [
  ...slugs.map((slug) => ({ title: slug, design: scenario(slug).design })),
  { title: 'an empty design', design: { version: 1, name: 'Empty' } },
  { title: 'a hostile design', design: hostileDesign },
];

/** What is in a design, to be found again in what was written. */
export const contents = (design: Design) => ({
  nodes: (design.nodes ?? []).length,
  links: (design.links ?? []).length,
  groups: (design.groups ?? []).length,
});
