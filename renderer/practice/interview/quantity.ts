const sizes: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9, b: 1e9, t: 1e12, p: 1e15 };

/**
 * Reads a number as people write it on a whiteboard: `10M`, `1.5 k`, `2 KB`, `100,000`, `5 %`, `1e6`.
 * Of bytes, B alone is a byte; else it is a billion. Null where it is none.
 */
export function readQuantity(text: string, unit: string): number | null {
  const found = /^([\d,_ ]*\.?\d+(?:e\d+)?)\s*([a-z%]*)$/i.exec(text.trim());
  if (!found) return null;
  const number = Number((found[1] ?? '').replaceAll(/[,_ ]/g, ''));
  if (!Number.isFinite(number)) return null;
  const ending = (found[2] ?? '').toLowerCase();
  if (ending === '') return number;
  if (ending === '%') return number / 100;
  const isBytes = unit.startsWith('bytes');
  const size = isBytes ? ending.replace(/(bytes?|i?b)$/, '') : ending;
  if (size === '') return isBytes ? number : null;
  const times = sizes[size];
  return times === undefined ? null : number * times;
}
