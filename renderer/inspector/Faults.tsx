import { ActionIcon, Button, Collapse, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconBolt, IconHeartbeat } from '@tabler/icons-react';
import { useState } from 'react';
import type { z } from 'zod';
import type { DesignFault } from '../../engine/design/schema';
import type { FaultTarget } from '../../engine/faults/definition';
import { type FaultAction, faultActions } from '../../engine/faults/registry';
import type { NodeKind } from '../../engine/nodes/registry';
import { activeOn, faultById, faultsFor, newFault } from '../store/faults';
import { studio, useStudio } from '../store/studio';
import { DocsLink } from '../docs/DocsLink';
import { faultPage } from '../docs/library';
import { faultStrength } from './fault-text';
import classes from './inspector.module.css';
import { SchemaForm } from './SchemaForm';
import type { Fields } from './values';

/** What can go wrong here, each with its strength and a button; and what is wrong now. */
export function Faults({ target, kind }: { readonly target: FaultTarget; readonly kind: NodeKind | 'link' | 'group' }) {
  const active = useStudio((s) => activeOn(s, target));
  return (
    <>
      {active !== '' && (
        <ul className={classes['activeFaults']}>
          {active.split(',').map((id) => (
            <ActiveFault key={id} id={id} />
          ))}
        </ul>
      )}
      <ul className={classes['faults']}>
        {faultsFor(kind).map((action) => (
          <li key={action}>
            <FaultButton action={action} target={target} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ActiveFault({ id }: { readonly id: string }) {
  const fault = useStudio((s) => faultById(s, id));
  const heal = useStudio((s) => s.healFault);
  if (!fault) return null;
  const strength = faultStrength(fault.action, fault.params);
  return (
    <li className={classes['activeFault']}>
      <IconBolt size={15} className={classes['bolt']} aria-hidden />
      <span className={classes['grow']}>
        <b>{faultActions[fault.action].title}</b>
        {strength && ` · ${strength}`} · on now
      </span>
      <Button
        size="compact-xs"
        className={classes['inject'] ?? ''}
        variant="default"
        leftSection={<IconHeartbeat size={13} />}
        onClick={() => void heal(id)}
        aria-label={`Heal: ${faultActions[fault.action].title}`}
      >
        Heal
      </Button>
    </li>
  );
}

function FaultButton({ action, target }: { readonly action: FaultAction; readonly target: FaultTarget }) {
  const inject = useStudio((s) => s.injectFault);
  const [open, setOpen] = useState(false);
  const [params, setParams] = useState<Fields>({});
  const { title, description, params: schema, tools } = faultActions[action];
  const start = () => {
    const fault = newFault(action, target, studio.getState());
    void inject(Object.keys(params).length > 0 ? ({ ...fault, params } as DesignFault) : fault);
  };
  return (
    <>
      <div className={classes['faultRow']}>
        <Tooltip label={description} multiline maw={260} openDelay={250} position="top-start">
          <span className={classes['grow']}>
            {title} <span className={classes['dim']}>{faultStrength(action, params)}</span>
          </span>
        </Tooltip>
        <Tooltip label="Strength" openDelay={250}>
          <ActionIcon
            size={22}
            variant={open ? 'light' : 'subtle'}
            color="gray"
            onClick={() => setOpen(!open)}
            aria-expanded={open}
            aria-label={`Strength of ${title}`}
          >
            <IconAdjustmentsHorizontal size={14} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
        <Button
          size="compact-xs"
          className={classes['inject'] ?? ''}
          variant="default"
          leftSection={<IconBolt size={13} className={classes['bolt']} />}
          onClick={start}
          aria-label={`Inject: ${title}`}
        >
          Inject
        </Button>
      </div>
      <Collapse expanded={open}>
        <div className={classes['faultForm']}>
          <div className={classes['faultPage']}>
            <DocsLink page={faultPage(action)} />
            {Object.entries(tools).map(([tool, name]) => (
              <span key={tool} className={classes['dim']} title={name}>
                {tool}
              </span>
            ))}
          </div>
          <SchemaForm schema={schema as z.ZodType} value={params} onChange={setParams} />
        </div>
      </Collapse>
    </>
  );
}
