import { describe, expect, test } from 'vitest';
import type { Assignor } from '../../engine/policies/consumer-group-params';
import { assign } from '../../engine/policies/log/assignors';
import { trace } from './traces';

interface Case {
  readonly name: string;
  readonly assignor: 'range' | 'roundrobin' | 'sticky' | 'cooperative-sticky';
  readonly topics: Readonly<Record<string, number>>;
  readonly steps: readonly {
    readonly generation: number;
    readonly members: readonly string[];
    readonly followUpRebalance: boolean;
    readonly revokedFromSurvivors: number;
    readonly assignment: Readonly<Record<string, readonly string[]>>;
  }[];
}

const { cases } = trace<{ readonly cases: readonly Case[] }>('kafka_assignors');
const ours = {
  range: 'range',
  roundrobin: 'round-robin',
  sticky: 'sticky',
  'cooperative-sticky': 'cooperative-sticky',
} as const satisfies Record<string, Assignor>;

describe('Kafka’s assignors', () => {
  test('there are twelve cases, and all four assignors among them', () => {
    expect(cases.length).toBe(12);
    expect(new Set(cases.map(({ assignor }) => assignor)).size).toBe(4);
  });

  test.each(cases)('$assignor, $name: every partition has the owner that it has there, also after follow-up rebalances', (reference) => {
    const names = Object.keys(reference.topics).toSorted();
    const topics = names.map((name) => reference.topics[name]!);
    const partitions = names.flatMap((name, topic) => Array.from({ length: topics[topic]! }, (_, i) => `${name}-${i}`));
    let owners = partitions.map(() => -1);
    let followUp = false;
    for (const step of reference.steps) {
      const members = step.members.map((member) => Number(member.slice(1)));
      expect(followUp, `generation ${step.generation} follows up`).toBe(step.followUpRebalance);
      const before = owners;
      const shared = assign(ours[reference.assignor], { topics, members, owners });
      ({ owners, followUp } = shared);
      const assignment = Object.fromEntries(
        step.members.map((member) => [member, partitions.filter((_, i) => owners[i] === Number(member.slice(1)))]),
      );
      expect(assignment, `generation ${step.generation}`).toEqual(
        Object.fromEntries(Object.entries(step.assignment).map(([member, list]) => [member, list.toSorted()])),
      );
      const revoked = before.filter((owner, i) => members.includes(owner) && owners[i] !== owner).length;
      expect(revoked, `generation ${step.generation}: taken from members that stay`).toBe(step.revokedFromSurvivors);
    }
    expect(followUp).toBe(false);
  });
});
