import { at, countAt, entriesAt, isTree, listAt, textAt, textsAt, type Tree } from './tree';

/** Something that runs in replicas. */
export interface Workload {
  readonly name: string;
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly replicas: number;
  readonly image: string | undefined;
  /** Bound on the processors of one replica; no bound when undefined. [cores] */
  readonly cpus: number | undefined;
  /** Ports of its containers, by name. */
  readonly ports: ReadonlyMap<string, number>;
  readonly grpc: boolean;
  /** Environment and command lines: names and values. */
  readonly settings: readonly (readonly [string, string])[];
}

const kinds = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod']);

/** What a manifest runs; null where it runs nothing that lasts. */
export function workloadOf(manifest: Tree, all: readonly Tree[]): Workload | null {
  const kind = textAt(manifest, 'kind') ?? '';
  const name = textAt(manifest, 'metadata', 'name') ?? textAt(manifest, 'metadata', 'generateName');
  // A ReplicaSet or Pod that something else owns is part of that.
  if (!kinds.has(kind) || name === undefined || name === '' || listAt(manifest, 'metadata', 'ownerReferences').length > 0) return null;
  const pod = kind === 'Pod' ? manifest : at(manifest, 'spec', 'template');
  const containers = listAt(pod, 'spec', 'containers').filter(isTree);
  const main = mainOf(containers);
  const namespace = textAt(manifest, 'metadata', 'namespace') ?? 'default';
  return {
    name,
    namespace,
    labels: new Map(entriesAt(pod, 'metadata', 'labels').map(([key, value]) => [key, textAt(value) ?? ''])),
    // Zero means switched off: one stands for it.
    replicas: kind === 'Pod' || kind === 'DaemonSet' ? 1 : (countAt(manifest, 1, 500, 'spec', 'replicas') ?? 1),
    image: textAt(main, 'image'),
    cpus: coresOf(textAt(main, 'resources', 'limits', 'cpu')),
    ports: new Map(
      containers.flatMap((container) =>
        listAt(container, 'ports').flatMap((port): [string, number][] => {
          const number = countAt(port, 0, 65_535, 'containerPort');
          return number === undefined ? [] : [[textAt(port, 'name') ?? String(number), number]];
        }),
      ),
    ),
    grpc: containers.some(
      (container) => at(container, 'readinessProbe', 'grpc') !== undefined || at(container, 'livenessProbe', 'grpc') !== undefined,
    ),
    settings: containers.flatMap((container) => settingsOf(container, namespace, all)),
  };
}

const sidecars = /(istio|linkerd|envoy|proxy|sidecar|exporter|otel|jaeger-agent|fluent|vault-agent)/i;

/** The container that does the work: the first that is no helper. */
const mainOf = (containers: readonly Tree[]): Tree | undefined =>
  containers.find((container) => !sidecars.test(`${textAt(container, 'name') ?? ''} ${textAt(container, 'image') ?? ''}`)) ?? containers[0];

/** `250m` → 0.25 */
function coresOf(text: string | undefined): number | undefined {
  const [, digits, milli] = /^([0-9.]{1,12})(m?)$/.exec(text ?? '') ?? [];
  const cores = Number(digits) / (milli === 'm' ? 1000 : 1);
  return digits !== undefined && Number.isFinite(cores) && cores > 0 ? Math.min(256, cores) : undefined;
}

function settingsOf(container: Tree, namespace: string, all: readonly Tree[]): (readonly [string, string])[] {
  const own = listAt(container, 'env').map((variable): [string, string] => {
    const map = textAt(variable, 'valueFrom', 'configMapKeyRef', 'name');
    const key = textAt(variable, 'valueFrom', 'configMapKeyRef', 'key');
    const value = map !== undefined && key !== undefined ? textAt(configMap(map, namespace, all), 'data', key) : textAt(variable, 'value');
    return [textAt(variable, 'name') ?? '', value ?? ''];
  });
  const known = new Map(own);
  const filled = own.map(([name, value]): [string, string] => [
    name,
    value.replaceAll(/\$\(([A-Za-z0-9_]{1,100})\)/g, (whole, other: string) => known.get(other) ?? whole),
  ]);
  const whole = listAt(container, 'envFrom').flatMap((source) =>
    entriesAt(configMap(textAt(source, 'configMapRef', 'name') ?? '', namespace, all), 'data').map(([name, value]): [string, string] => [
      name,
      textAt(value) ?? '',
    ]),
  );
  const words = ['command', 'args'].flatMap((key) => textsAt(container, key)).map((word): [string, string] => ['', word]);
  return [...filled, ...whole, ...words];
}

const configMap = (name: string, namespace: string, all: readonly Tree[]): Tree | undefined =>
  all.find(
    (each) =>
      textAt(each, 'kind') === 'ConfigMap' &&
      textAt(each, 'metadata', 'name') === name &&
      (textAt(each, 'metadata', 'namespace') ?? namespace) === namespace,
  );
