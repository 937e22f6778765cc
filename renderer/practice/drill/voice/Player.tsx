import { ActionIcon, Slider, UnstyledButton } from '@mantine/core';
import { IconDownload, IconPlayerPauseFilled, IconPlayerPlayFilled, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { saveBlob } from '../../../files/save-blob';
import { clockText } from '../../clock';
import { practice } from '../../practice';
import styles from '../../practice.module.css';
import type { Attempt } from '../../record';
import { decoded } from './decode';
import { type Playback, usePlayback } from './playback';
import own from './voice.module.css';

/** The recording of an answer: to be heard, saved or deleted. */
export function Player({ attempt }: { readonly attempt: Attempt }) {
  const { id, spoken, title } = attempt;
  const sound = useSound(id, spoken);
  const playback = usePlayback(sound?.buffer ?? null);
  if (spoken?.deleted === true) return <p className={styles['soft']}>You deleted the recording; what was measured of it stays.</p>;
  if (sound === undefined) return null;
  if (sound === null) return <p className={styles['soft']}>The recording cannot be played any more.</p>;
  const { position, playing } = playback;
  const { duration } = sound.buffer;
  return (
    <div className={styles['stack']}>
      <div className={own['player']} role="group" aria-label="Recording">
        <ActionIcon
          variant="default"
          size={26}
          aria-label={playing ? 'Pause' : 'Play'}
          onClick={playing ? playback.pause : () => playback.play()}
        >
          {playing ? <IconPlayerPauseFilled size={14} aria-hidden /> : <IconPlayerPlayFilled size={14} aria-hidden />}
        </ActionIcon>
        <Slider
          size="sm"
          thumbLabel="Position"
          label={null}
          min={0}
          max={duration}
          step={0.1}
          value={position}
          thumbProps={{ 'aria-valuetext': clockText(position * 1000) }}
          onChange={playback.seek}
        />
        <span className={own['time']}>
          {clockText(position * 1000)} / {clockText(duration * 1000)}
        </span>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label="Save the recording"
          onClick={() => saveBlob(sound.blob, `${title}.webm`)}
        >
          <IconDownload size={15} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label="Delete the recording"
          onClick={() => {
            playback.pause();
            void practice.getState().dropRecording(id);
          }}
        >
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      </div>
      <Pauses attempt={attempt} playback={playback} />
    </div>
  );
}

/** A pause is best understood by what stands before it. [s] */
const BEFORE = 2;

function Pauses({ attempt: { spoken }, playback }: { readonly attempt: Attempt; readonly playback: Playback }) {
  const pauses = spoken?.voice?.longPauses ?? [];
  if (pauses.length === 0) return null;
  return (
    <div className={styles['row']}>
      <span className={styles['soft']}>Pauses over 2 s:</span>
      {pauses.map(({ at, seconds }) => (
        <UnstyledButton key={at} className={own['pause'] ?? ''} onClick={() => playback.play(Math.max(0, at - BEFORE))}>
          {clockText(at * 1000)} ({seconds.toFixed(1)} s)
        </UnstyledButton>
      ))}
    </div>
  );
}

interface Sound {
  readonly blob: Blob;
  readonly buffer: AudioBuffer;
}

/** Undefined until it is read; null where it cannot be. @param spoken changes with each recording */
function useSound(id: string, spoken: Attempt['spoken']): Sound | null | undefined {
  const [sound, setSound] = useState<Sound | null>();
  useEffect(() => {
    let current = true;
    setSound(undefined);
    void (async () => {
      const blob = spoken ? await practice.getState().recording(id) : null;
      const buffer = blob && (await decoded(blob));
      if (current) setSound(blob && buffer ? { blob, buffer } : null);
    })();
    return () => {
      current = false;
    };
  }, [id, spoken]);
  return sound;
}
