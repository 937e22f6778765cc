import type { ResolvedDesign, ResolvedFault, ResolvedNode } from '../design/schema';

/** What an action is done to, in the words of AWS FIS. */
export interface FisTarget {
  readonly resourceType: string;
  readonly selectionMode: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly resourceTags?: Readonly<Record<string, string>>;
}

/** An action of AWS FIS that does what a fault does. */
export interface Act {
  readonly actionId: string;
  /** Key that the action knows its target by. */
  readonly targetKey: string;
  readonly target: FisTarget;
  /** Besides the duration. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether it takes a duration. */
  readonly lasts: boolean;
  /** What of the fault it cannot say. */
  readonly loses: readonly string[];
}

/** The action for a fault, or null where AWS FIS has none. @see https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html */
export function actOf(fault: ResolvedFault, design: ResolvedDesign): Act | null {
  switch (fault.action) {
    case 'replica-crash':
      return crash(fault.target, count(fault.target, fault.params.count), design);
    case 'added-latency':
      return (
        addedToFunction(fault, inMs(fault.params.extra), design) ??
        network(fault.target, design, 'latency', { delayMilliseconds: inMs(fault.params.extra), jitterMilliseconds: '0' })
      );
    case 'jitter': {
      const half = inMs(fault.params.most / 2);
      const act = network(fault.target, design, 'latency', {
        delayMilliseconds: half,
        jitterMilliseconds: half,
        flowsPercent: percent(fault.params.share),
      });
      return act && { ...act, loses: [...act.loses, 'its share is of connections, not of single answers.'] };
    }
    case 'packet-loss':
      return network(fault.target, design, 'packet-loss', { lossPercent: percent(fault.params.share) });
    case 'partition': {
      const act = network(fault.target, design, 'packet-loss', { lossPercent: '100' });
      return act && 'link' in fault.target ? { ...act, loses: [...act.loses, 'all packets are lost; a refusal cannot be had.'] } : null;
    }
    case 'cpu-steal': {
      const pods = podsIn(fault.target, count(fault.target, fault.params.count), design);
      return pods && podAction('pod-cpu-stress', pods, { percent: percent(fault.params.share), workers: '1' });
    }
    case 'error-rate':
      return functionAction(fault.target, design, 'aws:lambda:invocation-error', {
        invocationPercentage: percent(fault.params.share),
        preventExecution: 'true',
      });
    case 'primary-failure':
      return failover(fault.target, design);
    case 'zone-loss':
      return 'zone' in fault.target ? zoneLoss(fault.target.zone) : null;
    default:
      return null;
  }
}

type Target = ResolvedFault['target'];

/** What does not run in pods of the cluster, or not for us. */
const elsewhere = new Set<ResolvedNode['kind']>(['client', 'external', 'cdn', 'function', 'database', 'object-store']);
const inPods = (node: ResolvedNode | undefined): node is ResolvedNode => node !== undefined && !elsewhere.has(node.kind);

const inMs = (nanos: number): string => String(Math.max(1, Math.round(nanos / 1e6)));
const percent = (share: number): string => String(Math.max(1, Math.min(100, Math.round(share * 100))));
const shareOf = (target: Target): number | undefined => ('share' in target ? target.share : undefined);
const count = (target: Target, replicas: number): string => {
  const share = shareOf(target);
  return share === undefined ? `COUNT(${replicas})` : share >= 1 ? 'ALL' : `PERCENT(${percent(share)})`;
};

/** Nodes that a fault names, by id, kind or group. */
function named(target: Target, { nodes }: ResolvedDesign): ResolvedNode[] {
  if ('node' in target) return nodes.filter(({ id }) => id === target.node);
  if ('kind' in target) return nodes.filter(({ kind }) => kind === target.kind);
  return 'group' in target ? nodes.filter(({ group }) => group === target.group) : [];
}

function podsIn(target: Target, selectionMode: string, design: ResolvedDesign): FisTarget | null {
  const found = named(target, design);
  return found.length > 0 && found.every(inPods) ? pods(found, selectionMode) : null;
}

