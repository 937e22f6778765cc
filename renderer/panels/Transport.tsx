import { ActionIcon, Group, Select, TextInput, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChartHistogram,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForward,
  IconRotate,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Explained } from '../docs/Explained';
import { MEASURES, requestHeading } from '../docs/measures';
import { useLive } from '../store/live';
import { replications, useReplications } from '../replications/replications';
import { studio, useStudio } from '../store/studio';
import { NO_DATA, formatClock, formatCount, formatShare, formatSpeed } from './format';
import { outcomes, shareOf } from './outcomes';
import { fallsBehind, speeds } from './speeds';
import classes from './transport.module.css';

/** Start and stop, how fast, how far, and what became of the requests. */
export function Transport() {
  const failed = useStudio((s) => s.run.phase === 'failed');
  return (
    <div className={classes['transport']} role="group" aria-label="Transport">
      <Buttons />
      <Clock />
      <Speed />
      <Seed />
      <Many />
      {!failed && <Totals />}
    </div>
  );
}

function Buttons() {
  const running = useStudio((s) => s.run.phase === 'running');
  const { togglePlay, step, restart } = studio.getState();
  return (
    <Group gap={4} wrap="nowrap">
      <Tooltip label={running ? 'Pause (Space)' : 'Play (Space)'} openDelay={250}>
        <ActionIcon size={30} variant="filled" onClick={togglePlay} aria-label={running ? 'Pause' : 'Play'}>
          {running ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Step by 200 ms of simulated time ( . )" openDelay={250}>
        <ActionIcon size={30} variant="default" onClick={() => void step()} aria-label="Step">
          <IconPlayerSkipForward size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Restart from time 0 (Shift R)" openDelay={250}>
        <ActionIcon size={30} variant="default" onClick={restart} aria-label="Restart">
          <IconRotate size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** Opens what says how sure the numbers are; what is under way shows here. */
function Many() {
  const percent = useReplications(({ stage }) => (stage.phase === 'running' ? Math.floor(stage.share * 100) : null));
  const label = percent === null ? 'Replications: many runs, with confidence intervals' : `Replications: ${percent} % done`;
  return (
    <Tooltip label={label} openDelay={250}>
      <ActionIcon
        size={30}
        variant={percent === null ? 'default' : 'light'}
        onClick={() => replications.getState().open()}
        aria-label={label}
      >
        <IconChartHistogram size={16} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}

function Clock() {
  const tenths = useLive((live) => Math.floor(live.shownTime * 10 + 1e-6));
  const failed = useStudio((s) => s.run.phase === 'failed');
  if (failed)
    return (
      <span className={classes['failed']}>
        <IconAlertTriangle size={15} aria-hidden /> Does not run: see Problems
      </span>
    );
  return (
    <div className={classes['clockBox']}>
      <Tooltip label="Simulated time" openDelay={250}>
        <span className={classes['clock']} role="timer" aria-label="Simulated time" aria-live="off">
          {formatClock(tenths * 1e8)}
        </span>
      </Tooltip>
      <Pace />
    </div>
  );
}

function Speed() {
  const speed = useStudio((s) => s.speed);
  const setSpeed = useStudio((s) => s.setSpeed);
  return (
    <Select
      size="xs"
      w={74}
      aria-label="Speed, simulated seconds per second"
      allowDeselect={false}
      value={String(speed)}
      data={speeds.map((value) => ({ value: String(value), label: formatSpeed(value) }))}
      onChange={(value) => value !== null && setSpeed(Number(value))}
      comboboxProps={{ position: 'top-start', width: 'max-content' }}
      maxDropdownHeight={300}
    />
  );
}

/** The speed as measured, when it is not the one asked for. */
function Pace() {
  const speed = useStudio((s) => s.speed);
  const running = useStudio((s) => s.run.phase === 'running');
  const pace = useLive((live) => Number(live.pace.toPrecision(2)));
  const behind = running && fallsBehind(speed, pace);
  if (!running || pace <= 0 || (Number.isFinite(speed) && !behind)) return null;
  return (
    <Tooltip
      label={behind ? 'This machine cannot simulate faster; the numbers are the same.' : 'Measured: simulated seconds per second.'}
      openDelay={250}
    >
      <span className={classes['pace']} data-behind={behind || undefined}>
        {behind ? 'only ' : 'at '}
        {formatSpeed(pace)}
      </span>
    </Tooltip>
  );
}

function Seed() {
  const seed = useStudio((s) => s.seed);
  const setSeed = useStudio((s) => s.setSeed);
  const [typed, setTyped] = useState<string | null>(null);
  const good = typed === null || (/^\d{1,10}$/.test(typed) && Number(typed) <= 4_294_967_295);
  const keep = () => {
    if (typed !== null && good && Number(typed) !== seed) setSeed(Number(typed));
    setTyped(null);
  };
  return (
    <Tooltip
      label={good ? 'Seed of all random numbers. Another seed starts the run again.' : 'A whole number from 0 to 4,294,967,295.'}
      openDelay={250}
      multiline
      maw={220}
    >
      <TextInput
        size="xs"
        w={92}
        aria-label="Seed"
        value={typed ?? String(seed)}
        error={!good}
        spellCheck={false}
        autoComplete="off"
        leftSection={<span className={classes['inInput']}>Seed</span>}
        leftSectionWidth={38}
        leftSectionPointerEvents="none"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
    </Tooltip>
  );
}

function Totals() {
  const totals = useLive((live) => live.totals);
  return (
    <dl className={classes['totals']} aria-label="Requests since the start">
      {outcomes.map(({ key, title, description }) => {
        const whole = key === 'arrived' || key === 'inFlight';
        const count = formatCount(totals[key]);
        const share = whole ? NO_DATA : formatShare(shareOf(totals, key));
        return (
          <Explained
            key={key}
            words={`${description} ${count}${share === NO_DATA ? '' : ` (${share} of those that finished)`}`}
            page={MEASURES}
            heading={requestHeading(title)}
          >
            <div className={classes['total']} data-outcome={key} data-some={(!whole && shareOf(totals, key) > 0.001) || undefined}>
              <dt>{title}</dt>
              <dd>{whole ? count : share}</dd>
            </div>
          </Explained>
        );
      })}
    </dl>
  );
}
