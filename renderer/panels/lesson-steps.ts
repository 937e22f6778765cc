import { type Edit, apply } from '../../engine/design/edits';
import type { Lesson } from '../../engine/design/lesson';
import type { Design } from '../../engine/design/schema';
import { formatMs, formatNumber } from './format';

export type LessonStep = Lesson['steps'][number];
type Claim = LessonStep['claims'][number];

export interface LessonState {
  readonly document: Design;
  readonly activeFaults: readonly string[];
  /** Whether a fault has been ended in this run. */
  readonly ended: (fault: string) => boolean;
}

/** Whether the run already is as the step's actions would make it. A step that does nothing is never "done". */
export function isDone({ actions }: LessonStep, { document, activeFaults, ended }: LessonState): boolean {
  return (
    actions.length > 0 &&
    actions.every((action) => {
      switch (action.kind) {
        case 'inject':
          return activeFaults.includes(action.fault.id);
        case 'heal':
          return ended(action.fault) && !activeFaults.includes(action.fault);
        case 'edit':
          return isApplied(document, action.edit);
      }
    })
  );
}

/** A later step may have added to what this one set, so a node or link need only hold what the edit says. */
function isApplied(document: Design, edit: Edit): boolean {
  if (edit.kind === 'replace-link')
    return contains(
      document.links?.find(({ id }) => id === edit.link.id),
      edit.link,
    );
  if (edit.kind === 'replace-node')
    return contains(
      document.nodes?.find(({ id }) => id === edit.node.id),
      edit.node,
    );
  return JSON.stringify(apply(document, edit)) === JSON.stringify(document);
}

function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return whole === part;
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole) !== Array.isArray(part)) return false;
  return Object.entries(part).every(([key, value]) => contains((whole as Record<string, unknown>)[key], value));
}

/** A claim in three parts: before its number, the number with its unit, after it. */
export function claimParts({ text, value, unit }: Claim): readonly [string, string, string] {
  const [before = '', after = ''] = text.split('{value}');
  return [before, claimValue(value, unit), after];
}

/** Where the mean of ten runs lies, in words; empty where the lesson does not claim it. */
export const claimInterval = ({ interval, unit }: Claim): string =>
  interval ? `Mean of ten runs: ${claimValue(interval.low, unit)} to ${claimValue(interval.high, unit)} (95\u00a0%)` : '';

function claimValue(value: number, unit: string): string {
  if (unit === '%') return `${formatNumber(value * 100)}\u00a0%`;
  if (unit === 'ms') return formatMs(value);
  return unit === '' ? formatNumber(value) : `${formatNumber(value)}\u00a0${unit}`;
}

/** Plain text in paragraphs. */
export const paragraphs = (text: string): readonly string[] => text.split(/\n\s*\n/).filter((part) => part.trim() !== '');
