import type { Protocol } from '../../engine/design/protocols';
import type { DesignLink } from '../../engine/design/schema';
import { FindingMark } from '../findings/FindingMark';
import { formatMs, formatRate, formatShare } from '../panels/format';
import { activeOn, kindOfLink } from '../store/faults';
import { useLive } from '../store/live';
import { useStudio } from '../store/studio';
import { useBreaker } from './BreakerSwitch';
import { ActiveFaults } from './ActiveFaults';
import { cutWords } from './cut-words';
import { FaultButtons } from './FaultButtons';
import styles from './LinkEdge.module.css';
import { LiveText } from './LiveText';
import { enter, leave } from './canvas-ui';
import { useLabelPlace } from './use-label-place';

interface LinkLabelProps {
  readonly link: DesignLink;
  /** Middle of the line, in canvas coordinates. */
  readonly x: number;
  readonly y: number;
  /** The numbers are shown, and buttons to start a fault. */
  readonly hovered: boolean;
  /** The mark of its findings is shown, where it has any. */
  readonly marked: boolean;
  /** Which way the link is cut: the column's number. */
  readonly cut: number;
}

/** What stands on a link's line: breaker, cut and faults always, numbers and fault buttons while it is pointed at. Of a selected link the inspector tells. */
export function LinkLabel({ link, x, y, hovered, marked, cut }: LinkLabelProps) {
  const faults = useStudio((s) => activeOn(s, { link: link.id }));
  const sign = cutWords[cut];
  // A label that was pointed at stays where it is, or it would flee from the pointer.
  const place = useLabelPlace(x, y, {
    breaker: link.policy?.breaker !== undefined,
    cut,
    marked,
    faults: faults ? faults.split(',').length : 0,
  });
  return (
    <div
      className={`${styles['anchor']} nodrag nopan`}
      data-label={link.id}
      data-opened={hovered || undefined}
      style={{ transform: `translate(-50%, -50%) translate(${place.x}px, ${place.y}px)` }}
      onMouseEnter={() => enter({ link: link.id })}
      onMouseLeave={leave}
    >
      <div className={styles['stack']}>
        {(sign || marked || link.policy?.breaker) && (
          <div className={styles['signs']}>
            {sign && (
              <span className={styles['sign']} data-cut title={sign.text}>
                {sign.sign}
              </span>
            )}
            {link.policy?.breaker && <BreakerSign id={link.id} />}
            {marked && <FindingMark subject={`links.${link.id}`} />}
          </div>
        )}
        {hovered && <Details link={link} />}
        <ActiveFaults target={{ link: link.id }} />
      </div>
    </div>
  );
}

function Details({ link }: { readonly link: DesignLink }) {
  const { id } = link;
  const kind = useStudio((s) => kindOfLink(s, id));
  const fails = useLive((l) => l.link(id, 'errorShare') > 0);
  return (
    <div className={styles['card']} role="group" aria-label={`Link ${link.from} to ${link.to}`}>
      <strong>{shortNames[link.protocol ?? 'rest']}</strong>
      <LiveText read={(l) => formatRate(l.link(id, 'calls'))} />
      <LiveText read={(l) => formatMs(l.link(id, 'duration'))} />
      <LiveText className={fails ? styles['failed'] : styles['fine']} read={(l) => `✕ ${formatShare(l.link(id, 'errorShare'))}`} />
      <FaultButtons target={{ link: id }} kind={kind} />
    </div>
  );
}

const shortNames: Record<Protocol, string> = {
  rest: 'REST',
  grpc: 'gRPC',
  sql: 'SQL',
  redis: 'Cache',
  event: 'Event',
  local: 'In process',
};

/** The state of the breaker in words, beside its switch. */
function BreakerSign({ id }: { readonly id: string }) {
  const state = useBreaker(id);
  return (
    <span className={styles['sign']} data-breaker={state} title={`Circuit breaker ${state}`} data-testid={`breaker-${id}`}>
      {state}
    </span>
  );
}
