import { expect, test } from 'vitest';
import type { Design } from '../design/schema';
import { faultFrom } from './fault-spec';

const design: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'users', kind: 'client' },
    { id: 'shop', kind: 'service', group: 'core' },
  ],
  links: [{ id: 'buy', from: 'users', to: 'shop' }],
  groups: [{ id: 'core', kind: 'context', name: 'Core' }],
  zones: [{ id: 'a', region: 'eu' }],
};
const target = (text: string): unknown => {
  const fault = faultFrom(text, '--fault', design);
  return fault.ok ? fault.value.target : fault.problems[0]!.code;
};

test.each([
  ['slow-down@shop', { node: 'shop' }],
  ['slow-down@shop,share=50%', { node: 'shop', share: 0.5 }],
  ['added-latency@buy:extra=4s', { link: 'buy' }],
  ['slow-down@core', { group: 'core' }],
  ['zone-loss@a', { zone: 'a' }],
  ['region-loss@eu', { region: 'eu' }],
  ['error-rate@kind=service,share=0.5:share=0.2', { kind: 'service', share: 0.5 }],
  ['error-rate@group=core', { group: 'core' }],
  ['partition@zones=a+b|c', { zones: { one: ['a', 'b'], other: ['c'] } }],
  ['slow-down@shopp', 'fault-on-missing-target'],
  ['slow-down@__proto__=shop', 'bad-fault'],
  ['slow-down@shop,half', 'bad-fault'],
])('%s', (text, expected) => {
  expect(target(text)).toEqual(expected);
});

test('what stands after the target are the parameters, and when', () => {
  const fault = faultFrom('error-rate@kind=service,share=50%:share=0.2,from=10s,for=20s', '--fault', design);
  expect(fault).toMatchObject({
    value: { id: 'error-rate-kind-service-share-50', params: { share: 0.2 }, startAfter: '10s', duration: '20s' },
  });
});
