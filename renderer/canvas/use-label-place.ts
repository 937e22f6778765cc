import { useReactFlow, useStore } from '@xyflow/react';
import { useMemo } from 'react';
import { activeOn } from '../store/faults';
import { studio, useStudio } from '../store/studio';
import { CARD } from '../../engine/design/auto-layout';
import { labelPlace } from './label-place';
import { unzoom } from './ZoomText';

/** What stands in a label while nobody points at its link. */
export interface LabelContent {
  readonly breaker: boolean;
  /** Which way the link is cut: the column's number. */
  readonly cut: number;
  /** The mark of findings stands there. */
  readonly marked: boolean;
  readonly faults: number;
}

/** Sizes of a label's parts before scaling, at their largest: a label must not move with each change of a word. [px] */
const SIGN = { breaker: 72, cut: [0, 40, 66, 82], mark: 26, height: 19 } as const;
const FAULT = { width: 136, height: 22 } as const;
/** Scale of labels and of signs below cards, at zoom 1. */
const SCALE = 0.8;

/** Where a label stands: the middle of its line, or the nearest place to it where it covers no card and no sign of a fault. */
export function useLabelPlace(x: number, y: number, { breaker, cut, marked, faults }: LabelContent): { x: number; y: number } {
  const flow = useReactFlow();
  const nodes = useStudio((s) => s.document.nodes);
  const active = useStudio((s) => s.activeFaults);
  // In steps, so that a zoom does not place every label anew at every frame.
  const scale = useStore((s) => Math.ceil(SCALE * unzoom(s.transform[2]) * 10) / 10);
  return useMemo(() => {
    const signs = (breaker ? SIGN.breaker : 0) + (SIGN.cut[cut] ?? 0) + (marked ? SIGN.mark : 0);
    const width = Math.max(signs, faults > 0 ? FAULT.width : 0);
    const height = (signs > 0 ? SIGN.height : 0) + faults * FAULT.height;
    if (width === 0) return { x, y };
    const below = (id: string) => {
      const ids = active.length > 0 && activeOn(studio.getState(), { node: id });
      return ids ? ids.split(',').length * FAULT.height * scale : 0;
    };
    // Read when the design changes, not followed: while a card is dragged the labels of others wait.
    const seen = flow.getNodes().filter(({ type }) => type === 'component' || type === 'collapsed');
    const cards = seen.map(({ id, position }) => ({ ...position, width: CARD.width, height: CARD.height + below(id) }));
    return labelPlace(x, y, width * scale, height * scale, nodes ? cards : []);
  }, [x, y, breaker, cut, marked, faults, scale, nodes, active, flow]);
}
