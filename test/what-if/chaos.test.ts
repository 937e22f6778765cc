import { beforeAll, describe, expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { type Chaos, chaosMatrix, type ChaosWanted } from '../../engine/what-if/chaos-matrix';
import { type Crew, serialCrew } from '../../engine/what-if/crew';
import { nativeEngine } from '../support/native-engine';
import { answered } from './support';

let crew: Crew;
beforeAll(async () => {
  const { run } = await nativeEngine();
  crew = serialCrew(run);
});

/** A shop that asks a database, and tells a mailer over a queue when it has; and a clock that nobody asks. */
const shop: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 200 } } },
    {
      id: 'shop',
      kind: 'service',
      name: 'The shop',
      params: { replicas: 3, workers: 20, serviceTime: { kind: 'constant', value: '2ms' } },
    },
    { id: 'db', kind: 'database', params: { connections: 20, queryTime: { kind: 'constant', value: '3ms' } } },
    { id: 'mails', kind: 'queue' },
    { id: 'mailer', kind: 'service', params: { serviceTime: { kind: 'constant', value: '2ms' } } },
  ],
  links: [
    { id: 'users-shop', from: 'users', to: 'shop' },
    { id: 'shop-db', from: 'shop', to: 'db', policy: { timeout: '100ms' } },
    { id: 'shop-mails', from: 'shop', to: 'mails', protocol: 'event' },
    { id: 'mails-mailer', from: 'mails', to: 'mailer', protocol: 'event' },
  ],
  slos: [
    { id: 'fast', kind: 'latency', percentile: 99, below: '50ms' },
    { id: 'up', kind: 'availability', atLeast: 0.99 },
  ],
};

const faults: ChaosWanted['faults'] = [
  { action: 'slow-down', params: { factor: 2 } },
  { action: 'error-rate', params: { share: 0.5 } },
  { action: 'partition' },
  { action: 'traffic-surge', params: { factor: 2 } },
];
const matrix = (more: Partial<ChaosWanted> = {}): Promise<Chaos> => answered(chaosMatrix, { design: shop, faults, ...more }, crew);
const cell = ({ cells }: Chaos, action: string, place: string) => cells.find((each) => each.action === action && each.place === place);

// Method: 5 seeded runs of each cell of some 2,400 requests, paired with those without a fault; what is told apart lies far apart.
describe('chaos matrix', () => {
  test('every fault where it fits, nowhere else, with the verdict that the design earns', async () => {
    const found = await matrix();
    expect(found.cells.map(({ place, action }) => `${place}: ${action}`)).toEqual([
      'users: traffic-surge',
      'shop: slow-down',
      'shop: error-rate',
      'shop: partition',
      'db: slow-down',
      'db: error-rate',
      'db: partition',
      'mails: partition',
      'mailer: slow-down',
      'mailer: error-rate',
      'mailer: partition',
    ]);
    // The mailer works behind a queue: nothing that befalls it is felt.
    for (const action of ['slow-down', 'error-rate', 'partition'])
      expect(cell(found, action, 'mailer')).toMatchObject({ verdict: 'holds' });
    // Twice the time at the database is felt, and allowed.
    expect(cell(found, 'slow-down', 'db')).toMatchObject({ verdict: 'degrades', missed: [] });
    expect(cell(found, 'slow-down', 'db')!.p99.mean).toBeGreaterThan(1.2);
    expect(cell(found, 'error-rate', 'db')).toMatchObject({ verdict: 'breaks', missed: [{ id: 'up', runs: 5 }] });
    expect(cell(found, 'error-rate', 'db')!.badShare.mean).toBeCloseTo((0.5 * 5) / 12, 1);
    expect(found.counts.holds + found.counts.degrades + found.counts.breaks).toBe(found.cells.length);
    expect(found.worst[0]).toEqual({ action: 'partition', place: 'db' });
    expect(cell(found, 'partition', 'db')!.story).toContain('The shop was cut off from db');
  });

  test('requests that never get an answer count, although no objective sees them', async () => {
    const found = await matrix({ places: ['shop'], faults: [{ action: 'partition' }] });
    expect(found.cells).toMatchObject([{ verdict: 'breaks' }]);
    expect(found.cells[0]!.unanswered.mean).toBeGreaterThan(0.2);
  });

  test('what may break is no failure; an unknown place is', async () => {
    const few = { places: ['db', 'mailer'], faults: [{ action: 'error-rate' as const, params: { share: 0.5 } }], replications: 2 };
    const all = await matrix(few);
    expect(all.mustHold).toContainEqual({ action: 'error-rate', place: 'db' });
    const allowed = await matrix({ ...few, mayBreak: [{ place: 'db' }] });
    expect(allowed.mustHold).toEqual([]);
    const refused = await chaosMatrix({ design: shop, places: ['shopp'] }, crew);
    expect(refused).toMatchObject({ ok: false, problems: [{ code: 'no-such-place', remedy: 'Did you mean "shop"?' }] });
  });

  test('a parameter that the fault does not have is refused', async () => {
    const refused = await chaosMatrix({ design: shop, faults: [{ action: 'slow-down', params: { facto: 3 } }] }, crew);
    expect(refused.ok).toBe(false);
  });

  test('without objectives, nine requests of ten are to be answered in time', async () => {
    const { slos: _, ...bare } = shop;
    const found = await matrix({ design: bare, places: ['db'], faults: [{ action: 'error-rate', params: { share: 0.5 } }] });
    expect(found.conditions).toMatchObject([{ id: 'answered', bound: 0.9 }]);
    expect(found.cells[0]!.verdict).toBe('breaks');
  });
});
