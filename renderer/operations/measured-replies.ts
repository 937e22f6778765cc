import type { Sequence, SequenceItem } from '../../engine/design/sequence';
import { formatMs } from '../panels/format';

/** The sequence with the median duration of its calls at their answers. @param medians by link [ms] */
export function measuredReplies(sequence: Sequence, medians: Readonly<Record<string, number>>): Sequence {
  const measured = (items: readonly SequenceItem[]): readonly SequenceItem[] =>
    items.map((item): SequenceItem => {
      switch (item.kind) {
        case 'message': {
          const median = item.style === 'reply' && item.link !== null ? medians[item.link] : undefined;
          return median === undefined ? item : { ...item, text: `p50 ${formatMs(median)}` };
        }
        case 'run':
          return { ...item, items: measured(item.items) };
        case 'frame':
          return { ...item, sections: item.sections.map((section) => ({ ...section, items: measured(section.items) })) };
        default:
          return item;
      }
    });
  return { ...sequence, items: measured(sequence.items) };
}
