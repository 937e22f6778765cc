import { failure } from '../core/problem';
import { run } from '../simulate/run';
import { serialCrew } from '../what-if/crew';
import { faultline } from './program';

// What the tests of the command line share: a design, and a terminal that keeps what it is shown.

export const shop = {
  version: 1,
  name: 'Shop',
  run: { duration: '3s', warmup: '1s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 200 } } },
    { id: 'shop', kind: 'service', params: { serviceTime: { kind: 'exponential', mean: '5ms' } } },
  ],
  links: [{ id: 'users-shop', from: 'users', to: 'shop' }],
  slos: [{ id: 'fast', kind: 'latency', percentile: 99, below: '1s' }],
};

const noQueue = {
  code: 'queue-unreachable',
  severity: 'error',
  where: '--queue',
  message: 'There is none.',
  remedy: 'Start one.',
} as const;

export async function ran(...args: string[]) {
  let out = '';
  let err = '';
  const bar: number[] = [];
  const code = await faultline(args, {
    version: '1.2.3',
    engine: () => '1.2.3',
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    colors: false,
    queue: async () => failure(noQueue),
    serve: async () => failure(noQueue),
    crew: async () => ({ run: serialCrew(run), dismiss: async () => undefined }),
    progress: { start: () => bar.push(0), show: (share) => bar.push(share), stop: () => bar.push(1) },
  });
  return { code, out, err, bar };
}
