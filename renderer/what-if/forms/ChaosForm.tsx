import { MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { type FaultAction, faultActions } from '../../../engine/faults/registry';
import { useStudio } from '../../store/studio';
import { whatIfs } from '../session';
import { setWide } from '../what-if-ui';
import { FormShell } from './FormShell';
import { inBounds, NumberField } from './NumberField';

const usual: readonly FaultAction[] = ['added-latency', 'slow-down', 'error-rate', 'replica-crash', 'partition', 'packet-loss'];
const data = (Object.keys(faultActions) as FaultAction[]).map((value) => ({ value, label: faultActions[value].title }));

/** How long a run goes before, with and after its fault. [s] */
const times = { mayBreak: [], before: 3, lasts: 5, after: 7 };

/** Every fault at every component: what holds. */
export function ChaosForm() {
  const design = useStudio((s) => s.document);
  const seed = useStudio((s) => s.seed);
  const [actions, setActions] = useState<readonly string[]>(usual);
  const [runs, setRuns] = useState<number | null>(3);
  const chosen = (Object.keys(faultActions) as FaultAction[]).filter((action) => actions.includes(action));
  return (
    <FormShell
      title="Chaos matrix"
      about="Each fault at each component it fits, one at a time, against the same run without it: holds, degrades or breaks."
      page="chaos-matrix"
      action="Try them all"
      missing={chosen.length === 0 ? 'Choose a fault.' : inBounds(runs, 2, 100) ? null : 'Say how many runs of each.'}
      onAsk={() => {
        setWide(true);
        void whatIfs.getState().ask({
          name: 'chaos',
          title: `What do ${chosen.length === 1 ? 'a fault' : `${chosen.length} faults`} do everywhere?`,
          design,
          wanted: { design, seed, replications: runs ?? 3, faults: chosen.map((action) => ({ action, params: {} })), ...times },
        });
      }}
      foot={<NumberField label="Runs of each" value={runs} onChange={setRuns} min={2} max={100} whole />}
    >
      <MultiSelect label="Faults" size="xs" w="100%" searchable data={data} value={[...actions]} onChange={setActions} />
    </FormShell>
  );
}
