import { formatCount } from '../panels/format';
import { FieldLabel } from './FieldLabel';
import type { FieldProps } from './field-props';
import type { ListModel } from './field-model';
import classes from './form.module.css';

/** A list too long to be edited here: how many values it has. */
export function ListField({ label, model, value }: Pick<FieldProps<ListModel>, 'label' | 'model' | 'value'>) {
  return (
    <div className={classes['field']}>
      <div className={classes['row']}>
        <FieldLabel label={label} description={model.description} />
        <ListCount value={value} />
      </div>
    </div>
  );
}

export function ListCount({ value }: { readonly value: unknown }) {
  const count = Array.isArray(value) ? value.length : 0;
  return <span className={classes['count']}>{count === 1 ? '1 value' : `${formatCount(count)} values`}</span>;
}
