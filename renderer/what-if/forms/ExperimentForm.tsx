import { Chip } from '@mantine/core';
import { useState } from 'react';
import { useStudio } from '../../store/studio';
import { whatIfs } from '../session';
import { setWide } from '../what-if-ui';
import classes from '../what-if.module.css';
import { FormShell } from './FormShell';
import { inBounds, NumberField } from './NumberField';

/** Breaks something on purpose, as the design says, and asks whether its claim holds. */
export function ExperimentForm() {
  const design = useStudio((s) => s.document);
  const seed = useStudio((s) => s.seed);
  const all = design.experiments ?? [];
  const [left, setLeft] = useState<readonly string[]>([]);
  const [runs, setRuns] = useState<number | null>(10);
  const chosen = all.filter(({ id }) => !left.includes(id));
  return (
    <FormShell
      title="Experiment"
      about="Breaks something on purpose and says whether what the design claims holds before, meanwhile and afterwards."
      page="experiments"
      action="Experiment"
      missing={
        all.length === 0
          ? 'The design states no experiment yet: faults, a claim and conditions to stop, under “experiments” in its file.'
          : chosen.length === 0
            ? 'Choose an experiment.'
            : inBounds(runs, 1, 500)
              ? null
              : 'Say how many runs.'
      }
      onAsk={() => {
        setWide(true);
        void whatIfs.getState().ask({
          name: 'experiment',
          title: chosen.length === 1 ? `Does “${chosen[0]?.name ?? chosen[0]?.id}” hold?` : 'Do the experiments hold?',
          design,
          wanted: { design, seed, replications: runs ?? 10, experiments: chosen.map(({ id }) => id) },
        });
      }}
      foot={<NumberField label="Runs" value={runs} onChange={setRuns} min={1} max={500} whole />}
    >
      <Chip.Group
        multiple
        value={chosen.map(({ id }) => id)}
        onChange={(ids) => setLeft(all.flatMap(({ id }) => (ids.includes(id) ? [] : [id])))}
      >
        <fieldset className={classes['chips']}>
          <legend>Experiments of the design</legend>
          {all.map(({ id, name }) => (
            <Chip key={id} value={id} size="xs" radius="sm">
              {name ?? id}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
    </FormShell>
  );
}
