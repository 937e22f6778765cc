const PREFIX = 'faultline-window-';
const CLOSED = 'faultline-closed-';

/** Which windows of the studio there are: each holds a lock for as long as its page lives, however it ends. */
export interface Windows {
  /** Of this one; another at every load of the page. */
  readonly own: string;
  /** Of those that are open, this one among them. */
  open(): Promise<ReadonlySet<string>>;
  /** Whether a window was closed by a user who was asked about its changes and did not want them. */
  wasDismissed(id: string): boolean;
}

export function realWindows(): Windows {
  const own = crypto.randomUUID();
  void navigator.locks.request(PREFIX + own, () => new Promise(() => undefined));
  const before = sessionStorage.getItem(PREFIX);
  sessionStorage.setItem(PREFIX, own);
  // The shell asks before it closes a window with changes; a browser's tab may close by mistake. A page that is loaded again, or
  // whose process ends, was not closed.
  if (window.desktop) window.addEventListener('pagehide', () => localStorage.setItem(CLOSED + own, ''));
  return {
    own,
    async open() {
      const { held = [] } = await navigator.locks.query();
      return new Set([own, ...held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? name.slice(PREFIX.length) : []))]);
    },
    wasDismissed(id) {
      const closed = localStorage.getItem(CLOSED + id) !== null && id !== before;
      localStorage.removeItem(CLOSED + id);
      return closed;
    },
  };
}
