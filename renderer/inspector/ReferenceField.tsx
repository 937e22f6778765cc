import { Autocomplete, Select } from '@mantine/core';
import { useId, useState } from 'react';
import type { Referred } from '../../engine/core/fields';
import { newId } from '../../engine/design/ids';
import { studio } from '../store/studio';
import type { ReferenceModel } from './field-model';
import type { FieldProps } from './field-props';
import { FieldLabel } from './FieldLabel';
import { useOptions } from './form-owner';
import classes from './form.module.css';
import { hiddenWords } from './hidden-words';
import { isFreeName } from './references';
import { asText } from './values';

/** One of the things that there are: a link that starts at the node, an operation of what it leads to, an entity. */
export function ReferenceField(props: FieldProps<ReferenceModel>) {
  return isFreeName(props.model.refersTo) ? <NewNameField {...props} /> : <KnownField {...props} />;
}

/** Stands in the list for making another one. */
const MAKE = '+';

function KnownField({ label, model, value, onChange, error, siblings, optional = false }: FieldProps<ReferenceModel>) {
  const id = useId();
  const options = useOptions(model.refersTo, siblings);
  const now = asText(value);
  const known = now === '' || options.some((option) => option.value === now);
  // What the file says stays visible, also where it leads nowhere.
  const data = [
    ...options,
    ...(known ? [] : [{ value: now, label: `${now} (missing)` }]),
    ...(model.refersTo === 'entity' ? [{ value: MAKE, label: 'A new entity' }] : []),
  ];
  return (
    <div className={classes['field']}>
      <div className={classes['row']}>
        <FieldLabel label={label} description={model.description} htmlFor={id} />
        <Select
          id={id}
          size="xs"
          className={classes['choice'] ?? ''}
          data={data}
          value={now === '' ? null : now}
          searchable={data.length > 8}
          clearable={optional}
          allowDeselect={false}
          placeholder={placeholders[model.refersTo]?.(optional, options.length) ?? 'Choose'}
          onChange={(next) => onChange(next === MAKE ? newEntity() : (next ?? undefined))}
          comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
          {...hiddenWords(model.description, error ?? (known ? undefined : 'There is none of this name.'))}
        />
      </div>
      {!known && !error && (
        <div role="alert" className={classes['error']}>
          There is none of this name.
        </div>
      )}
      {error && (
        <div role="alert" className={classes['error']}>
          {error}
        </div>
      )}
    </div>
  );
}

/** What an empty field says: what holds then, or what is missing. */
const placeholders: Partial<Record<Referred, (optional: boolean, count: number) => string>> = {
  operation: () => 'The first one',
  entity: () => 'What the client draws',
  node: () => 'Nobody in particular',
  journey: () => 'All of them',
  'outgoing-link': (_, count) => (count > 0 ? 'Choose' : 'No link to a store'),
  'store-link': (optional, count) => (optional ? 'Nowhere' : count > 0 ? 'Choose' : 'No link to a store'),
  'queue-link': (_, count) => (count > 0 ? 'Choose' : 'No link to a queue'),
  'call-link': (_, count) => (count > 0 ? 'Choose' : 'No link from here'),
};

function newEntity(): string {
  const { document, edit } = studio.getState();
  const id = newId({ ...document, nodes: (document.entities ?? []).map((entity) => ({ id: entity.id, kind: 'service' })) }, 'entity');
  edit({ kind: 'set-info', entities: [...(document.entities ?? []), { id }] });
  return id;
}

/** A name that people make up: those in use are offered, another one may be written. Applied on Enter, on choice, or when the focus leaves. */
function NewNameField({ label, model, value, onChange, error, siblings }: FieldProps<ReferenceModel>) {
  const id = useId();
  const options = useOptions(model.refersTo, siblings);
  const [typed, setTyped] = useState<string | null>(null);
  const keep = (text: string | null) => {
    if (text !== null && text.trim() !== '') onChange(text.trim());
    setTyped(null);
  };
  return (
    <div className={classes['field']}>
      <div className={classes['row']}>
        <FieldLabel label={label} description={model.description} htmlFor={id} />
        <Autocomplete
          id={id}
          size="xs"
          className={classes['choice'] ?? ''}
          data={options.map((option) => option.value)}
          value={typed ?? asText(value)}
          onChange={setTyped}
          onOptionSubmit={keep}
          onBlur={() => keep(typed)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep(typed);
            if (event.key === 'Escape') setTyped(null);
          }}
          maxLength={64}
          comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
          {...hiddenWords(model.description, error)}
        />
      </div>
      {error && (
        <div role="alert" className={classes['error']}>
          {error}
        </div>
      )}
    </div>
  );
}
