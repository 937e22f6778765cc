import { useState } from 'react';
import { useStudio } from '../../store/studio';
import { figureTitle } from '../figures';
import { whatIfs } from '../session';
import { setWide } from '../what-if-ui';
import { FigureField } from './FiguresField';
import { FormShell } from './FormShell';
import { inBounds, NumberField } from './NumberField';

/** Which parameter matters most for a figure. */
export function TornadoForm() {
  const design = useStudio((s) => s.document);
  const seed = useStudio((s) => s.seed);
  const [figure, setFigure] = useState('requests.latency.p99');
  const [by, setBy] = useState<number | null>(20);
  const [runs, setRuns] = useState<number | null>(5);
  return (
    <FormShell
      title="What matters"
      about="Each parameter by itself a little down and up: which one moves the figure most."
      page="tornado"
      action="Find out"
      missing={inBounds(by, 1, 90) && inBounds(runs, 2, 1000) ? null : 'Fill in both numbers.'}
      onAsk={() => {
        setWide(true);
        const share = (by ?? 20) / 100;
        void whatIfs.getState().ask({
          name: 'tornado',
          title: `What matters most for ${figureTitle(design, figure)}?`,
          design,
          wanted: { design, seed, figure, down: 1 - share, up: 1 + share, replications: runs ?? 5 },
        });
      }}
      foot={<NumberField label="Runs of each" value={runs} onChange={setRuns} min={2} max={1000} whole />}
    >
      <FigureField value={figure} onChange={setFigure} />
      <NumberField label="Down and up by, %" value={by} onChange={setBy} min={1} max={90} width={130} />
    </FormShell>
  );
}
