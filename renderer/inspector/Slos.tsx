import { IconCircleCheck, IconCircleDashed, IconFlame } from '@tabler/icons-react';
import type { DesignSlo } from '../../engine/design/schema';
import { formatClock } from '../panels/format';
import { useLive } from '../store/live';
import { useStudio } from '../store/studio';
import classes from './inspector.module.css';
import { sloText, verdictOf } from './slo-text';

/** What the design promises, and whether it holds now. */
export function Slos() {
  const slos = useStudio((s) => s.document.slos) ?? [];
  if (slos.length === 0) return <p className={classes['dim']}>The design promises nothing yet. Add objectives to its file under “slos”.</p>;
  return (
    <ul className={classes['plainList']}>
      {slos.map((slo) => (
        <Slo key={slo.id} slo={slo} />
      ))}
    </ul>
  );
}

function Slo({ slo }: { readonly slo: DesignSlo }) {
  const text = useStudio((s) => sloText(slo, s.document));
  const marks = useLive((live) => live.marks);
  const started = useLive((live) => live.frames > 0);
  const verdict = verdictOf(slo.id, marks, started);
  const [Icon, words, tone] =
    verdict.state === 'breached'
      ? ([IconFlame, `Missed since ${formatClock(verdict.since)}`, 'failing'] as const)
      : verdict.state === 'met'
        ? ([IconCircleCheck, 'Met', 'healthy'] as const)
        : ([IconCircleDashed, 'No run yet', 'idle'] as const);
  return (
    <li className={classes['slo']}>
      <Icon size={15} aria-hidden className={classes['verdictIcon']} data-tone={tone} />
      <span className={classes['grow']}>{text}</span>
      <span className={classes['verdict']} data-tone={tone}>
        {words}
      </span>
    </li>
  );
}
