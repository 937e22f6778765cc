import { shownFigures } from '../../engine/policies/figures';
import { Explained } from '../docs/Explained';
import { figureHeading, MEASURES } from '../docs/measures';
import { formatMs, formatNumber, formatRate, formatShare } from '../panels/format';
import { useLive } from '../store/live';
import classes from './inspector.module.css';

type Shown = (typeof shownFigures)[number];

/** What only nodes of its kind have: look-ups, messages, lag … Nothing for a node that has none. */
export function NodeFigures({ id }: { readonly id: string }) {
  const any = useLive((live) => shownFigures.some((shown) => live.hasFigure(id, shown.id)));
  if (!any) return null;
  return (
    <div className={classes['metricGroup']}>
      <div className={classes['metricTitle']}>Data and messages</div>
      <dl className={classes['metrics']}>
        {shownFigures.map((shown) => (
          <NodeFigure key={shown.id} id={id} shown={shown} />
        ))}
      </dl>
    </div>
  );
}

function NodeFigure({ id, shown }: { readonly id: string; readonly shown: Shown }) {
  const has = useLive((live) => live.hasFigure(id, shown.id));
  const value = useLive((live) => live.figure(id, shown.id));
  if (!has) return null;
  return (
    <div className={classes['metric']}>
      <Explained words={`${shown.definition}${when[shown.kind]}`} page={MEASURES} heading={figureHeading(shown.id)}>
        <dt>{shown.title}</dt>
      </Explained>
      <dd>{text(shown, value)}</dd>
    </div>
  );
}

const when = {
  count: ' Per second, over the last second.',
  share: ' Over the last second.',
  time: ' Mean of the last second.',
  level: ' Now.',
  view: ' Now.',
} as const;

function text(shown: Shown, value: number): string {
  switch (shown.kind) {
    case 'count':
      return formatRate(value);
    case 'share':
      return formatShare(value);
    case 'time':
      return formatMs(value);
    case 'level':
    case 'view':
      return shown.unit === 's' ? formatMs(value * 1000) : formatNumber(value);
  }
}
