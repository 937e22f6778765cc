import { useState } from 'react';
import { useStudio } from '../../store/studio';
import { whatIfs } from '../session';
import { setWide } from '../what-if-ui';
import { FormShell } from './FormShell';
import { inBounds, NumberField } from './NumberField';

/** Choices that are run at most. */
const MOST_CHOICES = 150;

/** The cheapest replicas that keep the objectives at a load. */
export function RightSizeForm() {
  const design = useStudio((s) => s.document);
  const seed = useStudio((s) => s.seed);
  const [load, setLoad] = useState<number | null>(1);
  const [runs, setRuns] = useState<number | null>(10);
  const ready = (design.slos?.length ?? 0) > 0;
  const good = inBounds(load, 0.001, 1000) && inBounds(runs, 5, 1000);
  return (
    <FormShell
      title="Right size"
      about="The fewest replicas of each component that keep the objectives at a load, by search; the prices of the design count."
      page="right-size"
      action="Find the sizes"
      missing={!ready ? 'Add an objective in the inspector first.' : good ? null : 'Fill in both numbers.'}
      onAsk={() => {
        setWide(true);
        void whatIfs.getState().ask({
          name: 'right-size',
          title: `What are the cheapest sizes${load === 1 ? '' : ` at ${load ?? 1} times the load`}?`,
          design,
          wanted: { design, seed, load: load ?? 1, most: MOST_CHOICES, replications: runs ?? 10 },
        });
      }}
      foot={<NumberField label="Runs at most" value={runs} onChange={setRuns} min={5} max={1000} whole />}
    >
      <NumberField label="Load, × that of the design" value={load} onChange={setLoad} min={0.001} max={1000} width={170} />
    </FormShell>
  );
}
