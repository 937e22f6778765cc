/** Lines differ by colour and by dash, so that neither is needed alone. Colours are the theme's data colours. */
const dashes = ['', '6 3', '2 2', '8 3 2 3', '', '4 2', '1 3', '3 3'] as const;

export const lineStyle = (style: number): { readonly stroke: string; readonly strokeDasharray: string } => ({
  stroke: `var(--data-${(style % 8) + 1})`,
  // Past the eighth the colours come again, each with another dash.
  strokeDasharray: dashes[(style + 3 * Math.floor(style / 8)) % 8] ?? '',
});
