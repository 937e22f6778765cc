import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';

let set: ((scheme: MantineColorScheme) => void) | null = null;

/** Lets commands, which are no components, choose light or dark. */
export function useColorSchemeCommands(): void {
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    set = setColorScheme;
  }, [setColorScheme]);
}

export const chooseColorScheme = (scheme: MantineColorScheme): void => set?.(scheme);
