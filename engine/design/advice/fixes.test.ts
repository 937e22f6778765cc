import { expect, test } from 'vitest';
import { apply } from '../edits';
import { findingsOf } from '../findings';
import type { Design } from '../schema';
import { adviceCases } from './cases/all';
import { fixAll, fixerOf } from './fixes';

const scenarios = import.meta.glob<Design>('../../../scenarios/*/design.faultline.json', { import: 'default', eager: true });
const designs: readonly (readonly [string, Design])[] = [
  ...adviceCases.map(({ rule, told, has }) => [`${rule} ${told}`, has] as const),
  ...Object.entries(scenarios),
  // The scenarios with what guards them taken out.
  ...Object.entries(scenarios).map(([name, design]) => [`${name}, unguarded`, unguarded(design)] as const),
];

/** No policy anywhere but retries, no replicas, no bounds. */
function unguarded(design: Design): Design {
  return {
    ...design,
    slos: [],
    links: (design.links ?? []).map((link) => ({ ...link, policy: { retry: { jitter: 'none' as const } } })),
    nodes: (design.nodes ?? []).map((node) =>
      node.kind === 'service' ? { ...node, params: { ...node.params, replicas: 1, queueLimit: 2_000_000 } } : node,
    ),
  };
}

test('a fix takes its finding away and brings no error, in every design that has one', () => {
  let fixed = 0;
  for (const [name, design] of designs) {
    const fixOf = fixerOf(design);
    const errors = findingsOf(design).filter(({ severity }) => severity === 'error').length;
    for (const finding of findingsOf(design)) {
      const fix = fixOf(finding);
      if (!fix) continue;
      fixed++;
      const after = findingsOf(fix.edits.reduce(apply, design));
      const left = after.filter(({ code, where }) => code === finding.code && where === finding.where);
      expect([name, finding.code, finding.where, fix.title, left.length]).toEqual([name, finding.code, finding.where, fix.title, 0]);
      expect(after.filter(({ severity }) => severity === 'error').length).toBeLessThanOrEqual(errors);
    }
  }
  expect(fixed).toBeGreaterThan(150);
});

test('all fixes together leave no finding that has one, but for what another fix brings back', () => {
  for (const [name, design] of designs) {
    const { design: after, done } = fixAll(design);
    const fixOf = fixerOf(after);
    const mended = new Set(done.map(({ finding }) => `${finding.code} ${finding.where}`));
    const left = findingsOf(after).filter(
      (finding) => finding.ignored === undefined && fixOf(finding) !== null && !mended.has(`${finding.code} ${finding.where}`),
    );
    expect([name, left.map(({ code }) => code)]).toEqual([name, []]);
    expect(findingsOf(after).some(({ severity }) => severity === 'error')).toBe(false);
  }
});

test('a fix changes what it says and nothing else', () => {
  const design: Design = {
    version: 1,
    name: 'Shop',
    nodes: [
      { id: 'users', kind: 'client' },
      { id: 'shop', kind: 'service', params: { replicas: 1 } },
    ],
    links: [{ id: 'users-shop', from: 'users', to: 'shop' }],
  };
  const [finding] = findingsOf(design).filter(({ code }) => code === 'single-replica');
  expect(fixerOf(design)(finding!)).toEqual({
    title: 'Run two replicas',
    edits: [{ kind: 'replace-node', node: { id: 'shop', kind: 'service', params: { replicas: 2 } } }],
  });
});
