import { ActionIcon, Button, NumberInput, Popover, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAdjustments, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useId } from 'react';
import {
  type Clock,
  clockText,
  giveBack,
  goTo,
  leastMinutes,
  leftIn,
  lengthText,
  letCount,
  mostMinutes,
  pause,
  plan,
  plannedForAll,
  spentInAll,
  start,
} from './clock';
import styles from './clock.module.css';
import { practice } from './practice';
import type { Interview } from './record';
import { stepIds, steps } from './steps';
import { useNow } from './use-now';

const tick = (id: string, change: (clock: Clock, now: number) => Clock): void => practice.getState().tick(id, change);

/** The five steps and their time. The steps are buttons: one may go ahead, or back. */
export function ClockBar({ interview: { id, clock } }: { readonly interview: Interview }) {
  const now = useNow();
  const left = leftIn(clock, clock.step, now);
  const over = left < 0;
  const runs = clock.since !== null;
  return (
    <section className={styles['bar']} aria-label="Clock of the interview">
      <ol className={styles['steps']}>
        {stepIds.map((step, i) => (
          <li key={step}>
            <UnstyledButton
              className={styles['step'] ?? ''}
              aria-current={step === clock.step ? 'step' : undefined}
              onClick={() => tick(id, (was, at) => goTo(was, step, at))}
            >
              <span className={styles['number']} aria-hidden>
                {i + 1}
              </span>
              {steps[step].title}
            </UnstyledButton>
          </li>
        ))}
      </ol>
      <div className={styles['row']}>
        <span className={styles['left']} role="timer" aria-label="Time left in this step" data-over={over || undefined}>
          {over ? `${clockText(-left)} over` : clockText(left)}
        </span>
        <span className={styles['all']}>
          {runs ? '' : 'paused · '}
          {lengthText(spentInAll(clock, now))} of {lengthText(plannedForAll(clock))} in all
        </span>
        <Tooltip label={runs ? 'Pause the clock' : 'Let the clock go on'} openDelay={400}>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={runs ? 'Pause the clock' : 'Let the clock go on'}
            onClick={() => tick(id, runs ? pause : start)}
          >
            {runs ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
        <Minutes id={id} clock={clock} />
      </div>
      {clock.away !== null && <Away id={id} away={clock.away} />}
    </section>
  );
}

/** Other times for the steps. */
function Minutes({ id, clock }: { readonly id: string; readonly clock: Clock }) {
  return (
    <Popover position="bottom-end" shadow="md" withArrow trapFocus>
      <Popover.Target>
        <ActionIcon variant="default" size={28} aria-label="Minutes of the steps">
          <IconAdjustments size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className={styles['minutes']}>
          <legend>Minutes of each step</legend>
          {stepIds.map((step) => (
            <NumberInput
              key={step}
              size="xs"
              label={steps[step].title}
              min={leastMinutes}
              max={mostMinutes}
              allowDecimal={false}
              value={clock.planned[step] / 60_000}
              onChange={(value) => typeof value === 'number' && tick(id, (was) => plan(was, step, value))}
            />
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Says how long nobody was there: the machine slept, or the page was closed. */
function Away({ id, away }: { readonly id: string; readonly away: number }) {
  const words = useId();
  return (
    <div className={styles['away']} role="status" aria-labelledby={words}>
      <p id={words}>You were away for {lengthText(away)}. The clock went on.</p>
      <Button size="compact-xs" onClick={() => tick(id, giveBack)}>
        Give the time back
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => tick(id, letCount)}>
        Let it count
      </Button>
    </div>
  );
}
