import type { Names } from './found-links';
import type { Component, Connection } from './infrastructure';
import type { Workload } from './kubernetes-workloads';
import { listed, type NoteTaker } from './note-taker';
import { at, entriesAt, listAt, textAt, type Tree } from './tree';

interface Services {
  /** Workloads by the names that their Services give them. */
  readonly names: Names;
  /** Workloads that can be asked from outside. */
  readonly open: ReadonlySet<string>;
  readonly grpc: ReadonlySet<string>;
  /** Services that stand for a host somewhere else. */
  readonly outside: readonly Component[];
}

/** Which workloads a Service leads to, by its selector. A Service is a name, no component of its own. */
export function servicesOf(documents: readonly Tree[], workloads: readonly Workload[], notes: NoteTaker): Services {
  const names = new Map<string, readonly string[]>();
  const open = new Set<string>();
  const grpc = new Set(workloads.filter((workload) => workload.grpc).map(({ name }) => name));
  const outside: Component[] = [];
  const taken = new Set(workloads.map(({ name }) => name));
  for (const service of documents.filter((document) => textAt(document, 'kind') === 'Service')) {
    const name = textAt(service, 'metadata', 'name') ?? '';
    const namespace = textAt(service, 'metadata', 'namespace') ?? 'default';
    const type = textAt(service, 'spec', 'type') ?? 'ClusterIP';
    if (name === '') continue;
    if (type === 'ExternalName' && !taken.has(name)) {
      outside.push({ name, kind: 'external', open: false });
      taken.add(name);
      names.set(name.toLowerCase(), [name]);
      continue;
    }
    const behind = selected(service, namespace, workloads);
    if (behind.length === 0) notes.missing(`The Service “${name}” selects nothing that is in the file.`);
    for (const key of [name, `${name}.${namespace}`, `${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`])
      if (!names.has(key.toLowerCase()) || namespace === 'default') names.set(key.toLowerCase(), behind);
    if (type === 'LoadBalancer' || type === 'NodePort') for (const workload of behind) open.add(workload);
    if (listAt(service, 'spec', 'ports').some((port) => /grpc/i.test(`${textAt(port, 'name') ?? ''} ${textAt(port, 'appProtocol') ?? ''}`)))
      for (const workload of behind) grpc.add(workload);
  }
  // A part of the manifests may lack the Services.
  for (const { name } of workloads) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), [name]);
  if (open.size > 0) notes.inferred(`${listed([...open])} can be asked from outside, by a Service of type LoadBalancer or NodePort.`);
  return { names, open, grpc, outside };
}

function selected(service: Tree, namespace: string, workloads: readonly Workload[]): string[] {
  const wanted = entriesAt(service, 'spec', 'selector').map(([key, value]) => [key, textAt(value) ?? ''] as const);
  if (wanted.length === 0) return [];
  return workloads
    .filter((workload) => workload.namespace === namespace && wanted.every(([key, value]) => workload.labels.get(key) === value))
    .map(({ name }) => name);
}

/** Ingresses as gateways: something answers for them, and routes. */
export function ingressesOf(
  documents: readonly Tree[],
  { names }: Services,
  notes: NoteTaker,
): { components: Component[]; connections: Connection[] } {
  const components: Component[] = [];
  const connections: Connection[] = [];
  const workloads = new Set([...names.values()].flat());
  for (const ingress of documents.filter((document) => textAt(document, 'kind') === 'Ingress')) {
    const given = textAt(ingress, 'metadata', 'name') ?? 'ingress';
    const name =
      workloads.has(given) || components.some((other) => other.name === given) ? `${given} (ingress ${components.length + 1})` : given;
    const backends = [
      at(ingress, 'spec', 'defaultBackend'),
      at(ingress, 'spec', 'backend'),
      ...listAt(ingress, 'spec', 'rules').flatMap((rule) => listAt(rule, 'http', 'paths').map((path) => at(path, 'backend'))),
    ];
    const asked = new Set(backends.flatMap((backend) => textAt(backend, 'service', 'name') ?? textAt(backend, 'serviceName') ?? []));
    const behind = new Set([...asked].flatMap((service) => names.get(service.toLowerCase()) ?? []));
    components.push({ name, kind: 'gateway', open: true });
    connections.push(...[...behind].map((to): Connection => ({ from: name, to, stated: true })));
    notes.inferred(`The Ingress “${given}” is a gateway that leads to ${listed([...behind]) || 'nothing in the file'}.`);
  }
  return { components, connections };
}
