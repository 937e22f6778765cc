/** Colours of a picture: those of the studio, so that it looks as on the canvas. A test holds them together. */
export const pictureColors = {
  light: {
    canvas: '#f4f5f7',
    'surface-raised': '#ffffff',
    line: '#dfe3e8',
    'line-strong': '#8d98a5',
    ink: '#1b2430',
    'ink-soft': '#566171',
    accent: '#2563c9',
    'state-idle': '#66717e',
    'state-healthy': '#00795a',
    'state-busy': '#2270b0',
    'state-slowed': '#b04a1c',
    'state-faulty': '#b04a1c',
    'state-saturated': '#965e00',
    'state-failing': '#c4480f',
    'state-down': '#8e1b4f',
  },
  dark: {
    canvas: '#14181d',
    'surface-raised': '#222831',
    line: '#303843',
    'line-strong': '#6c7885',
    ink: '#e6eaef',
    'ink-soft': '#9fabb8',
    accent: '#74a7f2',
    'state-idle': '#8b97a5',
    'state-healthy': '#3fc49b',
    'state-busy': '#62b4ec',
    'state-slowed': '#ff9d6e',
    'state-faulty': '#ff9d6e',
    'state-saturated': '#f0b23c',
    'state-failing': '#ff8a52',
    'state-down': '#f089b5',
  },
} as const;

export type PictureTheme = keyof typeof pictureColors;
export type PictureColors = Readonly<Record<keyof (typeof pictureColors)['light'], string>>;
