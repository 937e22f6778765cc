import { failure, success } from '../core/problem';
import { resolve } from '../design/resolve';
import type { ResolvedDesign, ResolvedLink } from '../design/schema';
import { type DesignExporter, nothingToWrite } from './definition';
import { goDuration, kubernetesName, yamlText } from './yaml-text';

/** Policies of calls as the mesh enforces them, one pair of documents for each callee. */
export const istio: DesignExporter = {
  of: 'design',
  id: 'istio',
  title: 'Istio',
  about: 'Timeouts, retries, limits and breakers for an Istio mesh, which runs Envoy',
  extension: 'istio.yaml',
  mime: 'application/yaml',
  write: (design) => {
    const resolved = resolve(design);
    if (!resolved.ok) return resolved;
    const callees = calleesOf(resolved.value);
    if (callees.length === 0)
      return failure(
        nothingToWrite('No call over REST or gRPC has a policy.', 'Give a link a timeout, a retry, a bulkhead or a breaker.', 'links'),
      );
    return success({
      text: yamlText(callees.flatMap(({ host, links }) => [virtualService(host, links), ...destinationRule(host, links)])),
      left: [
        'Hosts are the components’ ids: put your services’ names in their place.',
        'Istio ejects single hosts by failures in a row; a breaker over a window becomes the nearest such rule, and when it opens it opens for each host by itself.',
        ...callees.flatMap(({ links }) => links.flatMap(unsaid)),
      ],
    });
  },
};

interface Callee {
  readonly host: string;
  readonly links: readonly ResolvedLink[];
}

function calleesOf({ nodes, links }: ResolvedDesign): Callee[] {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const over = links.filter(({ from, protocol, policy }) => {
    const { timeout, retry, bulkhead, breaker } = policy;
    return (
      (protocol === 'rest' || protocol === 'grpc') &&
      kinds.get(from) !== 'client' &&
      (timeout ?? retry ?? bulkhead ?? breaker) !== undefined
    );
  });
  return [...new Set(over.map(({ to }) => to))].map((to) => ({ host: kubernetesName(to), links: over.filter((link) => link.to === to) }));
}

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/ */
const virtualService = (host: string, links: readonly ResolvedLink[]) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: host },
  spec: {
    hosts: [host],
    http: links.map(({ from, policy: { timeout, retry } }) => ({
      name: `from-${kubernetesName(from)}`,
      match: [{ sourceLabels: { app: kubernetesName(from) } }],
      route: [{ destination: { host } }],
      // Ours bounds each attempt, Istio's the call with all of them.
      ...(timeout !== undefined && { timeout: goDuration(wholeCall(timeout, retry)) }),
      retries:
        retry === undefined
          ? { attempts: 0 }
          : {
              attempts: retry.attempts - 1,
              ...(timeout !== undefined && { perTryTimeout: goDuration(timeout) }),
              retryOn: '5xx,reset,connect-failure,refused-stream',
            },
    })),
  },
});

type Retry = ResolvedLink['policy']['retry'];

/** All attempts and the longest waits between them. [ns] */
function wholeCall(timeout: number, retry: Retry): number {
  if (retry === undefined) return timeout;
  let all = timeout;
  let wait = retry.backoff as number;
  for (let attempt = 1; attempt < retry.attempts; attempt++) {
    all += Math.min(wait, retry.cap) + timeout;
    wait *= retry.factor;
  }
  return Math.ceil(all / 1e6) * 1e6;
}

/** @see https://istio.io/latest/docs/reference/config/networking/destination-rule/ */
function destinationRule(host: string, links: readonly ResolvedLink[]): object[] {
  const bulkhead = links.find(({ policy }) => policy.bulkhead !== undefined)?.policy.bulkhead;
  const breaker = links.find(({ policy }) => policy.breaker !== undefined)?.policy.breaker;
  if (bulkhead === undefined && breaker === undefined) return [];
  return [
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: host },
      spec: {
        host,
        trafficPolicy: {
          ...(bulkhead && {
            connectionPool: { http: { http1MaxPendingRequests: Math.max(1, bulkhead.queue), http2MaxRequests: bulkhead.limit } },
          }),
          ...(breaker && { outlierDetection: outlierDetection(breaker) }),
        },
      },
    },
  ];
}

type Breaker = NonNullable<ResolvedLink['policy']['breaker']>;

function outlierDetection(breaker: Breaker) {
  const { failures, open } = inARow(breaker);
  return { consecutive5xxErrors: failures, interval: '1s', baseEjectionTime: goDuration(open), maxEjectionPercent: 100 };
}

/** The nearest rule by failures in a row, and how long it stays open. [ns] */
function inARow(breaker: Breaker): { readonly failures: number; readonly open: number } {
  switch (breaker.kind) {
    case 'consecutive':
      return { failures: breaker.failures, open: breaker.cooldown };
    case 'count-window':
    case 'time-window':
      return { failures: breaker.minimumCalls, open: breaker.cooldown };
    case 'resilience4j':
      return { failures: breaker.minimumNumberOfCalls, open: breaker.waitDurationInOpenState };
    case 'cockatiel':
      return {
        failures: breaker.breaker.kind === 'consecutive' ? breaker.breaker.threshold : 5,
        open: cockatielWait(breaker.halfOpenAfter),
      };
    case 'opossum':
      return { failures: Math.max(1, breaker.volumeThreshold), open: breaker.resetTimeout };
  }
}

type HalfOpenAfter = Extract<Breaker, { kind: 'cockatiel' }>['halfOpenAfter'];

function cockatielWait(after: HalfOpenAfter): number {
  if (after.kind === 'constant') return after.wait;
  return after.kind === 'exponential' ? after.initialDelay : after.waits[0]!.wait;
}

/** What a mesh has no word for, link by link. */
function unsaid({ id, policy }: ResolvedLink): string[] {
  const { retry, hedge, fallback, rateLimit, throttle, concurrencyLimit } = policy;
  const lost = [
    retry && `its waits between attempts (Envoy draws its own, from 25 ms)${retry.budget ? ' and its retry budget' : ''}`,
    hedge && 'its hedge',
    fallback && 'its fallback',
    rateLimit && 'its rate limit',
    throttle && 'its throttle',
    concurrencyLimit && 'its adaptive limit',
  ].filter((one) => one !== undefined);
  return lost.length === 0 ? [] : [`Of ${id}: ${lost.join(', ')}.`];
}
