import { Collapse, Tooltip, UnstyledButton } from '@mantine/core';
import { useReactFlow } from '@xyflow/react';
import { IconChevronDown, IconCircleCheck, IconCircleDashed, IconFlame, IconNotebook } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { LedgerLines } from '../../engine/measure/ledger-lines';
import { DocsLink } from '../docs/DocsLink';
import { Explained } from '../docs/Explained';
import { figureExplained } from '../docs/figure-words';
import { canvasUi } from '../canvas/canvas-ui';
import { useLive } from '../store/live';
import { studio, useStudio } from '../store/studio';
import { RequestTraces } from '../traces/RequestTraces';
import { formatClock, formatCount } from './format';
import classes from './ledger.module.css';
import { breachWords, byWhom } from './ledger-words';

type Invariant = LedgerLines['invariants'][number];
type Violation = Invariant['first'][number];

/** Business facts of the run and the claims over them: nothing for a design that has neither. */
export function LedgerPanel() {
  const id = useId();
  const ledger = useLive((live) => live.ledger);
  const [open, setOpen] = useState(true);
  if (!ledger) return null;
  const broken = ledger.invariants.filter(({ holds }) => !holds).length;
  return (
    <section className={classes['ledger']} aria-labelledby={id}>
      <h2 className={classes['head']}>
        <UnstyledButton id={id} className={classes['headButton'] ?? ''} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconNotebook size={17} stroke={1.7} aria-hidden />
          <span className={classes['grow']}>Ledger</span>
          <span className={classes['verdict']} data-tone={broken > 0 ? 'failing' : 'healthy'}>
            {verdictOf(ledger.invariants.length, broken)}
          </span>
          <IconChevronDown size={14} className={classes['chevron']} data-open={open || undefined} aria-hidden />
        </UnstyledButton>
        <DocsLink page="ledger" />
      </h2>
      <Collapse expanded={open}>
        <ul className={classes['invariants']}>
          {ledger.invariants.map((invariant) => (
            <InvariantEntry key={invariant.id} invariant={invariant} />
          ))}
        </ul>
        <Effects effects={ledger.effects} />
      </Collapse>
    </section>
  );
}

function verdictOf(all: number, broken: number): string {
  if (all === 0) return '';
  return broken === 0 ? (all === 1 ? 'holds' : `all ${all} hold`) : `${broken} of ${all} broken`;
}

function InvariantEntry({ invariant }: { readonly invariant: Invariant }) {
  const { id, text, holds, violations, open, forgotten, first } = invariant;
  const name = useStudio((s) => s.document.invariants?.find((each) => each.id === id)?.name);
  const [told, setTold] = useState(false);
  const Icon = holds ? (open > 0 ? IconCircleDashed : IconCircleCheck) : IconFlame;
  const line = (
    <>
      <Icon size={15} aria-hidden className={classes['icon']} data-tone={holds ? 'healthy' : 'failing'} />
      <span className={classes['grow']}>
        <span className={classes['name']}>{name ?? text}</span>
        {name !== undefined && <span className={classes['dim']}>{text}</span>}
        {forgotten > 0 && (
          <span className={classes['dim']}>{formatCount(forgotten)} things forgotten: later violations of theirs are not seen</span>
        )}
      </span>
      <Explained {...(holds ? claimExplained : figureExplained('ledger.invariants.*.violations'))}>
        <span className={classes['verdict']} data-tone={holds ? 'healthy' : 'failing'}>
          {holds ? 'holds' : `broken ${formatCount(violations)}×`}
        </span>
      </Explained>
    </>
  );
  if (holds) return <li className={classes['line']}>{line}</li>;
  return (
    <li>
      <UnstyledButton className={`${classes['line']} ${classes['press']}`} aria-expanded={told} onClick={() => setTold(!told)}>
        {line}
        <IconChevronDown size={13} className={classes['chevron']} data-open={told || undefined} aria-hidden />
      </UnstyledButton>
      {told && (
        <ol className={classes['violations']} aria-label={`First violations of: ${name ?? text}`}>
          {first.slice(0, MOST_SHOWN).map((violation, i) => (
            // One thing may break it several times at one moment.
            <li key={`${violation.at} ${violation.number} ${i}`}>
              <ViolationEntry violation={violation} />
              <RequestTraces requests={violation.requests} />
            </li>
          ))}
          {violations > MOST_SHOWN && <li className={classes['dim']}>and {formatCount(violations - MOST_SHOWN)} more</li>}
        </ol>
      )}
    </li>
  );
}

const claimExplained = { words: 'No effect so far has broken it. The whole run counts, the warm-up too.', page: 'ledger' } as const;

const MOST_SHOWN = 5;

/** A click shows where it was done. */
function ViolationEntry({ violation }: { readonly violation: Violation }) {
  const { at, entity, number, breach } = violation;
  const nodes = [...new Set(violation.nodes)];
  const names = useStudio((s) => nodes.map((id) => s.document.nodes?.find((node) => node.id === id)?.name ?? id).join(', '));
  const { fitView } = useReactFlow();
  const show = () => {
    studio.getState().select({ nodes });
    canvasUi.setState({ viewMoved: true });
    void fitView({ nodes: nodes.map((id) => ({ id })), maxZoom: 1, padding: 0.6, duration: 250 });
  };
  return (
    <Tooltip label={`Show ${names}`} openDelay={400} position="left">
      <UnstyledButton className={`${classes['violation']} ${classes['press']}`} onClick={show}>
        <span className={classes['time']}>{formatClock(at * 1e9)}</span>
        <span>
          {entity === '' ? 'thing' : entity} {number} {breachWords[breach]}, by {byWhom(violation)}
        </span>
      </UnstyledButton>
    </Tooltip>
  );
}

function FigureHead({ title, path }: { readonly title: string; readonly path: string }) {
  return (
    <Explained {...figureExplained(path)}>
      <th scope="col">{title}</th>
    </Explained>
  );
}

function Effects({ effects }: { readonly effects: LedgerLines['effects'] }) {
  if (effects.length === 0) return null;
  return (
    <table className={classes['effects']}>
      <thead>
        <tr>
          <th scope="col">Effect</th>
          <FigureHead title="Happened" path="ledger.effects.*.count" />
          <FigureHead title="Recognised" path="ledger.effects.*.recognised" />
        </tr>
      </thead>
      <tbody>
        {effects.map(({ id, count, recognised }) => (
          <tr key={id}>
            <th scope="row">{id}</th>
            <td>{formatCount(count)}</td>
            <td>{formatCount(recognised)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
