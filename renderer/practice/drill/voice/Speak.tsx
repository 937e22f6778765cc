import { Button } from '@mantine/core';
import { IconMicrophone, IconPlayerStopFilled } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { clockText } from '../../clock';
import styles from '../../practice.module.css';
import type { Attempt } from '../../record';
import { useNow } from '../../use-now';
import { dictationHere } from './dictation';
import type { Listening } from './listen';
import { Player } from './Player';
import type { SpeakingControls } from './use-speaking';
import own from './voice.module.css';

interface SpeakProps {
  readonly attempt: Attempt;
  readonly controls: SpeakingControls;
}

/** Says the answer aloud: it is recorded on this machine, to be heard again and measured. */
export function Speak({ attempt, controls: { speaking, start, stop } }: SpeakProps) {
  const recording = speaking.phase === 'recording' ? speaking : null;
  const problem = speaking.phase === 'silent' ? speaking.problem : null;
  return (
    <section className={styles['stack']} aria-label="Say it aloud">
      <div className={styles['row']}>
        {recording ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlayerStopFilled size={14} aria-hidden className={styles['wrong']} />}
            onClick={() => void stop()}
          >
            Stop
          </Button>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            loading={speaking.phase !== 'silent'}
            leftSection={<IconMicrophone size={15} aria-hidden />}
            onClick={() => void start()}
          >
            {attempt.spoken ? 'Speak again' : 'Speak'}
          </Button>
        )}
        {recording && <Live listening={recording.listening} since={recording.since} />}
      </div>
      <p className={styles['soft']} role="status">
        {recording ? (recording.writes ? WRITES : WRITES_NOT) : problem ? `${problem.message} ${problem.remedy}` : ''}
      </p>
      {!recording && !problem && !attempt.spoken && <p className={styles['soft']}>{ABOUT}</p>}
      {recording && !recording.writes && <p className={styles['soft']}>{dictationHere()}</p>}
      {!recording && attempt.spoken && <Player attempt={attempt} />}
    </section>
  );
}

const ABOUT = 'Your voice is recorded on this machine only; you can hear it again beside the critique, and delete it.';
const WRITES = 'Recording. What you say is written down on this machine; correct it as you like.';
const WRITES_NOT =
  'Recording. Nothing here turns your voice into words: without words your pauses and loudness are judged, and you tick afterwards what you said.';

/** How long, and how loud just now. */
function Live({ listening, since }: { readonly listening: Listening; readonly since: number }) {
  const bar = useRef<HTMLSpanElement>(null);
  const now = useNow();
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      bar.current?.style.setProperty('--level', String(listening.level()));
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [listening]);
  return (
    <>
      <span className={own['level']} aria-hidden ref={bar} />
      <span className={own['time']}>{clockText(Math.max(0, now - since))}</span>
    </>
  );
}
