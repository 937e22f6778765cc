import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';

// What the reference programs simulate, as designs. Their unit of time is a millisecond.

const base = { version: 1 as const };

/** M/M/1 at ρ = 0.9: mean sojourn 10 ms, p99 46.05 ms. */
export function singleQueue(customers: number): { design: Design; seconds: number } {
  const rate = 900;
  return {
    seconds: customers / rate,
    design: {
      ...base,
      name: 'M/M/1',
      nodes: [
        { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate } } },
        {
          id: 'server',
          kind: 'service',
          params: { replicas: 1, workers: 1, mode: 'async', queueLimit: 1_000_000_000, serviceTime: { kind: 'exponential', mean: '1ms' } },
        },
      ],
      links: [{ id: 'clients-server', from: 'clients', to: 'server', protocol: 'local' }],
    },
  };
}

const children = [[1, 2], [3, 4], [5, 6], [7], [8], [9], [], [], [], []] as const;
const timeouts = [150, 60, 60, 25, 25, 25, 25, 10, 10, 10] as const;

/** Trees of ten services each: every call has a timeout and up to three attempts, one in a hundred fails. */
export function callTrees(requests: number, trees: number): { design: Design; seconds: number } {
  const rate = 6400;
  const nodes: DesignNode[] = [];
  const links: DesignLink[] = [];
  for (let tree = 0; tree < trees; tree++) {
    const name = (service: number): string => `s${tree}-${service}`;
    const call = (from: string, service: number): DesignLink => ({
      id: `${from}-${name(service)}`,
      from,
      to: name(service),
      protocol: 'local',
      policy: {
        timeout: `${timeouts[service]}ms`,
        retry: { attempts: 3, backoff: '5ms', factor: 1, jitter: 'exponential', on: ['error', 'dependency', 'timeout', 'queue-full'] },
      },
    });
    nodes.push({ id: `clients-${tree}`, kind: 'client', params: { traffic: { kind: 'open', rate } } });
    links.push(call(`clients-${tree}`, 0));
    for (const [service, calls] of children.entries()) {
      nodes.push({
        id: name(service),
        kind: 'service',
        params: {
          replicas: 1,
          workers: 8,
          mode: 'async',
          queueLimit: 100,
          errorRate: 0.01,
          serviceTime: { kind: 'exponential', mean: '1ms' },
        },
      });
      links.push(...calls.map((child) => call(name(service), child)));
    }
  }
  return { seconds: requests / rate / trees, design: { ...base, name: 'Call trees', nodes, links } };
}

/** One server at twice what it can take: each second adds as many requests in flight as it serves. */
export const overload: Design = {
  ...base,
  name: 'Overload',
  nodes: [
    { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate: 20_000 } } },
    {
      id: 'server',
      kind: 'service',
      params: { replicas: 1, workers: 10, mode: 'async', queueLimit: 1_000_000_000, serviceTime: { kind: 'exponential', mean: '1ms' } },
    },
  ],
  links: [{ id: 'clients-server', from: 'clients', to: 'server', protocol: 'local' }],
};
