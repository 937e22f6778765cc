import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconPlugConnectedX, IconPlus, IconMapOff, IconPower, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { zonesOfGroups } from '../../engine/design/group-zones';
import type { DesignFault, DesignZone } from '../../engine/design/schema';
import { targetText } from '../../engine/faults/definition';
import { faultActions } from '../../engine/faults/registry';
import { faultById, newFault } from '../store/faults';
import { useStudio } from '../store/studio';
import classes from './inspector.module.css';
import { NameField } from './NameField';
import { zoneSlug } from './zone-slug';
import { ZoneLatency } from './ZoneLatency';

/** Where nodes can run, how far apart that is, and what can happen to a zone as a whole. */
export function Zones() {
  const zones = useStudio((s) => s.document.zones) ?? [];
  const edit = useStudio((s) => s.edit);
  return (
    <>
      {zones.length === 0 && <p className={classes['dim']}>Everything runs in one place. Add zones to spread it.</p>}
      <ActiveZoneFaults />
      <ul className={classes['plainList']}>
        {zones.map((zone) => (
          <li key={zone.id}>
            <ZoneLine zone={zone} others={zones.filter((other) => other !== zone)} />
          </li>
        ))}
      </ul>
      <NewZone taken={zones} onAdd={(zone) => edit({ kind: 'set-zones', zones: [...zones, zone] })} />
      {zones.length > 0 && <ZoneLatency zones={zones} />}
    </>
  );
}

function ZoneLine({ zone, others }: { readonly zone: DesignZone; readonly others: readonly DesignZone[] }) {
  const zones = useStudio((s) => s.document.zones) ?? [];
  const count = useStudio(({ document }) => {
    const drawn = zonesOfGroups(document);
    return document.nodes?.filter((node) => (drawn.get(node.id) ?? node.zones)?.includes(zone.id)).length ?? 0;
  });
  const edit = useStudio((s) => s.edit);
  const inject = useStudio((s) => s.injectFault);
  const { id, region = 'main' } = zone;
  return (
    <div className={classes['zone']}>
      <b>{id}</b>
      <span className={classes['zoneRegion']}>
        <NameField
          label={`Region of ${id}`}
          value={region}
          maxLength={64}
          onChange={(text) =>
            edit({ kind: 'set-zones', zones: zones.map((old) => (old === zone ? { id, ...(text && { region: zoneSlug(text) }) } : old)) })
          }
        />
      </span>
      <span className={classes['dim']}>{count === 1 ? '1 node' : `${count} nodes`}</span>
      <ZoneButton
        label={`${faultActions['zone-loss'].title}: ${id}`}
        hint={faultActions['zone-loss'].description}
        Icon={IconPower}
        onClick={() => void inject(newFault('zone-loss', { zone: id }))}
      />
      <ZoneButton
        label={`${faultActions['region-loss'].title}: ${region}`}
        hint={faultActions['region-loss'].description}
        Icon={IconMapOff}
        onClick={() => void inject(newFault('region-loss', { region }))}
      />
      <ZoneButton
        label={`Cut ${id} off`}
        hint="Nothing gets from this zone to the others, nor back."
        Icon={IconPlugConnectedX}
        disabled={others.length === 0}
        onClick={() => void inject(newFault('partition', { zones: { one: [id], other: others.map((other) => other.id) } }))}
      />
      <ZoneButton
        label={`Remove ${id}`}
        hint="Takes it out of the design, and out of its nodes."
        Icon={IconTrash}
        onClick={() => edit({ kind: 'set-zones', zones: zones.filter((old) => old !== zone) })}
      />
    </div>
  );
}

interface ZoneButtonProps {
  readonly label: string;
  readonly hint: string;
  readonly Icon: typeof IconPower;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function ZoneButton({ label, hint, Icon, disabled = false, onClick }: ZoneButtonProps) {
  return (
    <Tooltip label={`${label}. ${hint}`} openDelay={250} multiline maw={240}>
      <ActionIcon size={22} variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon size={14} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}

/** What is on now for zones; faults on nodes and links are shown where those are. */
function ActiveZoneFaults() {
  const ids = useStudio((s) => s.activeFaults.filter((id) => isOnZones(faultById(s, id))).join());
  const heal = useStudio((s) => s.healFault);
  if (ids === '') return null;
  return (
    <ul className={classes['activeFaults']}>
      {ids.split(',').map((id) => (
        <li key={id} className={classes['activeFault']}>
          <IconPower size={15} className={classes['bolt']} aria-hidden />
          <span className={classes['grow']}>
            <FaultWords id={id} /> · on now
          </span>
          <Button size="compact-xs" variant="default" aria-label={`Heal: ${id}`} onClick={() => void heal(id)}>
            Heal
          </Button>
        </li>
      ))}
    </ul>
  );
}

function FaultWords({ id }: { readonly id: string }) {
  const fault = useStudio((s) => faultById(s, id));
  if (!fault) return null;
  return (
    <>
      <b>{fault.action === 'partition' ? 'Cut between zones' : faultActions[fault.action].title}</b> {targetText(fault.target)}
    </>
  );
}

const isOnZones = (fault: DesignFault | undefined): boolean =>
  fault !== undefined && ('zone' in fault.target || 'region' in fault.target || 'zones' in fault.target);

function NewZone({ taken, onAdd }: { readonly taken: readonly DesignZone[]; readonly onAdd: (zone: DesignZone) => void }) {
  const [name, setName] = useState('');
  const id = zoneSlug(name);
  const known = taken.some((zone) => zone.id === id);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (id === '' || known) return;
    const { region } = taken.at(-1) ?? {};
    onAdd({ id, ...(region !== undefined && { region }) });
    setName('');
  };
  return (
    <form className={classes['zone']} onSubmit={add}>
      <TextInput
        size="xs"
        className={classes['grow'] ?? ''}
        aria-label="Name of a new zone"
        placeholder="eu-1a"
        maxLength={64}
        value={name}
        error={known ? 'There is a zone of this name.' : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} disabled={id === '' || known}>
        Add a zone
      </Button>
    </form>
  );
}
