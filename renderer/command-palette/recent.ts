import { z } from 'zod';

const KEY = 'faultline.recent-commands';
const MOST = 6;
const zRecent = z.array(z.string().max(200)).max(100);

/** Ids of what was taken last, newest first. They outlive the window; a browser that keeps nothing is no reason to fail. */
export function recent(): readonly string[] {
  try {
    return zRecent.parse(JSON.parse(localStorage.getItem(KEY) ?? '[]')).slice(0, MOST);
  } catch {
    return [];
  }
}

export function remember(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...recent().filter((other) => other !== id)].slice(0, MOST)));
  } catch {
    // Private windows may refuse to keep anything.
  }
}
