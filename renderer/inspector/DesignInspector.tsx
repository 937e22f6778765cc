import type { Design } from '../../engine/design/schema';
import { zDesign } from '../../engine/design/schema';
import { Problems } from '../panels/Problems';
import { useStudio } from '../store/studio';
import classes from './inspector.module.css';
import { Entities, Events, Invariants } from './Business';
import { Costs } from './Costs';
import { Journeys } from './Journeys';
import { NameField } from './NameField';
import { SchemaForm } from './SchemaForm';
import { Section } from './Section';
import { Slos } from './Slos';
import { Zones } from './Zones';

const elsewhere = [
  '$schema',
  'version',
  'name',
  'description',
  'run',
  'zones',
  'zoneLatency',
  'nodes',
  'links',
  'journeys',
  'slos',
  'faults',
  'entities',
  'invariants',
  'prices',
  'events',
  'groups',
  'notes',
  'ignored',
];
const zPricesOfDesign = zDesign.pick({ prices: true });

/** What the design says of itself; shown while nothing is selected. */
export function DesignInspector() {
  const design = useStudio((s) => s.document);
  const all = useStudio((s) => s.problems);
  // Hints have a list of their own below the canvas.
  const problems = all.filter(({ severity, ignored }) => severity !== 'hint' && ignored === undefined);
  const edit = useStudio((s) => s.edit);
  return (
    <>
      <header className={classes['head']}>
        <div className={classes['kind']}>Design</div>
        <NameField
          label="Name of the design"
          value={design.name}
          onChange={(name) => name !== undefined && edit({ kind: 'set-info', name })}
        />
        <NameField
          label="Description"
          long
          maxLength={4000}
          placeholder="What it shows"
          value={design.description}
          onChange={(description) => edit({ kind: 'set-info', description: description ?? '' })}
        />
        <p className={classes['dim']}>Select a node or a link to see and change it.</p>
      </header>
      {problems.length > 0 && (
        <Section title="Problems" note={problems.length}>
          <Problems problems={problems} />
        </Section>
      )}
      <Section title="Service level objectives" note={design.slos?.length || undefined}>
        <Slos />
      </Section>
      <Section title="Journeys" note={design.journeys?.length || undefined}>
        <Journeys />
      </Section>
      <Section title="Zones" note={design.zones?.length || undefined}>
        <Zones />
      </Section>
      <Section title="Entities" note={design.entities?.length || undefined}>
        <Entities />
      </Section>
      <Section title="Invariants" note={design.invariants?.length || undefined}>
        <Invariants />
      </Section>
      <Section title="Events" note={design.events?.length || undefined}>
        <Events />
      </Section>
      <Section title="Cost">
        <Costs />
        <SchemaForm schema={zPricesOfDesign} value={pick(design, 'prices')} onChange={(next) => edit({ kind: 'set-info', ...next })} />
      </Section>
      <Section title="Run without a screen">
        <SchemaForm
          schema={zDesign.shape.run.unwrap()}
          value={design.run}
          onChange={(run) => edit({ kind: 'replace-design', design: withRun(design, run) })}
        />
        <SchemaForm
          schema={zDesign}
          value={design}
          except={elsewhere}
          onChange={({ seed }) => edit({ kind: 'set-info', seed: typeof seed === 'number' ? seed : 1 })}
        />
      </Section>
    </>
  );
}

const pick = <K extends keyof Design>(design: Design, key: K): Pick<Design, K> =>
  (design[key] === undefined ? {} : { [key]: design[key] }) as Pick<Design, K>;

function withRun(design: Design, run: object): Design {
  const { run: _, ...rest } = design;
  return Object.keys(run).length > 0 ? { ...design, run } : rest;
}
