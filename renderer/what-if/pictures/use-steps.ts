import type { KeyboardEvent } from 'react';

/** Arrow keys that go along a row of places; Home and End lead to its ends, Escape away. */
export function useSteps(count: number, at: number | null, go: (at: number | null) => void) {
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepped(event.key, at, count);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    go(next);
  };
  return { onKeyDown };
}

function stepped(key: string, at: number | null, count: number): number | null | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowRight':
      return at === null ? 0 : Math.min(count - 1, at + 1);
    case 'ArrowLeft':
      return at === null ? count - 1 : Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
