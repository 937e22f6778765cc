import { Button, Group, Modal, NumberInput, Select } from '@mantine/core';
import { z } from 'zod';
import { zDuration } from '../../engine/core/fields';
import type { DesignFault } from '../../engine/design/schema';
import { zFault } from '../../engine/design/schema';
import { type FaultAction, faultActions } from '../../engine/faults/registry';
import { DocsLink } from '../docs/DocsLink';
import { useReading } from '../docs/open-page';
import { faultPage } from '../docs/library';
import { SchemaForm } from '../inspector/SchemaForm';
import { newFault } from '../store/faults';
import { studio, useStudio } from '../store/studio';
import { closeFault, dropFault, faultScriptUi, keepFault, useFaultScriptUi } from './fault-script-ui';
import classes from './fault-script.module.css';
import { choiceOf, takesShare, targetChoices } from './target-choices';

const zWhen = z.strictObject({
  startAfter: zDuration({ max: '7d' }).prefault('0s').describe('When it starts, from the start of the run.'),
  duration: zDuration({ min: '1ms', max: '7d' }).optional().describe('How long it lasts; to the end of the run when left out.'),
});

/** One fault of the script: what goes wrong, where, when and how badly. */
export function FaultDialog() {
  const draft = useFaultScriptUi((ui) => ui.draft);
  const known = useFaultScriptUi((ui) => ui.known);
  const reading = useReading();
  return (
    <Modal
      opened={draft !== null}
      onClose={closeFault}
      closeOnEscape={!reading}
      size={460}
      title={known ? 'Planned fault' : 'Plan a fault'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {draft && <Form draft={draft} known={known} />}
    </Modal>
  );
}

const setDraft = (draft: DesignFault): void => faultScriptUi.setState({ draft });

function Form({ draft, known }: { readonly draft: DesignFault; readonly known: boolean }) {
  const design = useStudio((s) => s.document);
  const { action, target, params, startAfter, duration } = draft;
  const { description, params: schema } = faultActions[action];
  const choices = targetChoices(design, action);
  const share = 'share' in target ? target.share : undefined;
  const good = zFault.safeParse(draft).success && choices.some(({ items }) => items.some(({ value }) => value === choiceOf(target)));
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!good) return;
        keepFault(draft);
        closeFault();
      }}
    >
      <Select
        label="Fault"
        size="xs"
        data-autofocus
        searchable
        openOnFocus={false}
        allowDeselect={false}
        value={action}
        data={actionsFor(design)}
        onChange={(value) => value && setDraft(withAction(draft, value, known))}
      />
      <p className={classes['about']}>
        {description} <DocsLink page={faultPage(action)} />
      </p>
      <Group gap="xs" align="end" wrap="nowrap">
        <Select
          label="On"
          size="xs"
          className={classes['grow'] ?? ''}
          searchable
          openOnFocus={false}
          allowDeselect={false}
          value={choiceOf(target)}
          data={choices.map(({ group, items }) => ({ group, items: items.map(({ value, label }) => ({ value, label })) }))}
          onChange={(value) => {
            const chosen = choices.flatMap(({ items }) => items).find((item) => item.value === value);
            if (chosen) setDraft({ ...draft, target: chosen.target } as DesignFault);
          }}
        />
        {takesShare(action, target) && (
          <NumberInput
            label="Share of them"
            size="xs"
            w={120}
            suffix=" %"
            min={1}
            max={100}
            placeholder="all"
            value={share === undefined ? '' : Math.round(share * 100)}
            onChange={(value) => setDraft({ ...draft, target: withShare(target, value) })}
          />
        )}
      </Group>
      <SchemaForm
        schema={zWhen}
        value={{ ...(startAfter !== undefined && { startAfter }), ...(duration !== undefined && { duration }) }}
        onChange={(when) => setDraft({ ...withoutWhen(draft), ...when } as DesignFault)}
      />
      <SchemaForm
        key={action}
        schema={schema as z.ZodType}
        value={params}
        onChange={(next) => setDraft({ ...draft, params: next } as DesignFault)}
      />
      <Group justify="flex-end" gap="xs" mt="sm">
        {known && (
          <Button
            size="xs"
            variant="default"
            mr="auto"
            onClick={() => {
              dropFault(draft.id);
              closeFault();
            }}
          >
            Delete
          </Button>
        )}
        <Button size="xs" variant="default" onClick={closeFault}>
          Cancel
        </Button>
        <Button size="xs" type="submit" disabled={!good}>
          {known ? 'Change' : 'Plan it'}
        </Button>
      </Group>
    </form>
  );
}

const actionsFor = (design: Parameters<typeof targetChoices>[0]) =>
  (Object.keys(faultActions) as FaultAction[])
    .filter((action) => targetChoices(design, action).length > 0)
    .map((action) => ({ value: action, label: faultActions[action].title }));

/** Another fault where it was, if it can be there; a fault that is new gets a name that says what it is. */
function withAction(draft: DesignFault, action: FaultAction, known: boolean): DesignFault {
  const choices = targetChoices(studio.getState().document, action).flatMap(({ items }) => items);
  const target = choices.find(({ value }) => value === choiceOf(draft.target))?.target ?? choices[0]!.target;
  const { startAfter, duration, id } = draft;
  const fresh = newFault(action, target);
  return {
    ...fresh,
    id: known ? id : fresh.id,
    ...(startAfter !== undefined && { startAfter }),
    ...(duration !== undefined && { duration }),
  };
}

function withShare(target: DesignFault['target'], percent: number | string): DesignFault['target'] {
  const { share: _, ...whole } = target as { readonly share?: number };
  const part = typeof percent === 'number' && percent > 0 && percent < 100 ? { share: percent / 100 } : {};
  return { ...whole, ...part } as DesignFault['target'];
}

function withoutWhen({ startAfter: _, duration: __, ...rest }: DesignFault): Omit<DesignFault, 'startAfter' | 'duration'> {
  return rest;
}
