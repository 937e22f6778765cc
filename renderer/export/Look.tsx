import { Checkbox, SegmentedControl, Select } from '@mantine/core';
import type { PictureTheme } from '../../engine/export/picture/colors';
import type { PictureKind } from './formats';
import { live } from '../store/live';
import classes from './export.module.css';

/** How a picture looks. */
export interface Looks {
  readonly theme: PictureTheme;
  readonly transparent: boolean;
  readonly scale: number;
  /** Of an animation, which has many pictures. */
  readonly filmScale: number;
  /** Only what is marked. */
  readonly marked: boolean;
  /** With the numbers of the moment. */
  readonly live: boolean;
}

interface LookProps {
  readonly looks: Looks;
  readonly onChange: (looks: Looks) => void;
  /** Things that are marked on the canvas. */
  readonly marked: number;
  /** What has pixels has a scale; a film has its own background and the numbers of each moment. */
  readonly kind: PictureKind;
}

/** Colours, background, size and content of a picture. */
export function Look({ looks, onChange, marked, kind }: LookProps) {
  return (
    <div className={classes['look']}>
      <SegmentedControl
        size="xs"
        aria-label="Colours"
        data={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
        value={looks.theme}
        onChange={(theme) => onChange({ ...looks, theme: theme === 'dark' ? 'dark' : 'light' })}
      />
      {kind !== 'lines' && (
        <Select
          size="xs"
          w={92}
          aria-label="Scale"
          allowDeselect={false}
          data={(kind === 'film' ? ['1', '2'] : ['1', '2', '3', '4']).map((value) => ({ value, label: `${value} ×` }))}
          value={String(kind === 'film' ? looks.filmScale : looks.scale)}
          onChange={(scale) => onChange({ ...looks, [kind === 'film' ? 'filmScale' : 'scale']: Number(scale ?? 1) })}
        />
      )}
      {kind !== 'film' && (
        <Checkbox
          size="xs"
          label="Transparent"
          checked={looks.transparent}
          onChange={({ currentTarget }) => onChange({ ...looks, transparent: currentTarget.checked })}
        />
      )}
      <Checkbox
        size="xs"
        label={`Only what is marked${marked > 0 ? ` (${marked})` : ''}`}
        disabled={marked === 0}
        checked={looks.marked && marked > 0}
        onChange={({ currentTarget }) => onChange({ ...looks, marked: currentTarget.checked })}
      />
      {kind !== 'film' && (
        <Checkbox
          size="xs"
          label="Numbers of this moment"
          disabled={live.frames === 0}
          checked={looks.live}
          onChange={({ currentTarget }) => onChange({ ...looks, live: currentTarget.checked })}
        />
      )}
    </div>
  );
}
