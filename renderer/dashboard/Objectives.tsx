import { Tooltip } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconFlame } from '@tabler/icons-react';
import type { SloLine } from '../../engine/measure/frame';
import { Explained } from '../docs/Explained';
import { MEASURES, objectiveHeading } from '../docs/measures';
import { NO_DATA, formatCount, formatMs, formatNumber, formatShare } from '../panels/format';
import { live, useLive } from '../store/live';
import classes from './dashboard.module.css';
import { objectiveColumns } from './objective-columns';
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
          {objectiveColumns.map(({ title, definition }) => (
            <Heading key={title} title={title} definition={definition} page={objectiveHeading(title)} />
          ))}
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

interface HeadingProps {
  readonly title: string;
  readonly definition: string;
  /** Where the page of measures tells of it. */
  readonly page: string;
}

export function Heading({ title, definition, page }: HeadingProps) {
  return (
    <Explained words={definition} page={MEASURES} heading={page}>
      <th scope="col">{title}</th>
    </Explained>
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
