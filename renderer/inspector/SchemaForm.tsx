import { useState } from 'react';
import type { z } from 'zod';
import { parametersHeading } from '../docs/parameters';
import { PropertyList } from './Field';
import type { FieldProps } from './field-props';
import { properties } from './field-model';
import { FormHeading } from './form-heading';
import classes from './form.module.css';
import { type Fields, isFields, sameJson } from './values';

export interface SchemaFormProps {
  /** An object schema of the engine. */
  readonly schema: z.ZodType;
  /** As the design file holds it. */
  readonly value: unknown;
  /** Gets only what the schema takes. */
  readonly onChange: (value: Fields) => void;
  /** Properties that are shown elsewhere. */
  readonly except?: readonly string[];
  readonly names?: FieldProps['names'];
  /** What the checks found, by path; what the schema refuses comes before it. */
  readonly found?: ReadonlyMap<string, string> | undefined;
}

/**
 * A form for whatever the schema says, so that a new kind of node needs no code here. A change that the schema refuses
 * is not applied; its words show at the field.
 */
export function SchemaForm({ schema, value, onChange, except = [], names, found }: SchemaFormProps) {
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const list = properties(schema).filter(({ key }) => !except.includes(key));
  const fields = isFields(value) ? value : {};
  const change = (next: Fields) => {
    // The end of a slide says again what the slide has said.
    if (sameJson(next, fields)) return;
    const parsed = schema.safeParse(next);
    setErrors(new Map(parsed.error?.issues.map((issue) => [issue.path.join('.'), issue.message])));
    if (parsed.success) onChange(next);
  };
  const shown = new Set(list.map(({ key }) => key));
  const elsewhere = [...errors].filter(([path]) => !shown.has(path.split('.')[0] ?? ''));
  return (
    <FormHeading value={parametersHeading(schema)}>
      <div className={classes['form']}>
        <PropertyList
          list={list}
          fields={fields}
          onChange={change}
          path=""
          errors={found ? new Map([...found, ...errors]) : errors}
          names={names}
        />
        {elsewhere.map(([path, message]) => (
          <div key={path} role="alert" className={classes['error']}>
            {message}
          </div>
        ))}
      </div>
    </FormHeading>
  );
}
