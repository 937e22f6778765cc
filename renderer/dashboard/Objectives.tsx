import { Tooltip } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconFlame } from '@tabler/icons-react';
import type { SloLine } from '../../engine/measure/frame';
import { NO_DATA, formatCount, formatMs, formatNumber, formatShare } from '../panels/format';
import { live, useLive } from '../store/live';
import classes from './dashboard.module.css';
import { Sparkline } from './Sparkline';

/** Each objective: whether it holds, how much of its error budget is left, and how fast that is spent. */
export function Objectives({ from, to }: { readonly from: number; readonly to: number }) {
  const slos = useLive((store) => store.slos);
  if (slos.length === 0) return <p className={classes['empty']}>The design promises nothing yet: add an objective in the inspector.</p>;
  return (
    <table className={classes['table']} aria-label="Objectives">
      <thead>
        <tr>
          <th scope="col">Objective</th>
          <Heading title="Now" definition="Over the last five seconds." />
          <Heading
            title="Error budget left"
            definition="Of the requests that the objective lets go wrong, the share that has not gone wrong since the warm-up. Below 0: more went wrong than is allowed."
          />
          <Heading
            title="Burn rate"
            definition="How many times as fast as allowed the error budget was spent in the last five seconds. At 1 it lasts just as long as the run."
          />
        </tr>
      </thead>
      <tbody>
        {slos.map((slo) => (
          <Objective key={slo.id} slo={slo} from={from} to={to} />
        ))}
      </tbody>
    </table>
  );
}

export function Heading({ title, definition }: { readonly title: string; readonly definition: string }) {
  return (
    <Tooltip label={definition} multiline maw={280} openDelay={250}>
      <th scope="col">{title}</th>
    </Tooltip>
  );
}

function Objective({ slo, from, to }: { readonly slo: SloLine; readonly from: number; readonly to: number }) {
  const { Icon, word, tone } = look(slo);
  const amount = slo.unit === 'ms' ? formatMs(slo.measured) : formatShare(slo.measured);
  const left = Math.max(0, Math.min(1, slo.budgetLeft || 0));
  return (
    <tr>
      <th scope="row" className={classes['wide']}>
        <Icon size={14} aria-hidden className={classes['icon']} data-tone={tone} /> {slo.text}
      </th>
      <td>
        {amount}{' '}
        <span className={classes['word']} data-tone={tone}>
          {word}
        </span>
      </td>
      <Tooltip
        label={`${formatCount(slo.bad)} of ${formatCount(slo.counted)} went wrong; ${formatShare(slo.allowed)} may.`}
        openDelay={250}
      >
        <td>
          <span className={classes['budget']}>
            <span className={classes['bar']}>
              <span style={{ width: `${left * 100}%` }} data-tone={slo.budgetLeft < 0 ? 'failing' : tone} />
            </span>
            {budgetText(slo)}
          </span>
        </td>
      </Tooltip>
      <td>
        <span className={classes['cell']}>
          <Sparkline series={live.sloHistory(slo.id, 'burn', from)} from={from} to={to} least={2} rule={1} />
          {slo.burn === Number.POSITIVE_INFINITY ? '∞' : Number.isNaN(slo.burn) ? NO_DATA : `${formatNumber(slo.burn)}×`}
        </span>
      </td>
    </tr>
  );
}

function budgetText({ budgetLeft, allowed }: SloLine): string {
  if (Number.isNaN(budgetLeft)) return NO_DATA;
  if (allowed === 0) return budgetLeft < 0 ? 'none, and used' : 'none';
  return budgetLeft >= 0 ? formatShare(budgetLeft) : `spent ${formatNumber(1 - budgetLeft)} times`;
}

function look({ missed, measured, budgetLeft }: SloLine) {
  if (missed) return { Icon: IconFlame, word: 'missed', tone: 'failing' };
  if (Number.isNaN(measured) && Number.isNaN(budgetLeft)) return { Icon: IconCircleDashed, word: 'no data', tone: 'idle' };
  return { Icon: IconCircleCheck, word: 'met', tone: 'healthy' };
}
