import { useCallback, useEffect, useRef, useState } from 'react';

export interface Playback {
  /** [s] */
  readonly position: number;
  readonly playing: boolean;
  /** @param from where; else where it stands [s] */
  play(from?: number): void;
  pause(): void;
  /** [s] */
  seek(to: number): void;
}

/** Plays a recording by Web Audio: the policy of the page lets it load no media, and need not. */
export function usePlayback(buffer: AudioBuffer | null): Playback {
  const [position, setPosition] = useState(0);
  const [playing, setPlaying] = useState(false);
  const running = useRef<{ readonly end: () => void } | null>(null);

  const pause = useCallback(() => {
    running.current?.end();
    running.current = null;
    setPlaying(false);
  }, []);

  const play = useCallback(
    (from?: number) => {
      if (!buffer) return;
      running.current?.end();
      const start = (from ?? position) >= buffer.duration - 0.05 ? 0 : (from ?? position);
      const context = new AudioContext();
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(context.destination);
      let frame = 0;
      const draw = () => {
        setPosition(Math.min(buffer.duration, start + context.currentTime));
        frame = requestAnimationFrame(draw);
      };
      const silent = new AbortController();
      const ended = () => {
        pause();
        setPosition(buffer.duration);
      };
      source.addEventListener('ended', ended, { signal: silent.signal });
      source.start(0, start);
      frame = requestAnimationFrame(draw);
      running.current = {
        end() {
          silent.abort();
          cancelAnimationFrame(frame);
          void context.close();
        },
      };
      setPlaying(true);
    },
    [buffer, position, pause],
  );

  const seek = useCallback(
    (to: number) => {
      setPosition(to);
      if (running.current) play(to);
    },
    [play],
  );

  // Another recording begins at its start; a screen that is left is silent.
  useEffect(() => {
    setPosition(0);
    return pause;
  }, [buffer, pause]);
  return { position, playing, play, pause, seek };
}
