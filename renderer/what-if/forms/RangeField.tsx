import { Select } from '@mantine/core';
import { parametersOf } from '../../../engine/design/parameters';
import { useStudio } from '../../store/studio';
import { formatOf } from '../figures';
import { parameterChoices } from '../parameter-choices';
import classes from '../what-if.module.css';
import { inBounds, NumberField } from './NumberField';

/** A parameter and the values that it takes. */
export interface Range {
  readonly path: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly count: number | null;
  readonly scale: 'linear' | 'log';
}

export const goodRange = ({ from, to, count }: Range): boolean => from !== null && to !== null && from < to && inBounds(count, 2, 50);

interface RangeFieldProps {
  readonly label: string;
  readonly value: Range | null;
  readonly onChange: (value: Range | null) => void;
  readonly optional?: boolean;
}

/** Chooses a parameter with search, and from where to where it goes; around its present value at first. */
export function RangeField({ label, value, onChange, optional = false }: RangeFieldProps) {
  const design = useStudio((s) => s.document);
  const known = parametersOf(design);
  const chosen = known.find(({ path }) => path === value?.path);
  const choose = (path: string | null) => {
    const of = known.find((each) => each.path === path);
    if (!of) {
      onChange(null);
      return;
    }
    const present = of.value ?? of.min;
    const round = (at: number) => Math.min(of.max, Math.max(of.min, of.whole ? Math.round(at) : Number(at.toPrecision(3))));
    const from = round(present / 2);
    onChange({ path: of.path, from, to: Math.max(round(present * 2), of.whole ? from + 1 : from), count: 5, scale: 'linear' });
  };
  return (
    <div className={classes['range']}>
      <Select
        label={label}
        size="xs"
        w={320}
        searchable
        clearable={optional}
        allowDeselect={false}
        placeholder={optional ? 'None' : 'Choose'}
        data={parameterChoices(design)}
        value={value?.path ?? null}
        onChange={choose}
        description={chosen ? `Now ${formatOf(chosen.unit)(chosen.value)}` : undefined}
      />
      {value && chosen && (
        <>
          <NumberField
            label={`From${chosen.unit === '' ? '' : `, ${chosen.unit}`}`}
            value={value.from}
            onChange={(from) => onChange({ ...value, from })}
            min={chosen.min}
            max={chosen.max}
            whole={chosen.whole}
          />
          <NumberField
            label="To"
            value={value.to}
            onChange={(to) => onChange({ ...value, to })}
            min={chosen.min}
            max={chosen.max}
            whole={chosen.whole}
          />
          <NumberField
            label="Values"
            value={value.count}
            onChange={(count) => onChange({ ...value, count })}
            min={2}
            max={50}
            whole
            width={70}
          />
          <Select
            label="Steps"
            size="xs"
            w={110}
            allowDeselect={false}
            data={[
              { value: 'linear', label: 'Equal' },
              { value: 'log', label: 'By factors' },
            ]}
            value={value.scale}
            onChange={(scale) => onChange({ ...value, scale: scale === 'log' ? 'log' : 'linear' })}
          />
        </>
      )}
    </div>
  );
}
