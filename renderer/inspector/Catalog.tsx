import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconAlertTriangle, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { Problem } from '../../engine/core/problem';
import { useStudio } from '../store/studio';
import { Field, PropertyList } from './Field';
import { type FieldModel, fieldModel, type Property } from './field-model';
import formClasses from './form.module.css';
import classes from './inspector.module.css';
import { NameField } from './NameField';
import { fromProblems } from './found';
import { isFields } from './values';

export interface CatalogProps<T extends { readonly id: string }> {
  /** Name of the list in the design file, as problems say it. */
  readonly list: 'journeys' | 'entities' | 'events' | 'invariants';
  /** What one of them is called: "journey". */
  readonly one: string;
  readonly items: readonly T[];
  /** Of one item. */
  readonly schema: z.ZodType;
  readonly empty: string;
  /** What the line of an item says. */
  readonly renderLine: (item: T) => ReactNode;
  /** Properties that are not asked for here. */
  readonly except?: readonly string[];
  readonly onChange: (items: readonly T[]) => void;
  readonly onAdd: () => T | null;
  /** Why nothing can be added, where that is so. */
  readonly cannotAdd?: string | undefined;
  readonly onRemove: (item: T) => void;
  /** Another id; follows through the design. */
  readonly onRename: (item: T, to: string) => void;
}

/** A list of things that the design names: each a line, and a form that opens below it. */
export function Catalog<T extends { readonly id: string }>(props: CatalogProps<T>) {
  const { list, one, items, empty, renderLine, onAdd, cannotAdd } = props;
  const problems = useStudio((s) => s.problems);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      {items.length === 0 && <p className={classes['dim']}>{empty}</p>}
      <ul className={classes['plainList']}>
        {items.map((item) => {
          const own = problems.filter(({ where }) => where === `${list}.${item.id}` || where.startsWith(`${list}.${item.id}.`));
          const shown = open === item.id;
          return (
            <li key={item.id}>
              <div className={classes['catalogLine']}>
                <span className={classes['grow']}>{renderLine(item)}</span>
                {own.length > 0 && (
                  <Tooltip label={own[0]!.message} multiline maw={280}>
                    <span role="img" aria-label={own[0]!.message} className={classes['catalogProblem']}>
                      <IconAlertTriangle size={14} />
                    </span>
                  </Tooltip>
                )}
                <Tooltip label="Change" openDelay={250}>
                  <ActionIcon
                    size={18}
                    variant={shown ? 'light' : 'subtle'}
                    color="gray"
                    aria-expanded={shown}
                    aria-label={`Change ${one}: ${item.id}`}
                    onClick={() => setOpen(shown ? null : item.id)}
                  >
                    <IconAdjustmentsHorizontal size={13} stroke={1.8} />
                  </ActionIcon>
                </Tooltip>
              </div>
              {shown && <ItemForm {...props} item={item} problems={own} onRenamed={setOpen} />}
            </li>
          );
        })}
      </ul>
      {cannotAdd === undefined ? (
        <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={() => setOpen(onAdd()?.id ?? null)}>
          Add {/^[aeiou]/.test(one) ? 'an' : 'a'} {one}
        </Button>
      ) : (
        <p className={classes['dim']}>{cannotAdd}</p>
      )}
    </>
  );
}

interface ItemFormProps<T extends { readonly id: string }> extends CatalogProps<T> {
  readonly item: T;
  readonly problems: readonly Problem[];
  readonly onRenamed: (id: string) => void;
}

function ItemForm<T extends { readonly id: string }>({
  item,
  items,
  schema,
  one,
  list,
  except = [],
  problems,
  onChange,
  onRemove,
  onRename,
  onRenamed,
}: ItemFormProps<T>) {
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const model = withoutProperties(fieldModel(schema), ['id', ...except]);
  const errors = new Map([...fromProblems(problems, `${list}.${item.id}`, 'id'), ...refused]);
  const change = (next: unknown) => {
    const whole = isFields(next) ? { ...next, id: item.id } : item;
    const parsed = schema.safeParse(whole);
    setRefused(new Map(parsed.error?.issues.map((issue) => [issue.path.join('.'), issue.message])));
    if (parsed.success) onChange(items.map((old) => (old.id === item.id ? (whole as unknown as T) : old)));
  };
  const rename = (to: string | undefined) => {
    if (to === undefined || to === item.id) return;
    const taken = items.some(({ id }) => id === to);
    const wrong = taken
      ? 'There is one of this name.'
      : schema.safeParse({ ...item, id: to }).error?.issues.find(({ path }) => path[0] === 'id')?.message;
    setRefused(new Map(wrong === undefined ? [] : [['id', wrong]]));
    if (wrong !== undefined) return;
    onRename(item, to);
    onRenamed(to);
  };
  return (
    <div className={`${classes['faultForm']} ${formClasses['form']}`}>
      <div className={formClasses['field']}>
        <div className={formClasses['row']}>
          <span className={formClasses['label']}>{list === 'events' ? 'Event' : 'Id'}</span>
          <span className={formClasses['choice']}>
            <NameField label={`Id of the ${one}`} value={item.id} maxLength={64} onChange={rename} />
          </span>
        </div>
        {errors.get('id') && (
          <div role="alert" className={formClasses['error']}>
            {errors.get('id')}
          </div>
        )}
      </div>
      {model?.kind === 'group' && (
        <PropertyList list={model.properties} fields={isFields(item) ? item : {}} onChange={change} path="" errors={errors} />
      )}
      {model?.kind === 'variant' && <Field label="Claim" model={model} value={item} path="" errors={errors} onChange={change} />}
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={13} />}
        onClick={() => onRemove(item)}
        style={{ alignSelf: 'flex-start' }}
      >
        Remove
      </Button>
    </div>
  );
}

function withoutProperties(model: FieldModel | null, keys: readonly string[]): FieldModel | null {
  const kept = (list: readonly Property[]) => list.filter(({ key }) => !keys.includes(key));
  if (model?.kind === 'group') return { ...model, properties: kept(model.properties) };
  if (model?.kind === 'variant')
    return { ...model, variants: model.variants.map((variant) => ({ ...variant, properties: kept(variant.properties) })) };
  return model;
}
