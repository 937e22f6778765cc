import { Select } from '@mantine/core';
import { useId } from 'react';
import type { TextModel } from './field-model';
import type { FieldProps } from './field-props';
import { FieldLabel } from './FieldLabel';
import classes from './form.module.css';
import { hiddenWords } from './hidden-words';
import { useOwnLinks } from './own-links';
import { asText } from './values';

/** One of the links that start at the node. */
export function LinkField({ label, model, value, onChange, error }: FieldProps<TextModel>) {
  const id = useId();
  const links = useOwnLinks();
  const now = asText(value);
  const known = links.some((link) => link.value === now);
  return (
    <div className={classes['field']}>
      <div className={classes['row']}>
        <FieldLabel label={label} description={model.description} htmlFor={id} />
        <Select
          id={id}
          size="xs"
          className={classes['choice'] ?? ''}
          // What the file says stays visible, also where it leads nowhere.
          data={known || now === '' ? links : [...links, { value: now, label: now }]}
          value={now === '' ? null : now}
          allowDeselect={false}
          placeholder={links.length > 0 ? 'Choose' : 'No link to a store'}
          onChange={(next) => next !== null && onChange(next)}
          comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
          {...hiddenWords(model.description, error)}
        />
      </div>
    </div>
  );
}
