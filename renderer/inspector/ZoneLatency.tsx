import { ActionIcon, Button, NativeSelect, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type Design, type DesignZone, zDesign } from '../../engine/design/schema';
import { useStudio } from '../store/studio';
import { Field } from './Field';
import { properties } from './field-model';
import classes from './inspector.module.css';
import { SchemaForm } from './SchemaForm';

type Latency = NonNullable<Design['zoneLatency']>;
type Pair = NonNullable<Latency['pairs']>[number];

/** How long trips take between zones: by distance, and for pairs that differ. */
export function ZoneLatency({ zones }: { readonly zones: readonly DesignZone[] }) {
  const latency = useStudio((s) => s.document.zoneLatency) ?? {};
  const edit = useStudio((s) => s.edit);
  const change = (next: Latency) => edit({ kind: 'set-zones', zones, latency: next });
  const { pairs = [] } = latency;
  const setPairs = (next: Pair[]) => {
    const { pairs: _, ...rest } = latency;
    change(next.length > 0 ? { ...rest, pairs: next } : rest);
  };
  const names = [...new Set(zones.flatMap(({ id, region = 'main' }) => [region, id]))];
  return (
    <>
      <p className={classes['dim']}>What a trip takes on top of its link’s latency:</p>
      <SchemaForm schema={zDesign.shape.zoneLatency.unwrap()} value={latency} except={['pairs']} onChange={(next) => change(next)} />
      {pairs.map((pair, i) => (
        <PairLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a pair has no name of its own, and its ends change while it is edited
          key={i}
          pair={pair}
          names={names}
          onChange={(next) => setPairs(pairs.map((old) => (old === pair ? next : old)))}
          onRemove={() => setPairs(pairs.filter((old) => old !== pair))}
        />
      ))}
      {names.length > 1 && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} />}
          onClick={() => setPairs([...pairs, { one: names[0]!, other: names.at(-1)! }])}
        >
          Add a pair with a latency of its own
        </Button>
      )}
    </>
  );
}

interface PairLineProps {
  readonly pair: Pair;
  readonly names: readonly string[];
  readonly onChange: (pair: Pair) => void;
  readonly onRemove: () => void;
}

function PairLine({ pair, names, onChange, onRemove }: PairLineProps) {
  const time = pairLatency();
  return (
    <fieldset className={classes['pair']}>
      <legend className={classes['dim']}>
        {pair.one} and {pair.other}
      </legend>
      <div className={classes['zone']}>
        <NativeSelect
          size="xs"
          aria-label="One end"
          data={[...names]}
          value={pair.one}
          onChange={(event) => onChange({ ...pair, one: event.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          aria-label="Other end"
          data={[...names]}
          value={pair.other}
          onChange={(event) => onChange({ ...pair, other: event.currentTarget.value })}
        />
        <Tooltip label="Remove the pair" openDelay={250}>
          <ActionIcon
            size={22}
            variant="subtle"
            color="gray"
            aria-label={`Remove the pair ${pair.one} and ${pair.other}`}
            onClick={onRemove}
          >
            <IconTrash size={14} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      </div>
      {time && (
        <Field
          label="Latency"
          model={time}
          value={pair.latency}
          path="latency"
          errors={noErrors}
          onChange={(latency) =>
            onChange(latency === undefined ? { one: pair.one, other: pair.other } : { ...pair, latency: latency as string })
          }
        />
      )}
    </fieldset>
  );
}

/** The duration checks itself. */
const noErrors: ReadonlyMap<string, string> = new Map();

function pairLatency() {
  const pairs = properties(zDesign.shape.zoneLatency.unwrap()).find(({ key }) => key === 'pairs')?.model;
  return pairs?.kind === 'rows' ? pairs.row.properties.find(({ key }) => key === 'latency')?.model : undefined;
}
