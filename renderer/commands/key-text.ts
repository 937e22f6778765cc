const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const names: Readonly<Record<string, string>> = {
  alt: 'Alt',
  ctrl: 'Ctrl',
  shift: 'Shift',
  meta: 'Meta',
  equal: '+',
  minus: '−',
  space: 'Space',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  escape: 'Esc',
};
const macNames: Readonly<Record<string, string>> = { mod: '⌘', alt: '⌥', ctrl: '⌃', shift: '⇧' };

/** Keys as people read them: `mod+shift+Z` is Ctrl+Shift+Z, and ⌘⇧Z on a Mac. */
export function keyText(keys: string, mac = isMac): string {
  // The question mark stands on a key of its own with Shift, on most keyboards.
  if (keys === 'shift+?') return '?';
  const parts = keys.split('+').map((part) => {
    const low = part.toLowerCase();
    const own = mac ? macNames[low] : low === 'mod' ? 'Ctrl' : undefined;
    return own ?? names[low] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
  return parts.join(mac ? '' : '+');
}
