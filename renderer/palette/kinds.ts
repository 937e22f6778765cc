import type { NodeGroup } from '../../engine/nodes/definition';
import { type NodeKind, nodeKinds } from '../../engine/nodes/registry';
import { kindIcon } from '../canvas/icons';
import type { Pick } from '../pick-list/pick';

export const groupTitles: Record<NodeGroup, string> = {
  traffic: 'Traffic',
  edge: 'Edge',
  compute: 'Compute',
  data: 'Data',
  messaging: 'Messaging',
  external: 'Outside',
};

export interface KindPick extends Pick {
  readonly kind: NodeKind;
  readonly description: string;
}

/** Other names that people have for a kind. */
const alsoCalled: Readonly<Record<NodeKind, string>> = {
  client: 'users browser app mobile load traffic',
  gateway: 'edge proxy load balancer ingress bff',
  cdn: 'edge cache content',
  service: 'server app api microservice worker',
  function: 'lambda serverless faas',
  database: 'db sql postgres mysql store table',
  'key-value': 'kv dynamo cassandra redis store nosql',
  cache: 'redis memcached',
  'object-store': 's3 blob bucket files storage',
  'search-index': 'elasticsearch opensearch lucene',
  queue: 'rabbitmq sqs jobs tasks',
  log: 'kafka stream events partition',
  topic: 'pubsub sns fan-out broadcast',
  external: 'third party provider partner saas payment',
};

/** Every kind of component, group by group. */
export const kindPicks: readonly KindPick[] = (Object.keys(groupTitles) as NodeGroup[]).flatMap((group) =>
  (Object.keys(nodeKinds) as NodeKind[])
    .filter((kind) => nodeKinds[kind].group === group)
    .map((kind) => {
      const { title, description } = nodeKinds[kind];
      return {
        id: kind,
        kind,
        title,
        description,
        group: groupTitles[group],
        words: `${kind} ${alsoCalled[kind]}`,
        Icon: kindIcon(kind),
      };
    }),
);
