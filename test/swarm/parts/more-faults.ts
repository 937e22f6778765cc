import type { Design, DesignFault } from '../../../engine/design/schema';
import type { RunChange } from '../../../engine/simulate/record';
import type { Draw } from '../draw';
import { isServer, keepsMessages } from './queues';
import { millis } from './times';

interface When {
  readonly startAfter: string;
  readonly duration?: string;
}

/** Further faults, several of them on the same place, some on all that match and on shares; in the script, and by hand. */
export function moreFaults(
  draw: Draw,
  design: Design,
  seconds: number,
): { readonly faults: readonly DesignFault[]; readonly changes: readonly RunChange[] } {
  const { nodes = [], links = [], zones = [] } = design;
  const server = draw.one(nodes.filter(isServer)).id;
  const link = draw.one(links).id;
  const client = draw.one(nodes.filter(({ kind }) => kind === 'client')).id;
  const keeper = nodes.find(keepsMessages)?.id;
  const when = (): When => ({
    startAfter: `${draw.between(0, seconds)}s`,
    ...draw.maybe(0.7, () => ({ duration: `${draw.between(0.01, seconds)}s` })),
  });
  const fault = (id: string): DesignFault => {
    const node = { node: server };
    const some = draw.chance(0.3) ? { node: server, share: draw.between(0.1, 1) } : node;
    const kind = draw.one(nodes.filter(isServer)).kind;
    const many = { kind, ...draw.maybe(0.5, () => ({ share: draw.between(0.1, 1) })) };
    const count = draw.int(1, 3);
    const choices: Omit<DesignFault, 'id'>[] = [
      { action: 'process-pause', target: some, params: { count } },
      { action: 'process-pause', target: some, params: { count } },
      { action: 'cpu-steal', target: some, params: { count, share: draw.one([0.1, 0.5, 0.9]) } },
      { action: 'replica-crash', target: some, params: { count } },
      { action: 'rolling-restart', target: node, params: { down: draw.one(['1ms', '300ms']), pause: draw.one(['1ms', '200ms']) } },
      { action: 'jitter', target: draw.chance(0.5) ? node : { link }, params: { most: millis(draw, 1, 300), share: draw.one([0.2, 1]) } },
      { action: 'brown-out', target: draw.chance(0.5) ? node : many, params: { slow: 0.3, extra: millis(draw, 1, 900), errors: 0.2 } },
      { action: 'too-many-requests', target: node, params: { rate: draw.between(0.1, 60) } },
      { action: 'retry-storm', target: node, params: { share: draw.one([0.5, 1]), length: '100ms', every: draw.one(['10ms', '500ms']) } },
      { action: 'connection-reset', target: { link }, params: draw.maybe(0.7, () => ({ every: draw.one(['3ms', '200ms']) })) },
      { action: 'connection-reset', target: many, params: draw.maybe(0.5, () => ({ every: '50ms' })) },
      {
        action: 'dns-failure',
        target: draw.chance(0.5) ? { link } : { node: keeper ?? server },
        params: { answer: draw.one(['none', 'no-such-name']), cached: draw.one(['0s', '100ms']), resolverTimeout: '300ms' },
      },
      { action: 'payload-corruption', target: draw.chance(0.7) ? { link } : many, params: { share: draw.one([0.2, 1]) } },
      { action: 'disk-full', target: { kind: 'service' } },
      { action: 'slow-down', target: many, params: { factor: 3 } },
      { action: 'reconnect-storm', target: { node: client }, params: { clients: draw.int(1, 200), within: draw.one(['0s', '1s']) } },
      ...zones.slice(0, 1).map(({ region = 'main' }) => ({ action: 'region-loss' as const, target: { region } })),
    ] as Omit<DesignFault, 'id'>[];
    return { id, ...draw.one(choices), ...when() } as DesignFault;
  };
  const changes = draw.times(draw.int(0, 3), (i): RunChange[] => {
    const at = Math.round(draw.between(0, seconds) * 1e9);
    const id = `more-hand-${i}`;
    const injected: RunChange = { kind: 'inject', at, fault: fault(id) };
    return draw.chance(0.5) ? [injected, { kind: 'heal', at: at + Math.round(draw.between(0, 1) * 1e9), fault: id }] : [injected];
  });
  return { faults: draw.times(draw.int(1, 4), (i) => fault(`more-${i}`)), changes: changes.flat() };
}
