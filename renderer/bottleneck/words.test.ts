import { expect, test } from 'vitest';
import type { Bottleneck } from '../../engine/what-if/bottleneck';
import { ghostWords } from './bottleneck-ui';
import { bottleneckWords, fixWords, stateWords } from './words';

const names = { node: (id: string) => id, target: () => 'bank' };
const found: Bottleneck = {
  kind: 'workers',
  node: 'shop',
  link: null,
  facts: { utilization: 0.96, load: 1.2, offered: 240, holding: 5, waitP99: 480, refusedPerSecond: 40 },
  fix: {
    edit: { kind: 'replace-node', node: { id: 'shop', kind: 'service' } },
    changes: [{ subject: 'shop', field: 'replicas', from: '1', to: '2' }],
    predicted: { utilization: 0.6, waitP99: 12 },
  },
};

test('what runs short and what would help are said with their numbers', () => {
  const words = bottleneckWords(found, names).replaceAll('\u00a0', ' ');
  expect(words).toContain('held 96 % of the time');
  expect(words).toContain('want 120 % of them');
  expect(fixWords(found.fix!, names.node)).toBe('shop: replicas 1 → 2');
  expect(stateWords(0.6, null).replaceAll('\u00a0', ' ')).toBe('workers held 60 %');
});

test('a ghost says what would change, where it would', () => {
  expect(ghostWords({ preview: found.fix, applied: null }, 'shop')).toBe('replicas 1 → 2');
  expect(ghostWords({ preview: found.fix, applied: null }, 'other')).toBe('');
  expect(ghostWords({ preview: null, applied: null }, 'shop')).toBe('');
});
