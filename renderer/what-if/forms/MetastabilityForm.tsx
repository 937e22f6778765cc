import { useState } from 'react';
import { useStudio } from '../../store/studio';
import { whatIfs } from '../session';
import { setWide } from '../what-if-ui';
import { FormShell } from './FormShell';
import { inBounds, NumberField } from './NumberField';

/** A surge that lasts so long, and the time to find back. [s] */
const surge = { trigger: { action: 'traffic-surge', params: {}, size: 'factor' }, before: 10, lasts: 10, within: 30, watched: 10 } as const;

/** So many values from one end to the other, in equal steps, each with few digits. */
const between = (from: number, to: number, count: number): number[] => [
  ...new Set(Array.from({ length: count }, (_, i) => Number((from + ((to - from) * i) / Math.max(1, count - 1)).toPrecision(3)))),
];

/** Load × surge: which runs do not find back. */
export function MetastabilityForm() {
  const design = useStudio((s) => s.document);
  const seed = useStudio((s) => s.seed);
  const [loads, setLoads] = useState<readonly [number | null, number | null]>([0.5, 1.5]);
  const [sizes, setSizes] = useState<readonly [number | null, number | null]>([1.5, 6]);
  const [steps, setSteps] = useState<number | null>(4);
  const [runs, setRuns] = useState<number | null>(3);
  const good = [...loads, ...sizes].every((value) => inBounds(value, 0.01, 100)) && inBounds(steps, 2, 12) && inBounds(runs, 1, 100);
  return (
    <FormShell
      title="Metastability"
      about="A surge of traffic of each size under each load, for 10 s: which runs do not find back when it is over."
      page="metastability"
      action="Draw the map"
      missing={good ? null : 'Fill in all numbers.'}
      onAsk={() => {
        setWide(true);
        const [[a, b], [c, d], n] = [loads, sizes, steps ?? 4];
        void whatIfs.getState().ask({
          name: 'metastability',
          title: 'After which surges does it not find back?',
          design,
          wanted: {
            design,
            seed,
            loads: between(a ?? 1, b ?? 1, n),
            sizes: between(c ?? 1, d ?? 1, n),
            ...surge,
            replications: runs ?? 3,
          },
        });
      }}
      foot={<NumberField label="Runs of each" value={runs} onChange={setRuns} min={1} max={100} whole />}
    >
      <NumberField label="Load from, ×" value={loads[0]} onChange={(v) => setLoads([v, loads[1]])} min={0.01} max={100} />
      <NumberField label="to, ×" value={loads[1]} onChange={(v) => setLoads([loads[0], v])} min={0.01} max={100} />
      <NumberField label="Surge from, ×" value={sizes[0]} onChange={(v) => setSizes([v, sizes[1]])} min={0.01} max={100} />
      <NumberField label="to, ×" value={sizes[1]} onChange={(v) => setSizes([sizes[0], v])} min={0.01} max={100} />
      <NumberField label="Steps of each" value={steps} onChange={setSteps} min={2} max={12} whole />
    </FormShell>
  );
}
