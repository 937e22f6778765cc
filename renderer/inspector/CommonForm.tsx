import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { commonProperties, merge, patched, withOwnDefaults, withPath } from './common';
import { PropertyList } from './Field';
import { properties } from './field-model';
import type { FieldProps } from './field-props';
import classes from './form.module.css';
import { MixedFields } from './MixedField';
import { type Fields, isFields } from './values';

/** One of the things that are edited together. */
export interface Member {
  readonly name: string;
  readonly schema: z.ZodType;
  /** As the design file holds it. */
  readonly value: unknown;
}

interface CommonFormProps {
  readonly members: readonly Member[];
  /** Gets one value for each, in their order, and only what each schema takes. */
  readonly onChange: (values: readonly Fields[]) => void;
  readonly except?: readonly string[];
  readonly names?: FieldProps['names'];
}

/** A form for the fields that several things have in common. A change reaches all of them, or none. */
export function CommonForm({ members, onChange, except = [], names }: CommonFormProps) {
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const lists = members.map(({ schema }) => properties(schema));
  const common = commonProperties(lists).filter(({ key }) => !except.includes(key));
  const own = members.map(({ value }) => (isFields(value) ? value : {}));
  const { value, mixed } = merge(
    common,
    own.map((fields, i) => withOwnDefaults(fields, lists[i] ?? [], common)),
  );
  const apply = (next: readonly Fields[]) => {
    const refused = members.flatMap(({ schema, name }, i) =>
      (schema.safeParse(next[i]).error?.issues ?? []).map((issue) => [issue.path.join('.'), `${name}: ${issue.message}`] as const),
    );
    setErrors(new Map(refused));
    if (refused.length === 0) onChange(next);
  };
  const shared = useMemo(() => ({ names: members.map(({ name }) => name) }), [members]);
  if (common.length === 0) return <p className={classes['none']}>Nothing in common.</p>;
  const shown = new Set(common.map(({ key }) => key));
  const elsewhere = [...errors].filter(([path]) => !shown.has(path.split('.')[0] ?? ''));
  return (
    <MixedFields value={{ ...shared, values: mixed, setAll: (path, to) => apply(own.map((fields) => withPath(fields, path, to))) }}>
      <div className={classes['form']}>
        <PropertyList
          list={common}
          fields={value}
          onChange={(next) => apply(own.map((fields) => patched(fields, value, next) as Fields))}
          path=""
          errors={errors}
          names={names}
        />
        {elsewhere.map(([path, message]) => (
          <div key={path} role="alert" className={classes['error']}>
            {message}
          </div>
        ))}
      </div>
    </MixedFields>
  );
}
