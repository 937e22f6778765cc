import { ActionIcon, CopyButton, Modal, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconCheck, IconClock, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { Trace } from '../../engine/measure/trace/trace';
import { formatClock } from '../panels/format';
import { jumpTo } from '../time/jump';
import { HopTable } from './HopTable';
import { Legend } from './Legend';
import classes from './traces.module.css';
import { useTracesUi } from './traces-ui';
import { useTrace } from './use-traces';
import { Waterfall } from './Waterfall';

/** The trace that is chosen: its verdict, and what was done when. */
export function TraceDetail() {
  const request = useTracesUi((ui) => ui.request);
  const { trace, asked } = useTrace(request);
  const [large, setLarge] = useState(false);
  if (request === null) return <p className={classes['empty']}>Choose a request on the left.</p>;
  if (trace === null)
    return (
      <p className={classes['empty']}>
        {asked
          ? `The trace of request ${request} was not kept, or it has not ended yet. Kept are the slowest, the failed, those that broke an invariant, and a sample.`
          : 'Looking …'}
      </p>
    );
  return (
    <section className={classes['detail']} aria-label={`Trace of request ${request}`}>
      <Head trace={trace} onEnlarge={() => setLarge(true)} />
      <Waterfall key={request} trace={trace} />
      <Modal
        opened={large}
        onClose={() => setLarge(false)}
        size="90%"
        title={`Request ${request}`}
        classNames={{ body: classes['large'] ?? '' }}
      >
        <Head trace={trace} onEnlarge={null} />
        <Waterfall trace={trace} />
        <HopTable trace={trace} />
      </Modal>
    </section>
  );
}

function Head({ trace, onEnlarge }: { readonly trace: Trace; readonly onEnlarge: (() => void) | null }) {
  const { request, journey, entity, end, verdict, cut } = trace;
  return (
    <header className={classes['head']}>
      <p className={classes['sentence']}>{verdict}</p>
      <div className={classes['facts']}>
        <span title="Correlation id: the number of the request, the same in everything that was done in its name">
          request <b>{request}</b>
        </span>
        <CopyButton value={String(request)}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : 'Copy the correlation id'} openDelay={250}>
              <ActionIcon size={18} variant="subtle" color="gray" onClick={copy} aria-label="Copy the correlation id">
                {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
        <span>{journey}</span>
        {entity !== null && <span>about {entity}</span>}
        <span>ended {formatClock(end)}</span>
        <Tooltip label="Look at the moment when it ended; the run pauses" openDelay={250}>
          <ActionIcon
            size={18}
            variant="subtle"
            color="gray"
            onClick={() => jumpTo(end / 1e9)}
            aria-label="Look at the moment when it ended"
          >
            <IconClock size={13} />
          </ActionIcon>
        </Tooltip>
        {cut && <span>not all of it fits in: some spans are missing</span>}
        <span className={classes['grow']} />
        <Legend />
        {onEnlarge && (
          <Tooltip label="Larger, with the split by place" openDelay={250}>
            <ActionIcon size={18} variant="subtle" color="gray" onClick={onEnlarge} aria-label="Show the trace larger">
              <IconArrowsMaximize size={13} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </header>
  );
}
