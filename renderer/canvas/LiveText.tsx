import { useEffect, useRef } from 'react';
import { type LiveStore, live } from '../store/live';

interface LiveTextProps {
  /** What to show; called once per frame. */
  readonly read: (live: LiveStore) => string;
  readonly className?: string | undefined;
}

/**
 * A number that follows the run. It writes its text node itself: ten times a second on every card, React's own way would
 * be most of the page's work.
 */
export function LiveText({ read, className }: LiveTextProps) {
  const ref = useRef<HTMLSpanElement>(null);
  const reader = useRef(read);
  useEffect(() => {
    reader.current = read;
  });
  useEffect(() => {
    const span = ref.current;
    if (!span) return;
    const text = document.createTextNode(reader.current(live));
    span.replaceChildren(text);
    return live.subscribe(() => {
      const next = reader.current(live);
      if (text.data !== next) text.data = next;
    });
  }, []);
  return <span ref={ref} className={className} />;
}

interface LiveBarProps {
  /** Length of the bar, 0 to 1; NaN hides it. */
  readonly read: (live: LiveStore) => number;
  readonly className?: string | undefined;
}

/** A bar that follows the run, by whole per cents. */
export function LiveBar({ read, className }: LiveBarProps) {
  const ref = useRef<HTMLDivElement>(null);
  const reader = useRef(read);
  useEffect(() => {
    reader.current = read;
  });
  useEffect(() => {
    const bar = ref.current;
    if (!bar) return;
    let shown = '';
    const draw = () => {
      const value = reader.current(live);
      const next = `${Number.isFinite(value) ? Math.round(Math.min(1, Math.max(0, value)) * 100) : 0}%`;
      if (next === shown) return;
      shown = next;
      bar.style.width = next;
    };
    draw();
    return live.subscribe(draw);
  }, []);
  return <div ref={ref} className={className} />;
}
