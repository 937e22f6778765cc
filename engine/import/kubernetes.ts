import { failure, type Result } from '../core/problem';
import { designFromSketch } from './design-from-sketch';
import { type Imported, type Importer, importProblem } from './definition';
import { foundLinks } from './found-links';
import { type Component, type Connection, usersIn, wired } from './infrastructure';
import { type Workload, workloadOf } from './kubernetes-workloads';
import { ingressesOf, servicesOf } from './kubernetes-network';
import { autoscalersOf } from './kubernetes-autoscalers';
import { counted, type NoteTaker, notesOf } from './note-taker';
import { readYaml } from './safe-yaml';
import { isTree, listAt, textAt, type Tree } from './tree';

/** Workloads of Kubernetes manifests, and who knows whose address. @see https://kubernetes.io/docs/reference/kubernetes-api/ */
export const kubernetes: Importer = {
  id: 'kubernetes',
  title: 'Kubernetes manifests',
  about: 'Deployments, StatefulSets, Services and Ingresses: replicas, autoscalers, limits, links from addresses in settings',
  extensions: ['yaml', 'yml', 'json'],
  detects: (text) =>
    /^\s*"?apiVersion"?:/m.test(text) &&
    /^[\s{-]*"?kind"?:\s*"?(Deployment|StatefulSet|DaemonSet|ReplicaSet|Pod|Service|List|Ingress|ConfigMap|Namespace|ServiceAccount|HorizontalPodAutoscaler|Job|CronJob)\b/m.test(
      text,
    ),
  read: (text, { fileName }) => {
    const read = readYaml(text);
    return read.ok ? fromManifests(read.value.flatMap(itemsOf), fileName) : read;
  },
};

/** A document, or what is in it where it is a list of others. */
const itemsOf = (document: unknown): Tree[] => {
  if (!isTree(document)) return [];
  return textAt(document, 'kind') === 'List' ? listAt(document, 'items').filter(isTree) : [document];
};

function fromManifests(documents: readonly Tree[], fileName: string): Result<Imported> {
  const notes = notesOf();
  const workloads = unique(
    documents.flatMap((document) => workloadOf(document, documents) ?? []),
    notes,
  );
  if (workloads.length === 0)
    return failure(
      importProblem(
        'nothing-to-import',
        'The manifests hold no Deployment, StatefulSet, DaemonSet, ReplicaSet or Pod.',
        'Give the manifests of what runs; render Helm charts and overlays first.',
      ),
    );
  const services = servicesOf(documents, workloads, notes);
  const ingresses = ingressesOf(documents, services, notes);
  const scalers = autoscalersOf(documents, notes);
  const found = foundLinks(
    workloads.map(({ name, settings }) => ({ owner: name, settings })),
    services.names,
    notes,
  );
  const components = workloads.map(
    (workload): Component => ({
      name: workload.name,
      image: workload.image,
      size: { replicas: workload.replicas, cpus: workload.cpus, autoscaling: scalers.get(workload.name) },
      users: usersIn(workload.settings),
      open: services.open.has(workload.name),
    }),
  );
  const connections = found.connections.map(
    (connection): Connection => ({ ...connection, ...(services.grpc.has(connection.to) && { protocol: 'grpc' as const }) }),
  );
  tellIgnored(documents, notes);
  const { parts, links } = wired(
    [...ingresses.components, ...services.outside, ...components, ...found.outside],
    [...ingresses.connections, ...connections],
    notes,
  );
  return designFromSketch({ name: null, told: true, parts, links }, fileName, notes);
}

/** Workloads of the same name in several namespaces, or given twice. */
function unique(workloads: readonly Workload[], notes: NoteTaker): Workload[] {
  const taken = new Map<string, Workload>();
  for (const workload of workloads) {
    const { name, namespace } = workload;
    const before = taken.get(name);
    if (!before) taken.set(name, workload);
    else if (before.namespace === namespace) notes.missing(`“${name}” stands in the file more than once; the first counts.`);
    else taken.set(`${name}.${namespace}`, { ...workload, name: `${name}.${namespace}` });
  }
  return [...taken.values()];
}

const read = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Pod',
  'Service',
  'Ingress',
  'ConfigMap',
  'HorizontalPodAutoscaler',
  'List',
  'ServiceAccount',
  'Namespace',
]);

function tellIgnored(documents: readonly Tree[], notes: NoteTaker): void {
  const kinds = new Map<string, number>();
  for (const document of documents) {
    const kind = textAt(document, 'kind') ?? 'without a kind';
    if (!read.has(kind)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  for (const [kind, count] of kinds)
    notes.missing(`${counted(count, 'object')} of kind ${kind.slice(0, 80)} ${count === 1 ? 'is' : 'are'} not read.`);
}
