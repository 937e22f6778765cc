import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import type { FieldProps } from './field-props';
import { FieldLabel } from './FieldLabel';
import { ListCount, ListField } from './ListField';
import type { RowsModel } from './field-model';
import classes from './form.module.css';
import { ScalarField } from './ScalarField';
import { type Fields, effective, isFields, startValue, withProperty } from './values';

/** More rows than this are a recording, which nobody edits by hand. */
const MOST_SHOWN = 50;

export interface RowsFieldProps extends FieldProps<RowsModel> {
  readonly renderField: (field: FieldProps) => ReactNode;
}

/** A list of like things, the points of a measured distribution for example. */
export function RowsField({ label, model, value, onChange, path, errors, error, renderField }: RowsFieldProps) {
  const id = useId();
  const now = effective(model, value);
  const rows = (Array.isArray(now) ? now : []).map((row): Fields => (isFields(row) ? row : {}));
  if (rows.length > MOST_SHOWN) return <ListField label={label} model={{ ...model, kind: 'list', item: model.row }} value={now} />;
  // Whoever imports a list imports the row.
  const byHand = model.row.properties.every((property) => property.model.kind !== 'list');
  const replace = (at: number, row: Fields) => onChange(rows.map((old, i) => (i === at ? row : old)));
  return (
    <fieldset className={classes['group']} {...(model.description && { 'aria-describedby': `${id}-description` })}>
      <legend>
        <FieldLabel label={label} description={model.description} id={id} />
      </legend>
      {rows.map((row, i) => (
        // Rows have no names of their own; their place is what they are.
        <div key={i} className={classes['listRow']}>
          <div className={classes['listFields']}>
            {model.row.properties.map((property) => {
              const at = `${path}.${i}.${property.key}`;
              const props = {
                label: property.label,
                value: row[property.key],
                path: at,
                errors,
                error: errors.get(at),
                siblings: row,
                optional: property.optional,
                onChange: (next: unknown) =>
                  replace(i, withProperty(row, property, property.optional ? next : (next ?? row[property.key]))),
              };
              const { model: m } = property;
              if (m.kind === 'list') return <ListCount key={property.key} value={row[property.key]} />;
              return m.kind === 'number' || m.kind === 'share' || m.kind === 'duration' ? (
                <ScalarField key={property.key} {...props} model={m} withSlider={false} />
              ) : (
                // What is a list itself takes the whole width.
                <div key={property.key} className={m.kind === 'rows' || m.kind === 'words' ? classes['wholeRow'] : undefined}>
                  {renderField({ ...props, model: m })}
                </div>
              );
            })}
          </div>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            disabled={rows.length <= model.least}
            aria-label={`Remove row ${i + 1}`}
            onClick={() => onChange(rows.filter((_, j) => j !== i))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      {error && (
        <div role="alert" className={classes['error']}>
          {error}
        </div>
      )}
      {byHand && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} />}
          disabled={rows.length >= model.most}
          onClick={() => onChange([...rows, nextRow(rows, model)])}
        >
          Add a row
        </Button>
      )}
    </fieldset>
  );
}

/** Another one like the last; things that have an id get one of their own. */
function nextRow(rows: readonly Fields[], { row }: RowsModel): unknown {
  const like = rows.at(-1) ?? startValue(row);
  if (!row.properties.some(({ key }) => key === 'id') || !isFields(like)) return like;
  const taken = new Set(rows.map(({ id }) => id));
  let n = rows.length + 1;
  while (taken.has(`new-${n}`)) n += 1;
  return { ...like, id: `new-${n}` };
}
