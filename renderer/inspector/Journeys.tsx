import { UnstyledButton } from '@mantine/core';
import { parseDuration } from '../../engine/core/units';
import type { Design, DesignJourney } from '../../engine/design/schema';
import { formatNanos, formatShare } from '../panels/format';
import { useStudio } from '../store/studio';
import { linkById, nodeById, nodeName } from './describe';
import classes from './inspector.module.css';

/** What users do: all journeys, or those of one client. A click selects the link that they enter by. */
export function Journeys({ client }: { readonly client?: string }) {
  const design = useStudio((s) => s.document);
  const select = useStudio((s) => s.select);
  const list = (design.journeys ?? []).filter((journey) => client === undefined || journey.client === client);
  if (list.length === 0)
    return <p className={classes['dim']}>None is written down: each link of a client gets the same share of its traffic.</p>;
  return (
    <ul className={classes['plainList']}>
      {list.map((journey) => (
        <li key={journey.id}>
          <UnstyledButton className={classes['listButton'] ?? ''} onClick={() => select({ links: [journey.link] })}>
            <span className={classes['grow']}>
              {journey.name ?? journey.id} <span className={classes['dim']}>{entryText(design, journey)}</span>
            </span>
            <span className={classes['num']}>{formatShare(shareOf(journey, design.journeys ?? []))}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
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
