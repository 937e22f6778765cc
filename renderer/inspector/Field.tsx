import { Switch } from '@mantine/core';
import { useId } from 'react';
import { topicOf } from '../docs/topics';
import { ChoiceField, ChoicesField, TextField, ToggleField } from './ChoiceField';
import { FieldLabel } from './FieldLabel';
import type { Property } from './field-model';
import type { FieldProps } from './field-props';
import { useOptions } from './form-owner';
import { MixedField, useMixed } from './MixedField';
import { ReferenceField } from './ReferenceField';
import classes from './form.module.css';
import { ListField } from './ListField';
import { RowsField } from './RowsField';
import { ScalarField } from './ScalarField';
import { VariantField } from './VariantField';
import { WordsField } from './WordsField';
import { type Fields, isFields, startValue, withLink, withProperty } from './values';

/** One field of any kind. */
export function Field(props: FieldProps) {
  const { model } = props;
  switch (model.kind) {
    case 'number':
    case 'share':
    case 'duration':
      return <ScalarField {...props} model={model} />;
    case 'choice':
      return <ChoiceField {...props} model={model} />;
    case 'choices':
      return <ChoicesField {...props} model={model} />;
    case 'toggle':
      return <ToggleField {...props} model={model} />;
    case 'text':
      return <TextField {...props} model={model} />;
    case 'reference':
      return <ReferenceField {...props} model={model} />;
    case 'variant':
      return <VariantField {...props} model={model} renderProperties={renderProperties(props)} />;
    case 'rows':
      return <RowsField {...props} model={model} renderField={(field) => <Field key={field.path} {...field} />} />;
    case 'words':
      return <WordsField {...props} model={model} />;
    case 'list':
      return <ListField {...props} model={model} />;
    case 'group':
      return (
        <fieldset className={classes['group']}>
          <legend>
            <FieldLabel label={props.label} description={model.description} topic={topicOf(props.path)} />
          </legend>
          <div className={classes['inner']}>
            <PropertyList
              list={model.properties}
              fields={isFields(props.value) ? props.value : {}}
              onChange={props.onChange}
              path={props.path}
              errors={props.errors}
            />
          </div>
        </fieldset>
      );
  }
}

/** Fields within fields: handed down, so that the parts need not know of the whole. */
const renderProperties =
  ({ path, errors, names }: FieldProps) =>
  (list: readonly Property[], fields: Fields, onChange: (fields: Fields) => void) => (
    <PropertyList list={list} fields={fields} onChange={onChange} path={path} errors={errors} names={names} />
  );

interface PropertyListProps {
  readonly list: readonly Property[];
  readonly fields: Fields;
  readonly onChange: (fields: Fields) => void;
  readonly path: string;
  readonly errors: ReadonlyMap<string, string>;
  readonly names?: FieldProps['names'];
}

/** The properties of an object, in the schema's order. */
export function PropertyList({ list, fields, onChange, path, errors, names }: PropertyListProps) {
  const mixed = useMixed();
  return list.map((property) => {
    const at = path ? `${path}.${property.key}` : property.key;
    if (mixed?.values.has(at)) return <MixedField key={property.key} property={property} path={at} names={names} error={errors.get(at)} />;
    const props: FieldProps = {
      label: property.label,
      model: property.model,
      value: fields[property.key],
      path: at,
      errors,
      error: errors.get(at),
      names,
      siblings: fields,
      optional: property.optional,
      onChange: (value) => onChange(withProperty(fields, property, value)),
    };
    // What only an import writes is not offered where there is nothing.
    if (property.optional && property.model.kind === 'list' && props.value === undefined) return null;
    // An empty choice or text says that there is none; it needs no switch.
    const bySwitch = property.optional && property.model.kind !== 'reference' && property.model.kind !== 'text';
    return bySwitch ? <OptionalField key={property.key} {...props} /> : <Field key={property.key} {...props} />;
  });
}

/** Off until switched on, then with its defaults: one click makes a circuit breaker. */
function OptionalField(props: FieldProps) {
  const id = useId();
  const { label, model, value, onChange, path } = props;
  const on = value !== undefined;
  const [link] = useOptions('outgoing-link');
  return (
    <div className={classes['optional']} data-on={on || undefined}>
      <div className={classes['row']}>
        <FieldLabel label={label} description={model.description} htmlFor={id} id={id} topic={topicOf(path, kindOf(value))} />
        <Switch
          id={id}
          size="xs"
          checked={on}
          onChange={(event) => onChange(event.currentTarget.checked ? withLink(model, startValue(model), link?.value) : undefined)}
          aria-describedby={`${id}-description`}
        />
      </div>
      {on && (
        <div className={classes['inner']}>
          <OptionalBody {...props} />
        </div>
      )}
    </div>
  );
}

const kindOf = (value: unknown): string | undefined => (isFields(value) && typeof value['kind'] === 'string' ? value['kind'] : undefined);

function OptionalBody(props: FieldProps) {
  const { model, value, onChange, path, errors } = props;
  if (model.kind === 'group') {
    return <PropertyList list={model.properties} fields={isFields(value) ? value : {}} onChange={onChange} path={path} errors={errors} />;
  }
  // The switch above has said what it is and what it means.
  const { description: _, ...bare } = model;
  if (bare.kind === 'variant') return <VariantField {...props} model={bare} label="Kind" flat renderProperties={renderProperties(props)} />;
  return <Field {...props} model={bare} label="Value" />;
}
