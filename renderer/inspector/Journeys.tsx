import { UnstyledButton } from '@mantine/core';
import { parseDuration } from '../../engine/core/units';
import { newId } from '../../engine/design/ids';
import { type Design, type DesignJourney, zDesign } from '../../engine/design/schema';
import { showSequence } from '../operations/actions';
import { formatNanos, formatShare } from '../panels/format';
import { useStudio } from '../store/studio';
import { Catalog } from './Catalog';
import { linkById, nodeById, nodeName } from './describe';
import classes from './inspector.module.css';

const zJourney = zDesign.shape.journeys.unwrap().element;

/** What users do: all journeys, or those of one client. A click shows the sequence of calls that follows. */
export function Journeys({ client }: { readonly client?: string }) {
  const design = useStudio((s) => s.document);
  const edit = useStudio((s) => s.edit);
  const all = design.journeys ?? [];
  const items = all.filter((journey) => client === undefined || journey.client === client);
  const entry = entryOf(design, client);
  const set = (journeys: readonly DesignJourney[]) => edit({ kind: 'set-journeys', journeys });
  return (
    <Catalog<DesignJourney>
      list="journeys"
      one="journey"
      items={items}
      schema={zJourney}
      {...(client !== undefined && { except: ['client'] })}
      empty="None is written down: each link of a client gets the same share of its traffic."
      renderLine={(journey) => (
        <UnstyledButton className={classes['listButton'] ?? ''} onClick={() => showSequence(journey.id)}>
          <span className={classes['grow']}>
            {journey.name ?? journey.id} <span className={classes['dim']}>{entryText(design, journey)}</span>
          </span>
          <span className={classes['num']}>{formatShare(shareOf(journey, all))}</span>
        </UnstyledButton>
      )}
      cannotAdd={entry ? undefined : 'A journey begins with a link from a client. Draw one first.'}
      onAdd={() => {
        if (!entry) return null;
        const journey = { id: newId(design, 'journey'), client: entry.from, link: entry.id };
        set([...all, journey]);
        return journey;
      }}
      onChange={(next) => set(all.map((old) => withEntry(next.find(({ id }) => id === old.id) ?? old, old, design)))}
      onRemove={({ id }) => set(all.filter((old) => old.id !== id))}
      onRename={({ id }, to) => edit({ kind: 'rename', thing: { journey: id }, to })}
    />
  );
}

const entryOf = ({ links = [], nodes = [] }: Design, client: string | undefined) => {
  const clients = new Set(nodes.filter(({ kind, id }) => kind === 'client' && (client === undefined || id === client)).map(({ id }) => id));
  return links.find(({ from }) => clients.has(from));
};

/** Another client enters by a link of its own, and another link leads to other operations. */
function withEntry(next: DesignJourney, old: DesignJourney, design: Design): DesignJourney {
  if (next.client !== old.client) {
    const { operation: _, ...rest } = next;
    return { ...rest, link: entryOf(design, next.client)?.id ?? next.link };
  }
  if (next.link === old.link || next.operation === undefined) return next;
  const { operation, ...rest } = next;
  const end = nodeById(design, linkById(design, next.link)?.to ?? '');
  return end?.operations?.some(({ name }) => name === operation) ? next : rest;
}

/** Share of its client's traffic. */
const shareOf = ({ client, weight = 1 }: DesignJourney, all: readonly DesignJourney[]) =>
  weight / all.filter((other) => other.client === client).reduce((sum, other) => sum + (other.weight ?? 1), 0);

function entryText(design: Design, { link, operation, deadline, priority = 0 }: DesignJourney): string {
  const to = linkById(design, link)?.to;
  const entry = `${to === undefined ? link : nodeName(nodeById(design, to), to)}${operation ? ` (${operation})` : ''}`;
  const within = deadline === undefined ? '' : `, within ${formatNanos(parseDuration(deadline))}`;
  return `→ ${entry}${within}${priority === 0 ? '' : `, priority ${priority}`}`;
}
