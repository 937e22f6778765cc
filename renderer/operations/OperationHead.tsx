import { ActionIcon, Menu, Popover, Select, TextInput, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconCopy, IconDots, IconPlus, IconStar, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { zOperation } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { SchemaForm } from '../inspector/SchemaForm';
import { studio, useStudio } from '../store/studio';
import { addOperation, changeOperation, deleteOperation, duplicateOperation, type Edited, makeEntry, renameOperation } from './actions';
import classes from './operations.module.css';
import { operationsUi } from './operations-ui';

/** Which node and operation are shown, and what can be done to the operation as a whole. */
export function OperationHead({ node, operation }: Edited) {
  const servers = useStudio((s) => s.document.nodes)?.filter(({ kind }) => nodeKinds[kind].role === 'server') ?? [];
  const operations = node.operations ?? [];
  const shown = operations[operation];
  return (
    <header className={classes['head']}>
      <Select
        size="xs"
        aria-label="Component"
        className={classes['component'] ?? ''}
        searchable
        allowDeselect={false}
        value={node.id}
        data={servers.map(({ id, name }) => ({ value: id, label: name ?? id }))}
        onChange={(id) => id !== null && studio.getState().select({ nodes: [id] })}
      />
      {operations.length > 1 && (
        <Select
          size="xs"
          aria-label="Operation"
          className={classes['component'] ?? ''}
          allowDeselect={false}
          value={String(operation)}
          data={operations.map(({ name }, i) => ({ value: String(i), label: name }))}
          onChange={(at) => at !== null && operationsUi.setState({ operation: Number(at), open: null, journey: null })}
        />
      )}
      {shown && <NameOf key={`${node.id} ${operation} ${shown.name}`} node={node} operation={operation} />}
      {shown && <More node={node} operation={operation} />}
      <Tooltip label="Add an operation" openDelay={250}>
        <ActionIcon size={26} variant="subtle" color="gray" aria-label="Add an operation" onClick={() => addOperation(node)}>
          <IconPlus size={15} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

/** Renaming follows through everywhere; Enter or leaving applies it, Escape takes it back. */
function NameOf(edited: Edited) {
  const name = edited.node.operations?.[edited.operation]?.name ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const keep = () => {
    const wrong = typed === null || typed.trim() === name ? null : renameOperation(edited, typed.trim());
    setError(wrong);
    if (!wrong) setTyped(null);
  };
  return (
    <TextInput
      size="xs"
      aria-label="Name of the operation"
      className={classes['name'] ?? ''}
      value={typed ?? name}
      maxLength={64}
      error={error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') {
          setTyped(null);
          setError(null);
        }
      }}
    />
  );
}

function More(edited: Edited) {
  const { node, operation } = edited;
  const shown = node.operations?.[operation];
  return (
    <>
      <Popover width={320} position="bottom-end" withinPortal trapFocus>
        <Popover.Target>
          <Tooltip label="Payload, inbox, contract" openDelay={250}>
            <ActionIcon size={26} variant="subtle" color="gray" aria-label="Payload, inbox and contract of the operation">
              <IconAdjustmentsHorizontal size={15} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown>
          <SchemaForm
            schema={zOperation}
            value={shown}
            except={['name', 'steps']}
            onChange={(next) => shown && changeOperation(edited, { ...next, name: shown.name, steps: shown.steps })}
          />
        </Popover.Dropdown>
      </Popover>
      <Menu position="bottom-end" withinPortal width={230}>
        <Menu.Target>
          <ActionIcon size={26} variant="subtle" color="gray" aria-label="Actions on the operation">
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconStar size={14} />} disabled={operation === 0} onClick={() => makeEntry(edited)}>
            Make it the first: what callers get who name none
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => duplicateOperation(edited)}>
            Duplicate
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={14} />} onClick={() => deleteOperation(edited)}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
