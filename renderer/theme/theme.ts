import { Button, Chip, type CSSVariablesResolver, Drawer, Modal, Notification, createTheme } from '@mantine/core';

/** Mantine in our sizes: a dense 13 px base, neutral surfaces, one accent. */
export const theme = createTheme({
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '18px' }, h2: { fontSize: '15px' }, h3: { fontSize: '13px' } } },
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 5 },
  autoContrast: true,
  // White on the dark theme's blue has less than 4.5:1.
  luminanceThreshold: 0.28,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Mantine chooses the words' colour for the light shade, in both schemes.
    Button: Button.extend({
      vars: (_, { variant = 'filled', color }) => ({
        root: variant === 'filled' && color === undefined ? { '--button-color': 'var(--mantine-primary-color-contrast)' } : {},
      }),
    }),
    Chip: Chip.extend({
      vars: (_, { variant = 'filled', color }) => ({
        root:
          variant === 'filled' && color === undefined
            ? { '--chip-color': 'var(--mantine-primary-color-contrast)', '--chip-icon-color': 'var(--mantine-primary-color-contrast)' }
            : {},
      }),
    }),
    // Their cross says nothing to those who cannot see it.
    Modal: Modal.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
    // A dialog’s head is not the head of the page.
    ModalHeader: Modal.Header.extend({ defaultProps: { role: 'group' } }),
    DrawerHeader: Drawer.Header.extend({ defaultProps: { role: 'group' } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
  },
});

/** Mantine's surfaces and text follow our tokens. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-placeholder': 'var(--ink-soft)',
  };
  return { variables: {}, light: shared, dark: shared };
};
