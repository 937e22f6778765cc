import { describe, expect, test } from 'vitest';
import { designDifference } from './difference';
import type { Design, DesignLink, DesignNode } from './schema';

const shop: DesignNode = {
  id: 'shop',
  kind: 'service',
  name: 'Shop',
  params: { replicas: 2, serviceTime: { kind: 'exponential', mean: '10ms' } },
  operations: [{ name: 'buy', steps: [{ kind: 'work' }, { kind: 'call', link: 'pay' }] }],
};
const pay: DesignLink = { id: 'pay', from: 'shop', to: 'bank', policy: { timeout: '3s', retry: { attempts: 3 } } };
const design: Design = {
  version: 1,
  name: 'Test',
  nodes: [{ id: 'users', kind: 'client', name: 'Users' }, shop, { id: 'bank', kind: 'external', name: 'Bank' }],
  links: [{ id: 'enter', from: 'users', to: 'shop' }, pay],
  slos: [{ id: 'fast', kind: 'latency', below: '500ms' }],
};
const texts = (after: Design, before = design): string[] => designDifference(before, after).map(({ text }) => text);
const withShop = (node: DesignNode): Design => ({ ...design, nodes: design.nodes!.map((old) => (old.id === 'shop' ? node : old)) });
const withPay = (policy: DesignLink['policy']): Design => ({ ...design, links: [design.links![0]!, { ...pay, policy }] });

describe('what distinguishes two designs', () => {
  test('parameters, with their units and names as people see them', () => {
    expect(texts(withShop({ ...shop, params: { replicas: 4, serviceTime: { kind: 'exponential', mean: '10ms' } } }))).toEqual([
      'Shop: replicas 2 → 4',
    ]);
    expect(texts(withShop({ ...shop, params: { replicas: 2, serviceTime: '8ms' } }))).toEqual([
      'Shop: service time exponential, mean 10ms → 8ms',
    ]);
    expect(texts(withPay({ timeout: 800, retry: { attempts: 5 } }))).toEqual([
      'Link Shop → Bank: timeout 3s → 800ms',
      'Link Shop → Bank: retry attempts 3 → 5',
    ]);
  });

  test('what was left out is told with its default', () => {
    const [text] = texts(withPay({ timeout: '3s', retry: { attempts: 3, backoff: '1s' } }));
    expect(text).toBe('Link Shop → Bank: retry backoff 50ms (the default) → 1s');
    expect(texts(withPay({ retry: { attempts: 3 } }))).toEqual(['Link Shop → Bank: timeout 3s → none']);
  });

  test('mechanisms that come and go', () => {
    expect(texts(withPay({ timeout: '3s', breaker: { kind: 'consecutive', failures: 7 } }))).toEqual([
      'Link Shop → Bank: circuit breaker added (consecutive, failures 7 calls)',
      'Link Shop → Bank: retry removed',
    ]);
  });

  test('nodes and links, and only those that run differently', () => {
    const cache: DesignNode = { id: 'cache', kind: 'cache', name: 'Cache' };
    const more: Design = {
      ...design,
      nodes: [...design.nodes!, cache],
      links: [...design.links!, { id: 'look', from: 'shop', to: 'cache', protocol: 'redis' }],
    };
    expect(texts(more)).toEqual(['Cache added (cache)', 'Link Shop → Cache added (redis)']);
    expect(texts(design, more)).toEqual(['Cache removed', 'Link Shop → Cache removed']);
    expect(designDifference(design, more)[0]).toMatchObject({ kind: 'added', subject: 'cache' });
  });

  test('where things are drawn and defaults written down are no difference', () => {
    expect(texts(withShop({ ...shop, position: { x: 5, y: 7 } }))).toEqual([]);
    expect(
      texts({
        ...design,
        seed: 1,
        description: 'More words.',
        links: [{ id: 'enter', from: 'users', to: 'shop', protocol: 'rest', policy: {} }, pay],
      }),
    ).toEqual([]);
  });

  test('operations and their steps', () => {
    const steps = shop.operations![0]!.steps;
    expect(
      texts(
        withShop({
          ...shop,
          operations: [
            { name: 'buy', steps },
            { name: 'look', steps: [{ kind: 'work' }] },
          ],
        }),
      ),
    ).toEqual(['Shop: operation look added']);
    expect(texts(withShop({ ...shop, operations: [{ name: 'buy', steps: [...steps, { kind: 'effect', effect: 'Paid' }] }] }))).toEqual([
      'Shop: operation buy steps + Effect: Paid',
    ]);
    expect(texts(withShop({ ...shop, operations: [{ name: 'buy', steps: [{ kind: 'work', time: '9ms' }, steps[1]!] }] }))).toHaveLength(1);
  });

  test('objectives, faults and the run', () => {
    const after: Design = {
      ...design,
      run: { duration: '2min' },
      slos: [{ id: 'fast', kind: 'latency', below: '300ms' }],
      faults: [{ id: 'slow', action: 'added-latency', target: { node: 'bank' }, params: { extra: '4s' }, startAfter: '10s' }],
    };
    expect(texts(after)).toEqual([
      'Objective fast: below 500ms → 300ms',
      'Fault slow added (added-latency, start after 10s)',
      'Run duration 1min (the default) → 2min',
    ]);
  });
});
