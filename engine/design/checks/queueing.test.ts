import { describe, expect, test } from 'vitest';
import type { Design } from '../schema';
import { shopWith, told } from './told';

describe('words about waiting calls that come to nothing', () => {
  const journeys = (...priorities: number[]) => ({
    journeys: priorities.map((priority) => ({ id: `j${priority}`, client: 'users', link: 'users-shop', priority })),
  });
  const served = (params: object, more: Partial<Design> = {}) => shopWith({ params }, [], [], more);
  const byPriority = { discipline: { kind: 'priority' } };

  test.each([
    [served({ discipline: { kind: 'processor-sharing' }, maxQueueWait: '1s' }), ['warning nobody-waits nodes.shop.params.maxQueueWait']],
    [served({ discipline: { kind: 'lifo' }, maxQueueWait: '1s' }), []],
    [served(byPriority), ['warning one-priority nodes.shop.params.discipline']],
    [served(byPriority, journeys(5)), ['warning one-priority nodes.shop.params.discipline']],
    [served(byPriority, journeys(5, 0)), []],
  ])('%#', (of, problems) => {
    expect(told(of)).toEqual(problems);
  });
});
