import { Select } from '@mantine/core';
import { useState } from 'react';
import { useStudio } from '../../store/studio';
import { parameterChoices } from '../parameter-choices';
import { whatIfs } from '../session';
import { setWide } from '../what-if-ui';
import { FormShell } from './FormShell';
import { inBounds, NumberField } from './NumberField';

const LOAD = 'load';
/** Width of the interval that is asked for, as a share: half of it takes twice the time. */
const TOLERANCE = 0.02;

/** How much load, or how much of a parameter, is borne. */
export function KneeForm() {
  const design = useStudio((s) => s.document);
  const seed = useStudio((s) => s.seed);
  const [parameter, setParameter] = useState(LOAD);
  const [seek, setSeek] = useState<'highest' | 'lowest'>('highest');
  const [runs, setRuns] = useState<number | null>(20);
  const choices = parameterChoices(design);
  const named = choices.flatMap(({ items }) => items).find(({ value }) => value === parameter);
  const ready = (design.slos?.length ?? 0) > 0;
  return (
    <FormShell
      title="Knee"
      about="The highest load, or value of a parameter, at which the design keeps its objectives, by bisection over runs."
      page="knee"
      action="Find the knee"
      missing={!ready ? 'Add an objective in the inspector first.' : inBounds(runs, 5, 1000) ? null : 'Say how many runs at most.'}
      onAsk={() => {
        setWide(true);
        void whatIfs.getState().ask({
          name: 'knee',
          title: named ? `What is the ${seek} ${named.label} that keeps the objectives?` : 'How much load keeps the objectives?',
          design,
          wanted: { design, seed, seek, tolerance: TOLERANCE, replications: runs ?? 20, ...(named && { parameter }) },
        });
      }}
      foot={<NumberField label="Runs at most" value={runs} onChange={setRuns} min={5} max={1000} whole />}
    >
      <Select
        label="What is turned"
        size="xs"
        w={340}
        searchable
        allowDeselect={false}
        data={[{ value: LOAD, label: 'The load of all clients' }, ...choices]}
        value={named ? parameter : LOAD}
        onChange={(next) => setParameter(next ?? LOAD)}
      />
      <Select
        label="Looked for"
        size="xs"
        w={130}
        allowDeselect={false}
        data={['highest', 'lowest']}
        value={seek}
        onChange={(next) => setSeek(next === 'lowest' ? 'lowest' : 'highest')}
      />
    </FormShell>
  );
}
