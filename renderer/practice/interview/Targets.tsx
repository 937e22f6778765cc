import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import type { Prompt } from '../../../engine/practice/prompt-file';
import { useReport } from '../../inspector/use-report';
import { formatMs, formatNanos, formatRate, formatShare, NO_DATA } from '../../panels/format';
import styles from './targets.module.css';

interface Line {
  readonly what: string;
  readonly target: string;
  readonly now: string;
  /** Null while nothing was measured. */
  readonly met: boolean | null;
}

interface TargetsProps extends Pick<Prompt, 'targets'> {
  /** Whether the run is one of the candidate's own canvas. */
  readonly measured: boolean;
}

/** What the design must reach, beside what the run reaches now. */
export function Targets({ targets, measured }: TargetsProps) {
  const found = useReport();
  const report = measured ? found : null;
  return (
    <table className={styles['targets']} aria-label="Targets">
      <thead>
        <tr>
          <th scope="col">Target</th>
          <th scope="col">Wanted</th>
          <th scope="col">The run so far</th>
        </tr>
      </thead>
      <tbody>
        {linesOf(targets, report).map(({ what, target, now, met }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{target}</td>
            <td>
              <Sign met={met} /> {now}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sign({ met }: { readonly met: boolean | null }) {
  if (met === null) return <IconCircleDashed size={14} aria-label="not measured" />;
  return met ? (
    <IconCircleCheck size={14} className={styles['met']} aria-label="met" />
  ) : (
    <IconCircleX size={14} className={styles['missed']} aria-label="missed" />
  );
}

/** A rate that is met within this share is met: arrivals are random. */
const SLACK = 0.05;

function linesOf({ rate, p99, availability }: Prompt['targets'], report: ReturnType<typeof useReport>): Line[] {
  const requests = report?.requests;
  const finished = requests ? requests.ok + requests.degraded + requests.late + requests.failed : 0;
  const measured = report ? report.simulated - report.warmup : 0;
  const nothing = !requests || finished === 0 || measured <= 0;
  const arrivals = nothing ? 0 : requests.arrived / measured;
  const slowest = nothing ? null : requests.latency.p99;
  const answered = nothing ? 0 : (requests.ok + requests.degraded) / finished;
  return [
    {
      what: 'Requests at peak',
      target: formatRate(rate),
      now: nothing ? NO_DATA : formatRate(arrivals),
      met: nothing ? null : arrivals >= rate * (1 - SLACK),
    },
    {
      what: '99 of 100 within',
      target: formatNanos(p99),
      now: formatMs(slowest),
      met: slowest === null ? null : slowest <= p99 / 1e6,
    },
    {
      what: 'Answered in time',
      target: formatShare(availability),
      now: nothing ? NO_DATA : formatShare(answered),
      met: nothing ? null : answered >= availability,
    },
  ];
}
