import { type NodeHandle, Position } from '@xyflow/react';
import { CARD } from '../../../engine/design/auto-layout';

/** Half of a handle's dot, and the line around a card. [px] See ComponentCard.module.css. */
const DOT = 5;
const LINE = 1;
/** How far the band around a card, from which links are drawn, goes beyond the line. [px] */
const BAND = 7;

const inside = { width: CARD.width - 2 * LINE, height: CARD.height - 2 * LINE };
const dot = { y: CARD.height / 2 - DOT, width: 2 * DOT, height: 2 * DOT };

/** Where lines end, from the left or right border of a card. [px at zoom 1] */
export const lineStart = { x: CARD.width - LINE + DOT, y: CARD.height / 2 };
export const lineEnd = { x: LINE - DOT, y: CARD.height / 2 };

const target: NodeHandle = { id: null, type: 'target', position: Position.Left, x: lineEnd.x, ...dot };
const whole: NodeHandle = { id: 'whole', type: 'target', position: Position.Left, x: LINE, y: LINE, ...inside };
const source: NodeHandle = { id: null, type: 'source', position: Position.Right, x: lineStart.x - 2 * DOT, ...dot };
const border: NodeHandle = {
  id: 'border',
  type: 'source',
  position: Position.Right,
  x: LINE - BAND,
  y: LINE - BAND,
  width: inside.width + 2 * BAND,
  height: inside.height + 2 * BAND,
};

/** Cards and their handles are as large as the style sheet says: told beforehand, nothing has to be drawn and measured before a link can be. */
const measured = { ...CARD };
const handles = { caller: [source, border], called: [target, source, border, whole] };

export const fixedSize = (isSource: boolean): { measured: typeof measured; handles: NodeHandle[] } => ({
  measured,
  handles: isSource ? handles.caller : handles.called,
});
