import { ActionIcon, Button, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { obviousSteps } from '../../engine/design/obvious';
import type { DesignNode } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';
import { innerLists } from '../../engine/design/step-tree';
import { listWords, stepWords } from '../../engine/design/step-words';
import { addOperation, makeOwn, showOperation } from '../operations/actions';
import { useRefusal } from '../operations/use-refusal';
import { useStudio } from '../store/studio';
import classes from './inspector.module.css';

/** What a node does when it is called, in words; a click opens the editor. */
export function Operations({ node }: { readonly node: DesignNode }) {
  const design = useStudio((s) => s.document);
  const [why, refuse] = useRefusal(node.id);
  const operations = node.operations ?? [];
  return (
    <>
      {operations.length === 0 && (
        <>
          <p className={classes['dim']}>None is written down, so it does the obvious:</p>
          <div className={classes['dim']}>
            <Lines steps={obviousSteps(design, node)} />
          </div>
          {why && (
            <p role="alert" className={classes['dim']}>
              {why}
            </p>
          )}
        </>
      )}
      {operations.map(({ name, steps }, i) => (
        <div key={name} className={classes['operation']}>
          <div className={classes['operationHead']}>
            <UnstyledButton className={classes['operationName'] ?? ''} onClick={() => showOperation(node.id, i)}>
              {name}
            </UnstyledButton>
            <Tooltip label="Edit the steps" openDelay={250}>
              <ActionIcon
                size={20}
                variant="subtle"
                color="gray"
                aria-label={`Edit the steps of ${name}`}
                onClick={() => showOperation(node.id, i)}
              >
                <IconPencil size={13} />
              </ActionIcon>
            </Tooltip>
          </div>
          {steps.length > 0 ? <Lines steps={steps} /> : <p className={classes['dim']}>Answers at once.</p>}
        </div>
      ))}
      <div className={classes['buttons']}>
        {operations.length === 0 && !why && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              const refused = makeOwn(node);
              refuse(refused);
              if (refused === null) showOperation(node.id, 0);
            }}
          >
            Make them my own
          </Button>
        )}
        <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={() => addOperation(node)}>
          Add an operation
        </Button>
      </div>
    </>
  );
}

function Lines({ steps }: { readonly steps: readonly StepInput[] }) {
  const design = useStudio((s) => s.document);
  return (
    <ol className={classes['lines']}>
      {steps.map((step, i) => (
        // Steps have no names; their place is what they are.
        <li key={i}>
          {stepWords(step, design)}
          {innerLists(step)
            .filter((list) => list.steps.length > 0)
            .map((list) => (
              <div key={list.path}>
                <span className={classes['dim']}>{listWords(step, list.path)}</span>
                <Lines steps={list.steps} />
              </div>
            ))}
        </li>
      ))}
    </ol>
  );
}
