import type { Announcements, CollisionDetection, KeyboardCoordinateGetter } from '@dnd-kit/core';
import type { StepInput } from '../../engine/design/step-schema';
import { isInside, listAt, parentOf, pathOf, placeAt, stepAt, type StepPlace } from '../../engine/design/step-tree';
import { listWords, stepWords } from '../../engine/design/step-words';
import type { Design } from '../../engine/design/schema';

/** Gaps between steps are what one drops on; each knows its place. */
export const gapId = ({ list, index }: StepPlace): string => `gap ${list}@${index}`;
const placeOfGap = (id: string | number): StepPlace | null => {
  const [, list, index] = /^gap (.*)@(\d+)$/.exec(String(id)) ?? [];
  return list !== undefined && index !== undefined ? { list, index: Number(index) } : null;
};
export const dropPlace = (id: string | number | undefined): StepPlace | null => (id === undefined ? null : placeOfGap(id));

/** How much less a px beside a gap counts than one above or below it. */
const SIDEWAYS = 0.35;

/** The gap nearest to the pointer, and by keyboard the one that the keys have gone to; never one inside the step itself. */
export const nearestGap: CollisionDetection = ({ active, droppableRects, droppableContainers, collisionRect, pointerCoordinates }) => {
  const from = placeAt(String(active.id));
  const point = pointerCoordinates ?? { x: collisionRect.left, y: collisionRect.top };
  return droppableContainers
    .flatMap((container) => {
      const rect = droppableRects.get(container.id);
      const place = placeOfGap(container.id);
      if (!rect || !place || isInside(place.list, from)) return [];
      const away = Math.abs(point.y - (rect.top + rect.height / 2)) + SIDEWAYS * Math.abs(point.x - rect.left);
      return [{ id: container.id, data: { droppableContainer: container, value: away } }];
    })
    .toSorted((a, b) => a.data.value - b.data.value);
};

/** Up and down go from gap to gap, in reading order. */
export const nextGap: KeyboardCoordinateGetter = (event, { context: { over, active, droppableRects, droppableContainers } }) => {
  const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !active) return undefined;
  event.preventDefault();
  const from = placeAt(String(active.id));
  const gaps = droppableContainers
    .getEnabled()
    .flatMap(({ id }) => {
      const [rect, place] = [droppableRects.get(id), placeOfGap(id)];
      // Beside itself there is nowhere to go.
      const stays = place?.list === from.list && (place.index === from.index || place.index === from.index + 1);
      return rect && place && !isInside(place.list, from) && (!stays || id === over?.id) ? [{ id, rect }] : [];
    })
    .toSorted((a, b) => a.rect.top + a.rect.height / 2 - (b.rect.top + b.rect.height / 2) || b.rect.left - a.rect.left);
  const at = gaps.findIndex(({ id }) => id === over?.id);
  const next = gaps[at + step];
  return next && { x: next.rect.left, y: next.rect.top + next.rect.height / 2 };
};

/** What a screen reader says of a drag. */
export function announcementsFor(steps: readonly StepInput[], design: Design): Announcements {
  const words = (id: string | number) => {
    const { list, index } = placeAt(String(id));
    const step = listAt(steps, list)?.[index];
    return step ? stepWords(step, design) : 'The step';
  };
  const where = (id: string | number | undefined) => {
    const place = dropPlace(id);
    const list = place && listAt(steps, place.list);
    if (!place || !list) return 'nowhere';
    const next = list[place.index];
    const holder = parentOf(steps, place.list);
    const step = holder && stepAt(steps, holder);
    const label = step ? listWords(step, place.list.slice(pathOf(holder).length + 1)) : 'the operation';
    return next ? `before ${stepWords(next, design)}, in ${label}` : `at the end of ${label}`;
  };
  return {
    onDragStart: ({ active }) => `Picked up: ${words(active.id)}.`,
    onDragOver: ({ over }) => (over ? `It would go ${where(over.id)}.` : undefined),
    onDragEnd: ({ active, over }) => (over ? `Dropped: ${words(active.id)}, ${where(over.id)}.` : 'It stays where it was.'),
    onDragCancel: () => 'It stays where it was.',
  };
}

export const dragInstructions =
  'To move the step, press Space, go up and down with the arrow keys, and press Space again to drop it; Escape leaves it. Alt with an arrow key moves it at once: up, down, right into the step before it, left out of the step around it.';
