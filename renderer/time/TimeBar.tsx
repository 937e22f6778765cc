import { Progress } from '@mantine/core';
import { IconAlertTriangle, IconGitFork, IconHistory } from '@tabler/icons-react';
import { formatTick } from '../panels/format';
import { useLive } from '../store/live';
import { studio, useStudio } from '../store/studio';
import { RecoveryBar } from '../recovery/RecoveryBar';
import { Act, Bar } from './Bar';
import { backToNow, forkHere, playFromHere } from './jump';
import classes from './time-bar.module.css';

/** Says over the canvas that what is seen is not now, or not what it was, and what can be done about it. */
export function TimeBar() {
  return (
    <div className={classes['bars']}>
      <RecoveryBar />
      <CutShortBar />
      <ForkBar />
      <LookingBar />
    </div>
  );
}

/** The moment that one looks at, or that the run is on the way to. */
function LookingBar() {
  const looking = useLive((live) => (live.looking === null ? null : Math.floor(live.looking * 10 + 1e-6) / 10));
  const seeking = useStudio((s) => s.seeking);
  if (seeking) return <SeekingBar {...seeking} />;
  if (looking === null) return null;
  return (
    <Bar icon={IconHistory} label="Earlier moment">
      <span role="status">
        Looking at <b>{formatTick(looking)}</b>
      </span>
      <Act
        main
        onClick={playFromHere}
        title="Runs to this moment again and plays on. What was changed later happens again at its time, until you change something."
      >
        Play from here
      </Act>
      <Act onClick={forkHere} title="Runs to this moment again and waits for a change. The charts show both runs.">
        Fork from here
      </Act>
      <Act onClick={backToNow}>Back to now</Act>
    </Bar>
  );
}

function SeekingBar({ to, share }: { readonly to: number; readonly share: number }) {
  return (
    <Bar icon={IconHistory} label="On the way">
      <span>
        Running to <b>{formatTick(to)}</b>
      </span>
      <Progress w={90} value={share * 100} aria-label="Share of the way" />
      <Act onClick={studio.getState().cancelSeek}>Cancel</Act>
    </Bar>
  );
}

/** While there is another run to compare with. */
function ForkBar() {
  const forkAt = useStudio((s) => s.original?.forkAt ?? null);
  // What the original did later is still planned, so only another log is a change.
  const changed = useStudio((s) => s.original !== null && s.log !== s.original.log);
  const busy = useStudio((s) => s.seeking !== null);
  if (forkAt === null || busy) return null;
  const { backToOriginal, keepFork } = studio.getState();
  return (
    <Bar icon={IconGitFork} label="Fork">
      <span role="status">
        Fork at <b>{formatTick(Math.floor(forkAt * 10 + 1e-6) / 10)}</b>
        {!changed && '. Change something, then press Play'}
      </span>
      <Act onClick={backToOriginal} title="Runs the original again to where it was. Your change is one step of undo away.">
        Back to the original
      </Act>
      <Act onClick={keepFork} title="Takes the original's lines off the charts.">
        Keep the fork
      </Act>
    </Bar>
  );
}

/** After the worker died in the middle of a run. */
function CutShortBar() {
  const time = useStudio((s) => s.cutShort?.time ?? null);
  const busy = useStudio((s) => s.seeking !== null);
  if (time === null || busy) return null;
  const { resume, dismissCutShort } = studio.getState();
  return (
    <Bar icon={IconAlertTriangle} label="Run cut short" tone="warning">
      <span role="status">
        The simulation stopped at <b>{formatTick(Math.floor(time * 10) / 10)}</b> and began anew
      </span>
      <Act main onClick={resume} title="Runs there again, with every change at its time.">
        Go back there
      </Act>
      <Act onClick={dismissCutShort}>Dismiss</Act>
    </Bar>
  );
}
