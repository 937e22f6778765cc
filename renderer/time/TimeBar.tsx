import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { formatTick } from '../panels/format';
import { useLive } from '../store/live';
import { backToNow } from './jump';
import classes from './time-bar.module.css';

/** Says over the canvas that what is seen is not now, and what can be done about it. */
export function TimeBar() {
  const looking = useLive((live) => (live.looking === null ? null : Math.floor(live.looking * 10 + 1e-6) / 10));
  if (looking === null) return null;
  return (
    <div className={classes['bars']}>
      <div className={classes['bar']} role="status">
        <IconHistory size={16} aria-hidden />
        <span>
          Looking at <b>{formatTick(looking)}</b>
        </span>
        <Button size="compact-xs" variant="default" onClick={backToNow}>
          Back to now
        </Button>
      </div>
    </div>
  );
}
