import { ActionIcon, Popover } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import styles from './CanvasControls.module.css';
import { healthMeaning, healths } from '../../engine/measure/health';
import { healthIcon } from './icons';
import { marksPerSecond, travelTime } from './overlay/traffic';

/** What shapes, marks and bars mean. */
export function Legend() {
  return (
    <Popover position="top-start" width={640} withArrow shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label="What the marks mean">
          <IconHelp size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles['legend'] ?? ''}>
        <div>
          <p>
            <Dot /> <strong>Calls on their way.</strong> The denser, the more attempts a second; ten times as many add 1.4 marks a second.
          </p>
          <Density />
          <p>
            The slower they travel, the longer calls take: along the link in {travels(1)} for calls of 1 ms, {travels(100)} for 100 ms,{' '}
            {travels(4000)} for 4 s.
          </p>
          <p>
            <Cross /> <strong>Failed calls</strong> travel back to the caller, in the share in which calls fail.
          </p>
          <p>
            <strong>Lines.</strong> Dashed: events. Interrupted between two bars: cut both ways; one bar: cut one way. A switch in the line
            is a circuit breaker: flat while calls pass (closed), a little up while it tries a few (half-open), up while they turn back
            there (open).
          </p>
        </div>
        <div>
          <dl>
            {healths.map((health) => {
              const Icon = healthIcon[health];
              return (
                <div key={health}>
                  <dt style={{ color: `var(--state-${health})` }}>
                    <Icon size={15} aria-hidden /> {health}
                  </dt>
                  <dd>{healthMeaning[health]}</dd>
                </div>
              );
            })}
          </dl>
          <p>
            <strong>Bars on the cards</strong> fill with what is in use: workers held, and below it the room of their queue; of a queue its
            room; of clients the share of answers in time; of a log how far readers are behind: a third at 1 s, two thirds at 10 s, full at
            100 s.
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

const travels = (duration: number): string => `${travelTime(duration).toFixed(1)} s`;

/** How many marks a line has at a rate, drawn as on the canvas: those under way at once at 100 ms a call. */
function Density() {
  return (
    <dl className={styles['density']}>
      {[1, 10, 100, 1000].map((rate) => {
        const count = Math.round(marksPerSecond(rate) * travelTime(100));
        return (
          <div key={rate}>
            <dt>{rate.toLocaleString('en')} /s</dt>
            <dd>
              <svg width="140" height="8" viewBox="0 0 140 8" aria-hidden>
                <path d="M0 4 H140" stroke="var(--line-strong)" />
                {Array.from({ length: count }, (_, i) => (
                  <circle key={i} cx={((i + 0.5) * 140) / count} cy="4" r="3" fill="var(--data-ok)" />
                ))}
              </svg>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

export const Dot = () => (
  <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden>
    <circle cx="5" cy="5" r="3" fill="var(--data-ok)" />
  </svg>
);
export const Cross = () => (
  <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden>
    <path d="M2 2 L8 8 M8 2 L2 8" stroke="var(--data-failed)" strokeWidth="2" strokeLinecap="round" />
  </svg>
);
