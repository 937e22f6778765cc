let count = 0;
let held = false;

/** The pointer's gesture: a number while it is held down, another each time, null while it is up. */
export const pointerGesture = (): number | null => (held ? count : null);

/** Follows the pointer in this window from now on. */
export function watchPointer(window: Window): void {
  const down = () => {
    held = true;
    count++;
  };
  const up = () => {
    held = false;
  };
  // Captured, so that nobody on the way can keep them.
  window.addEventListener('pointerdown', down, { capture: true });
  window.addEventListener('pointerup', up, { capture: true });
  window.addEventListener('pointercancel', up, { capture: true });
  // Let go outside of the window.
  window.addEventListener('blur', up);
}
