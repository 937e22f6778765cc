import { useState } from 'react';
import { parametersOf } from '../../../engine/design/parameters';
import { useStudio } from '../../store/studio';
import { parameterTitle } from '../parameter-choices';
import { whatIfs } from '../session';
import { setWide } from '../what-if-ui';
import { FiguresField } from './FiguresField';
import { FormShell } from './FormShell';
import { inBounds, NumberField } from './NumberField';
import { goodRange, type Range, RangeField } from './RangeField';

/** What happens over a range of one parameter, or of two. */
export function SweepForm() {
  const design = useStudio((s) => s.document);
  const seed = useStudio((s) => s.seed);
  const [one, setOne] = useState<Range | null>(null);
  const [other, setOther] = useState<Range | null>(null);
  const [figures, setFigures] = useState<readonly string[]>(['requests.latency.p99', 'requests.goodput']);
  const [runs, setRuns] = useState<number | null>(5);
  const ranges = [one, other].filter((range) => range !== null);
  const titleOf = (path: string) =>
    parameterTitle(design, parametersOf(design).find((each) => each.path === path) ?? { path, title: path });
  return (
    <FormShell
      title="Sweep"
      about="The same runs for each value of a parameter: a line with its band. A second parameter makes it a map."
      page="sweep"
      action="Run the sweep"
      missing={
        one === null
          ? 'Choose a parameter.'
          : figures.length === 0
            ? 'Choose a figure.'
            : ranges.every(goodRange) && one.path !== other?.path && inBounds(runs, 1, 1000)
              ? null
              : 'From less than to, 2 to 50 values, two parameters that differ.'
      }
      onAsk={() => {
        setWide(true);
        void whatIfs.getState().ask({
          name: 'sweep',
          title: `What does ${ranges.map(({ path }) => titleOf(path)).join(' and ')} do?`,
          design,
          wanted: {
            design,
            seed,
            parameters: ranges.map(({ path, from, to, count, scale }) => ({
              path,
              from: from ?? 0,
              to: to ?? 1,
              count: count ?? 2,
              scale,
            })),
            replications: runs ?? 5,
            figures: [...figures],
          },
        });
      }}
      foot={<NumberField label="Runs of each" value={runs} onChange={setRuns} min={1} max={1000} whole />}
    >
      <RangeField label="Parameter" value={one} onChange={setOne} />
      <RangeField label="Second parameter" value={other} onChange={setOther} optional />
      <FiguresField value={figures} onChange={setFigures} />
    </FormShell>
  );
}
