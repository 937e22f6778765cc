import { describe, expect, test } from 'vitest';
import { check } from '../design/resolve';
import type { Design, DesignLink } from '../design/schema';
import { run } from './run';

const shop = (more: Partial<Design> = {}, network: DesignLink['network'] = {}, tokenCheck?: string): Design => ({
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate: 100 } } },
    { id: 'web', kind: 'service', params: { serviceTime: '1ms' } },
    { id: 'orders', kind: 'service', params: { serviceTime: '2ms', ...(tokenCheck !== undefined && { tokenCheck }) } },
  ],
  links: [
    { id: 'users-web', from: 'users', to: 'web', network: { latency: '0ms' } },
    { id: 'web-orders', from: 'web', to: 'orders', network: { latency: '0ms', ...network } },
  ],
  ...more,
});

function reportOf(design: Design) {
  const report = run(design, { duration: 20, warmup: 0 });
  if (!report.ok) throw new Error(report.problems[0]?.message);
  return report.value;
}
const orders = (design: Design) => reportOf(design).nodes.find(({ id }) => id === 'orders')!;
const mtls = { handshake: '8ms', callsPerConnection: 10 };

describe('token checks', () => {
  test('a token check is work before each call', () => {
    expect(orders(shop()).service.mean).toBeCloseTo(2, 5);
    expect(orders(shop({}, {}, '0.5ms')).service.mean).toBeCloseTo(2.5, 5);
  });

  test('it comes before every operation that is spelled out, too', () => {
    const design = shop({}, {}, '0.5ms');
    design.nodes![2]!.operations = [{ name: 'get', steps: [{ kind: 'work', time: '3ms' }] }];
    expect(orders(design).service.mean).toBeCloseTo(3.5, 5);
  });
});

describe('mTLS', () => {
  const durationOf = (design: Design) => reportOf(design).links.find(({ id }) => id === 'web-orders')!.duration;

  test('every tenth call shakes hands', () => {
    const { mean, p50, max } = durationOf(shop({}, { tls: mtls }));
    expect(mean).toBeCloseTo(2 + 8 / 10, 2);
    expect([p50, max].map((ms) => Math.round(ms!))).toEqual([2, 10]);
  });

  test('with a bandwidth too, the handshake comes before the transfer', () => {
    // 9,000 bits over 1 Mbit/s take 9 ms; so does nothing of the answer, which is empty but for its headers.
    const slow = { bandwidth: 1, request: 1000, answer: 0 };
    const without = durationOf(shop({}, slow)).mean!;
    expect(durationOf(shop({}, { ...slow, tls: { ...mtls, handshake: '1ms' } })).mean! - without).toBeCloseTo(0.1, 1);
  });

  test('an expired certificate stops new connections only: what is open carries on to its last call', () => {
    const faults: Design['faults'] = [
      { id: 'expiry', action: 'certificate-expiry', target: { link: 'web-orders' }, startAfter: '5.055s', duration: '4.99s' },
    ];
    const { requests } = reportOf(shop({ faults }, { tls: mtls }));
    expect(requests.failuresByCause).toEqual({ certificate: requests.failed });
    // From 5.055 to 10.045 s there come 499 calls; the connection of that moment had been opened at call 500 and carries to call 509.
    expect(requests.failed).toBeGreaterThanOrEqual(494);
    expect(requests.failed).toBeLessThanOrEqual(499 - 3);
  });

  test('without mTLS an expiry changes nothing', () => {
    const faults: Design['faults'] = [{ id: 'expiry', action: 'certificate-expiry', target: { link: 'web-orders' }, startAfter: '5s' }];
    expect(reportOf(shop({ faults })).requests.failed).toBe(0);
    expect(check(shop({ faults })).map(({ code }) => code)).toContain('expiry-without-certificate');
  });
});
