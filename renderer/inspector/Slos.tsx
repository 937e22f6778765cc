import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconCircleCheck, IconCircleDashed, IconFlame, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { DesignSlo } from '../../engine/design/schema';
import { formatClock } from '../panels/format';
import { useLive } from '../store/live';
import { useStudio } from '../store/studio';
import { Field } from './Field';
import formClasses from './form.module.css';
import classes from './inspector.module.css';
import { newSlo, sloModel, zSlo } from './slo-form';
import { type Verdict, sloText, verdictOf } from './slo-text';
import { isFields } from './values';

/** What the design promises, whether it holds now, and a form to change it. */
export function Slos() {
  const slos = useStudio((s) => s.document.slos) ?? [];
  const edit = useStudio((s) => s.edit);
  const [open, setOpen] = useState<string | null>(null);
  const add = () => {
    const slo = newSlo(slos);
    edit({ kind: 'set-slos', slos: [...slos, slo] });
    setOpen(slo.id);
  };
  return (
    <>
      {slos.length === 0 && <p className={classes['dim']}>The design promises nothing yet.</p>}
      <ul className={classes['plainList']}>
        {slos.map((slo) => (
          <li key={slo.id}>
            <SloLine slo={slo} open={open === slo.id} onToggle={() => setOpen(open === slo.id ? null : slo.id)} />
            {open === slo.id && (
              <SloForm
                slo={slo}
                onChange={(next) => edit({ kind: 'set-slos', slos: slos.map((old) => (old.id === slo.id ? next : old)) })}
                onRemove={() => edit({ kind: 'set-slos', slos: slos.filter(({ id }) => id !== slo.id) })}
              />
            )}
          </li>
        ))}
      </ul>
      <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={add}>
        Add an objective
      </Button>
    </>
  );
}

function SloLine({ slo, open, onToggle }: { readonly slo: DesignSlo; readonly open: boolean; readonly onToggle: () => void }) {
  const text = useStudio((s) => sloText(slo, s.document));
  const marks = useLive((live) => live.marksShown);
  const started = useLive((live) => live.frames > 0);
  const { Icon, words, tone } = verdictLook(verdictOf(slo.id, marks, started));
  return (
    <div className={classes['slo']}>
      <Icon size={15} aria-hidden className={classes['verdictIcon']} data-tone={tone} />
      <span className={classes['grow']}>{text}</span>
      <span className={classes['verdict']} data-tone={tone}>
        {words}
      </span>
      <Tooltip label="Change" openDelay={250}>
        <ActionIcon
          size={18}
          variant={open ? 'light' : 'subtle'}
          color="gray"
          aria-expanded={open}
          aria-label={`Change: ${text}`}
          onClick={onToggle}
        >
          <IconAdjustmentsHorizontal size={13} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

interface SloFormProps {
  readonly slo: DesignSlo;
  readonly onChange: (slo: DesignSlo) => void;
  readonly onRemove: () => void;
}

function SloForm({ slo, onChange, onRemove }: SloFormProps) {
  const design = useStudio((s) => s.document);
  const model = sloModel(design);
  const names = Object.fromEntries((design.journeys ?? []).map(({ id, name }) => [id, name ?? id]));
  const change = (next: unknown) => {
    const whole = isFields(next) ? { ...next, id: slo.id } : slo;
    if (zSlo.safeParse(whole).success) onChange(whole as DesignSlo);
  };
  if (!model) return null;
  return (
    <div className={`${classes['faultForm']} ${formClasses['form']}`}>
      <Field label="Promise" model={model} value={slo} path="" errors={noErrors} names={names} onChange={change} />
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={13} />}
        onClick={onRemove}
        style={{ alignSelf: 'flex-start' }}
      >
        Remove
      </Button>
    </div>
  );
}

/** Each field checks itself; nothing in an objective depends on two of them. */
const noErrors: ReadonlyMap<string, string> = new Map();

function verdictLook(verdict: Verdict) {
  switch (verdict.state) {
    case 'breached':
      return { Icon: IconFlame, words: `Missed since ${formatClock(verdict.since)}`, tone: 'failing' };
    case 'met':
      return { Icon: IconCircleCheck, words: 'Met', tone: 'healthy' };
    case 'none':
      return { Icon: IconCircleDashed, words: 'No run yet', tone: 'idle' };
  }
}
