import { messageFigures } from '../../engine/nodes/definition';
import { figure } from '../../engine/policies/figures';
import type { NodeStats } from '../../engine/measure/stats';

const ends = ['acked', 'dead-lettered', 'messages-expired', 'messages-dropped', 'messages-lost'] as const;
const held = ['messages-waiting', 'messages-in-flight'] as const;

/**
 * The law of messages: whatever was published to a queue, topic or log was acknowledged, given up, expired, dropped, lost to a fault, or is
 * still there. At every moment, under every fault.
 * @returns what is wrong, in words; null for a node that keeps the law, or that keeps no messages
 */
export function brokenMessageLaw(stats: NodeStats): string | null {
  const { figures } = stats;
  if (figures === null || !figures.shows(figure.published)) return null;
  const value = (id: (typeof messageFigures)[number]): number => figures.values[figure[id]]!;
  const all = [...ends, ...held].reduce((sum, id) => sum + value(id), 0);
  const found = messageFigures.map((id) => `${id} ${value(id)}`).join(', ');
  if (value('published') !== all) return `messages are not conserved: ${found}`;
  if (messageFigures.some((id) => value(id) < 0)) return `fewer messages than none: ${found}`;
  if (value('messages-waiting') + value('messages-in-flight') !== stats.inSystem)
    return `${stats.inSystem} messages in the node, but ${found}`;
  return null;
}
