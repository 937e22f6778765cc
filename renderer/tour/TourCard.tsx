import { Button, CloseButton, Group, Paper } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { doStop, endTour, nextStop, stopBefore, useTour } from './tour';
import classes from './tour.module.css';
import { type TourStep, tourSteps } from './tour-steps';

/** The stop of the tour that one is at: a card over the canvas, and a frame around what it speaks of. Nothing is blocked meanwhile. */
export function TourCard() {
  const at = useTour((tour) => tour.at);
  const stop = at === null ? undefined : tourSteps[at];
  if (at === null || !stop) return null;
  return (
    <>
      <Frame key={stop.at} at={stop.at} />
      <Stop key={at} stop={stop} number={at + 1} />
    </>
  );
}

function Stop({ stop, number }: { readonly stop: TourStep; readonly number: number }) {
  const forward = useRef<HTMLButtonElement>(null);
  // The keyboard goes on from where it was: Enter, Enter, Enter takes the whole tour.
  useEffect(() => forward.current?.focus(), []);
  const last = number === tourSteps.length;
  return (
    <Paper
      className={classes['card'] ?? ''}
      shadow="md"
      withBorder
      role="dialog"
      aria-modal={false}
      aria-label={`Tour, ${number} of ${tourSteps.length}: ${stop.title}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') endTour();
      }}
    >
      <div className={classes['head']}>
        <h2>{stop.title}</h2>
        <span>
          {number} of {tourSteps.length}
        </span>
        <CloseButton size="sm" aria-label="End the tour" onClick={endTour} />
      </div>
      <p>{stop.text}</p>
      <Group justify="space-between" gap="xs">
        <Button size="compact-sm" variant="subtle" color="gray" disabled={number === 1} onClick={stopBefore}>
          Back
        </Button>
        <Group gap="xs">
          {stop.action !== undefined && (
            <Button size="compact-sm" variant="default" onClick={nextStop}>
              Skip
            </Button>
          )}
          <Button size="compact-sm" ref={forward} onClick={stop.action === undefined ? nextStop : doStop}>
            {stop.action ?? (last ? 'Done' : 'Next')}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}

/** Cards move and panels change their size: the frame looks again this often. [ms] */
const LOOK = 250;

/** Drawn around what the stop is about, wherever that is now. */
function Frame({ at }: { readonly at: string }) {
  const [box, setBox] = useState<DOMRect | null>(null);
  useEffect(() => {
    const look = () => {
      const found = document.querySelector(at)?.getBoundingClientRect() ?? null;
      setBox((before) => (before && found && sameBox(before, found) ? before : found));
    };
    look();
    const timer = setInterval(look, LOOK);
    return () => clearInterval(timer);
  }, [at]);
  if (!box) return null;
  return (
    <div
      className={classes['frame']}
      style={{ left: box.left - 4, top: box.top - 4, width: box.width + 8, height: box.height + 8 }}
      aria-hidden
    />
  );
}

const sameBox = (a: DOMRect, b: DOMRect) => a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
