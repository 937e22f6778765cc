import { type Design, type DesignEntity, type DesignInvariant, zDesign } from '../../engine/design/schema';
import { invariantWords } from '../../engine/design/invariant-words';
import { useStudio } from '../store/studio';
import { Catalog } from './Catalog';
import { nodeById, nodeName } from './describe';
import classes from './inspector.module.css';
import { effectNames, eventNames } from './references';

// What the design says of the business: things, events and claims, which steps name.

const zEntity = zDesign.shape.entities.unwrap().element;
const zEvent = zDesign.shape.events.unwrap().element;
const zInvariant = zDesign.shape.invariants.unwrap().element;
type DesignEvent = NonNullable<Design['events']>[number];

export function Entities() {
  const design = useStudio((s) => s.document);
  const edit = useStudio((s) => s.edit);
  const entities = design.entities ?? [];
  return (
    <Catalog<DesignEntity>
      list="entities"
      one="entity"
      items={entities}
      schema={zEntity}
      empty="None: steps are about what the client draws."
      renderLine={({ id, name, owner, by = 'entity' }) => (
        <>
          {name ?? id}{' '}
          <span className={classes['dim']}>
            {by === 'request' ? 'a new one each time' : 'the one that the client draws'}
            {owner !== undefined && `, owned by ${nodeName(nodeById(design, owner), owner)}`}
          </span>
        </>
      )}
      onAdd={() => {
        const entity = {
          id: free(
            'entity',
            entities.map(({ id }) => id),
            '-',
          ),
        };
        edit({ kind: 'set-info', entities: [...entities, entity] });
        return entity;
      }}
      onChange={(next) => edit({ kind: 'set-info', entities: [...next] })}
      onRemove={({ id }) => edit({ kind: 'remove-entity', entity: id })}
      onRename={({ id }, to) => edit({ kind: 'rename', thing: { entity: id }, to })}
    />
  );
}

export function Events() {
  const design = useStudio((s) => s.document);
  const edit = useStudio((s) => s.edit);
  const events = design.events ?? [];
  // What is published and not in the catalog is offered first.
  const missing = eventNames(design).find((name) => !events.some(({ id }) => id === name));
  return (
    <Catalog<DesignEvent>
      list="events"
      one="event"
      items={events}
      schema={zEvent}
      empty="The catalog is empty: what events hold is not said."
      renderLine={({ id, owner, versions = [] }) => (
        <>
          {id}{' '}
          <span className={classes['dim']}>
            {versions.length > 1 ? `${versions.length} versions` : ''}
            {owner !== undefined && `${versions.length > 1 ? ', ' : ''}from ${nodeName(nodeById(design, owner), owner)}`}
          </span>
        </>
      )}
      onAdd={() => {
        const event = {
          id:
            missing ??
            free(
              'NewEvent',
              events.map(({ id }) => id),
              '',
            ),
        };
        edit({ kind: 'set-info', events: [...events, event] });
        return event;
      }}
      onChange={(next) => edit({ kind: 'set-info', events: [...next] })}
      onRemove={({ id }) => edit({ kind: 'set-info', events: events.filter((old) => old.id !== id) })}
      onRename={({ id }, to) => edit({ kind: 'rename', thing: { event: id }, to })}
    />
  );
}

export function Invariants() {
  const design = useStudio((s) => s.document);
  const edit = useStudio((s) => s.edit);
  const invariants = design.invariants ?? [];
  const [effect] = effectNames(design);
  const set = (next: readonly DesignInvariant[]) => edit({ kind: 'set-invariants', invariants: next });
  return (
    <Catalog<DesignInvariant>
      list="invariants"
      one="invariant"
      items={invariants}
      schema={zInvariant}
      empty="Nothing is claimed of what the system does to the business."
      renderLine={(invariant) => (
        <>
          {invariant.name ?? invariant.id} <span className={classes['dim']}>{invariantWords(invariant)}</span>
        </>
      )}
      cannotAdd={
        effect === undefined ? 'An invariant is a claim about effects. Add an effect to the steps of an operation first.' : undefined
      }
      onAdd={() => {
        const invariant: DesignInvariant = {
          id: free(
            'invariant',
            invariants.map(({ id }) => id),
            '-',
          ),
          kind: 'at-most-once',
          effect: effect ?? 'Effect',
        };
        set([...invariants, invariant]);
        return invariant;
      }}
      onChange={set}
      onRemove={({ id }) => set(invariants.filter((old) => old.id !== id))}
      onRename={({ id }, to) => set(invariants.map((old) => (old.id === id ? { ...old, id: to } : old)))}
    />
  );
}

/** A name that is not taken. */
function free(stem: string, taken: readonly string[], dash: string): string {
  let name = stem;
  for (let n = 2; taken.includes(name); n++) name = `${stem}${dash}${n}`;
  return name;
}
