import { figureExplained } from '../../docs/figure-words';
import { figureTitle, formatOf } from '../figures';
import { unitOf } from '../figure-choices';
import { parameterTitle } from '../parameter-choices';
import { BandLine } from '../pictures/BandLine';
import { HeatMap } from '../pictures/HeatMap';
import type { AnsweredAs } from '../session';
import classes from '../what-if.module.css';

/** What the figures do over a range: a line with its band for one parameter, a map for two. */
export function SweepAnswer({ answered: { answer, design } }: { readonly answered: AnsweredAs<'sweep'> }) {
  const { figures, parameters, cells, seeds } = answer;
  const [one, other] = parameters;
  if (!one) return null;
  return (
    <>
      {figures.map((path, f) => {
        const unit = unitOf(path);
        const value = formatOf(unit);
        const title = figureTitle(design, path);
        if (!other) {
          return (
            <BandLine
              key={path}
              title={title}
              about={figureExplained(path)}
              xTitle={parameterTitle(design, one)}
              x={formatOf(one.unit)}
              y={value}
              log={one.scale === 'log'}
              series={[{ title, points: cells.map((cell) => ({ x: cell.values[0] ?? 0, ...(cell.figures[f] ?? none) })) }]}
              found={one.present === null ? undefined : { mean: one.present, low: null, high: null, title: 'now' }}
            />
          );
        }
        return (
          <HeatMap
            key={path}
            title={title}
            about={figureExplained(path)}
            xTitle={parameterTitle(design, one)}
            yTitle={parameterTitle(design, other)}
            xs={one.values.map(formatOf(one.unit))}
            ys={other.values.map(formatOf(other.unit))}
            value={value}
            cell={(x, y) => {
              const cell = cells[x * other.values.length + y];
              return cell
                ? { ...(cell.figures[f] ?? none), note: `All objectives kept in ${cell.allMetIn} of ${seeds.length} runs` }
                : null;
            }}
          />
        );
      })}
      <p className={classes['facts']}>
        {cells.length} cells of {seeds.length} runs each, with the same seeds from {seeds[0]} on; the first {answer.warmup} s left out.
        {!other && ' Bands are 95 % intervals.'}
      </p>
    </>
  );
}

const none = { mean: null, low: null, high: null };
