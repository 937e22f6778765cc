/** "60/s", "1,500/s", "0.5/s" */
export const perSecond = (rate: number): string =>
  `${rate >= 10 ? Math.round(rate).toLocaleString('en-US') : Number(rate.toFixed(rate >= 1 ? 1 : 2))}/s`;

/** "45 %" */
export const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;

export const quoted = (ids: readonly string[]): string => ids.map((id) => `"${id}"`).join(', ');
