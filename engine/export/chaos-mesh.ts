import { failure, success } from '../core/problem';
import { formatDuration } from '../core/units';
import { resolve } from '../design/resolve';
import type { ResolvedDesign, ResolvedFault } from '../design/schema';
import { type DesignExporter, nothingToWrite } from './definition';
import { goDuration, kubernetesName, yamlText } from './yaml-text';

/**
 * A design's fault script for a real cluster.
 * @see https://chaos-mesh.org/docs/simulate-pod-chaos-on-kubernetes/ and its neighbours
 */
export const chaosMesh: DesignExporter = {
  of: 'design',
  id: 'chaos-mesh',
  title: 'Chaos Mesh',
  about: 'The design’s fault script for a Kubernetes cluster',
  extension: 'chaos.yaml',
  mime: 'application/yaml',
  write: (design) => {
    const resolved = resolve(design);
    if (!resolved.ok) return resolved;
    const { faults } = resolved.value;
    if (faults.length === 0) return failure(nothingToWrite('The fault script is empty.', 'Plan a fault on the timeline.', 'faults'));
    const written = faults.map((fault) => ({ fault, document: documentOf(fault, resolved.value) }));
    const documents = written.flatMap(({ document }) => (document === null ? [] : [document]));
    if (documents.length === 0)
      return failure(
        nothingToWrite(
          'Chaos Mesh has no word for any of the planned faults.',
          'Plan a crash, latency, loss, a partition or load on processors.',
          'faults',
        ),
      );
    return success({
      text: yamlText(documents),
      left: [
        'Pods are chosen by the label app, with the components’ ids: put your labels in their place.',
        'Chaos Mesh starts each experiment when it is applied: when to start is a comment of the script, not of the file.',
        ...written.flatMap(({ fault, document }) =>
          document === null ? [`${fault.id}: Chaos Mesh has no word for ${fault.action} there.`] : [],
        ),
      ],
    });
  },
};

interface Spec {
  readonly kind: string;
  readonly [field: string]: unknown;
}

type Selector = { readonly mode: string; readonly value?: string; readonly selector: object };

function documentOf(fault: ResolvedFault, design: ResolvedDesign): object | null {
  const spec = specOf(fault, design);
  if (spec === null) return null;
  const { kind, ...rest } = spec;
  return {
    apiVersion: 'chaos-mesh.org/v1alpha1',
    kind,
    metadata: { name: kubernetesName(fault.id), annotations: { 'faultline/start-after': formatDuration(fault.startAfter) } },
    spec: { ...rest, ...(fault.duration !== undefined && { duration: goDuration(fault.duration) }) },
  };
}

function specOf(fault: ResolvedFault, design: ResolvedDesign): Spec | null {
  const at = podsOf(fault.target, design);
  switch (fault.action) {
    case 'replica-crash':
      return at && { kind: 'PodChaos', action: 'pod-failure', ...at };
    case 'added-latency':
      return at && { kind: 'NetworkChaos', action: 'delay', ...at, delay: { latency: goDuration(fault.params.extra) } };
    case 'packet-loss':
      return at && { kind: 'NetworkChaos', action: 'loss', ...at, loss: { loss: String(fault.params.share * 100) } };
    case 'partition':
      return partitionOf(fault.target, design);
    case 'cpu-steal':
      return at && { kind: 'StressChaos', ...at, stressors: { cpu: { workers: 1, load: Math.round(fault.params.share * 100) } } };
    default:
      return null;
  }
}

const labelled = (ids: readonly string[]) => ({
  expressionSelectors: [{ key: 'app', operator: 'In', values: ids.map(kubernetesName) }],
});

/** The pods that a fault is on: those of a node, of what a link leads to, or of all nodes of a kind. */
function podsOf(target: ResolvedFault['target'], { nodes, links }: ResolvedDesign): Selector | null {
  const share = 'share' in target ? target.share : undefined;
  const some = share === undefined ? { mode: 'all' } : { mode: 'fixed-percent', value: String(Math.round(share * 100)) };
  if ('node' in target) return { ...some, selector: labelled([target.node]) };
  if ('link' in target) {
    const link = links.find(({ id }) => id === target.link);
    return link ? { mode: 'all', selector: labelled([link.to]) } : null;
  }
  if ('kind' in target) return { ...some, selector: labelled(nodes.filter(({ kind }) => kind === target.kind).map(({ id }) => id)) };
  return null;
}

function partitionOf(target: ResolvedFault['target'], { links }: ResolvedDesign): Spec | null {
  const link = 'link' in target ? links.find(({ id }) => id === target.link) : undefined;
  const sides = link ? { one: [link.from], other: [link.to] } : 'nodes' in target ? target.nodes : null;
  if (sides === null) return null;
  return {
    kind: 'NetworkChaos',
    action: 'partition',
    mode: 'all',
    selector: labelled(sides.one),
    direction: 'both',
    target: { mode: 'all', selector: labelled(sides.other) },
  };
}