const pods = (nodes: readonly ResolvedNode[], selectionMode: string): FisTarget => ({
  resourceType: 'aws:eks:pod',
  selectionMode,
  parameters: {
    clusterIdentifier: 'my-cluster',
    namespace: 'default',
    selectorType: 'labelSelector',
    selectorValue: nodes.length === 1 ? `app=${nodes[0]!.id}` : `app in (${nodes.map(({ id }) => id).join(',')})`,
  },
});

const podAction = (
  action: string,
  target: FisTarget,
  parameters: Readonly<Record<string, string>>,
  loses: readonly string[] = [],
): Act => ({
  actionId: `aws:eks:${action}`,
  targetKey: 'Pods',
  target,
  parameters: { kubernetesServiceAccount: 'fis', ...parameters },
  lasts: true,
  loses,
});

/** On what runs in pods it is done there; on a link, and on what is run by somebody else, at those who call. */
function network(
  target: Target,
  design: ResolvedDesign,
  what: 'latency' | 'packet-loss',
  parameters: Readonly<Record<string, string>>,
): Act | null {
  const action = `pod-network-${what}`;
  const there = podsIn(target, shareOf(target) === undefined ? 'ALL' : count(target, 1), design);
  if (there) return podAction(action, there, parameters);
  const links = design.links.filter(({ id, to }) => ('link' in target ? id === target.link : 'node' in target && to === target.node));
  const callers = design.nodes.filter((node) => inPods(node) && links.some(({ from }) => from === node.id));
  const [link] = links;
  if (!link || callers.length === 0) return null;
  return podAction(action, pods(callers, 'ALL'), { ...parameters, sources: link.to }, [
    `it is done at the callers, on their traffic with the host ${link.to}.`,
  ]);
}

function crash(target: Target, selectionMode: string, design: ResolvedDesign): Act | null {
  const there = podsIn(target, selectionMode, design);
  if (there) return { ...podAction('pod-delete', there, { gracePeriodSeconds: '0' }), lasts: false };
  const [node, ...others] = named(target, design);
  if (node?.kind !== 'database' || others.length > 0) return null;
  return {
    actionId: 'aws:rds:reboot-db-instances',
    targetKey: 'DBInstances',
    target: tagged('aws:rds:db', node.id, selectionMode),
    parameters: { forceFailover: 'false' },
    lasts: false,
    loses: [],
  };
}

const tagged = (resourceType: string, name: string, selectionMode = 'ALL'): FisTarget => ({
  resourceType,
  selectionMode,
  resourceTags: { Name: name },
});

function failover(target: Target, design: ResolvedDesign): Act | null {
  const [node, ...others] = named(target, design);
  if (node?.kind !== 'database' || others.length > 0) return null;
  return {
    actionId: 'aws:rds:failover-db-cluster',
    targetKey: 'Clusters',
    target: tagged('aws:rds:cluster', node.id),
    parameters: {},
    lasts: false,
    loses: [],
  };
}

function functionAction(
  target: Target,
  design: ResolvedDesign,
  actionId: string,
  parameters: Readonly<Record<string, string>>,
): Act | null {
  const [node, ...others] = named(target, design);
  if (node?.kind !== 'function' || others.length > 0) return null;
  return { actionId, targetKey: 'Functions', target: tagged('aws:lambda:function', node.id), parameters, lasts: true, loses: [] };
}

const addedToFunction = ({ target }: ResolvedFault, startupDelayMilliseconds: string, design: ResolvedDesign): Act | null =>
  functionAction(target, design, 'aws:lambda:invocation-add-delay', { invocationPercentage: '100', startupDelayMilliseconds });

const zoneLoss = (zone: string): Act => ({
  actionId: 'aws:network:disrupt-connectivity',
  targetKey: 'Subnets',
  target: {
    resourceType: 'aws:ec2:subnet',
    selectionMode: 'ALL',
    parameters: { availabilityZoneIdentifier: zone, vpc: 'vpc-00000000000000000' },
  },
  parameters: { scope: 'all' },
  lasts: true,
  loses: ['machines go on and lose the network; in the simulation they are gone. The VPC is a stand-in.'],
});
