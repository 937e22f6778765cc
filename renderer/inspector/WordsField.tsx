import { TagsInput } from '@mantine/core';
import { useId } from 'react';
import { FieldLabel } from './FieldLabel';
import type { WordsModel } from './field-model';
import type { FieldProps } from './field-props';
import { useOptions } from './form-owner';
import classes from './form.module.css';
import { hiddenWords } from './hidden-words';
import { effective } from './values';

/** Words that people make up, each ended by Enter or a comma. */
export function WordsField({ label, model, value, onChange, error }: FieldProps<WordsModel>) {
  const id = useId();
  const chosen = effective(model, value);
  const known = useOptions(model.refersTo).map((option) => option.value);
  return (
    <div className={classes['field']}>
      <FieldLabel
        label={label}
        description={model.description}
        htmlFor={id}
        onReset={value !== undefined ? () => onChange(undefined) : undefined}
      />
      <TagsInput
        id={id}
        size="xs"
        value={Array.isArray(chosen) ? chosen.map(String) : []}
        onChange={onChange}
        maxTags={model.most}
        data={known}
        acceptValueOnBlur
        {...hiddenWords(model.description, error)}
      />
      {error && (
        <div role="alert" className={classes['error']}>
          {error}
        </div>
      )}
    </div>
  );
}
