import { notifications } from '@mantine/notifications';
import { EngineClient } from '../engine/client';
import { createFiles } from '../files/files';
import { pointerGesture } from './pointer-gesture';
import type { StudioPorts } from './ports';

const colors = { info: 'blue', good: 'teal', bad: 'orange' } as const;

/** The real outside world of the store. */
export const appPorts: StudioPorts = {
  engine: new EngineClient(),
  files: createFiles(),
  say: ({ tone, title, message }) =>
    notifications.show({ title, message, color: colors[tone], autoClose: tone === 'bad' ? 10_000 : 3_000, withBorder: true }),
  now: () => performance.now(),
  gesture: pointerGesture,
};
