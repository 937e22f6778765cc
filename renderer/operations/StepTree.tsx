import { DndContext, DragOverlay, KeyboardSensor, PointerSensor, useDroppable, useSensor, useSensors } from '@dnd-kit/core';
import { Button, CloseButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { StepInput } from '../../engine/design/step-schema';
import { innerLists, pathOf, placeAt, type StepPlace, stepAt } from '../../engine/design/step-tree';
import { listWords, stepWords } from '../../engine/design/step-words';
import { useStudio } from '../store/studio';
import { AddStep } from './AddStep';
import { dropStep, type Edited, reshapeStep } from './actions';
import { branchesOf } from './branches';
import { announcementsFor, dragInstructions, dropPlace, gapId, nearestGap, nextGap } from './dragging';
import classes from './operations.module.css';
import { StepRow } from './StepRow';

/** The steps of an operation: a tree that is read from above, and changed by hand. */
export function StepTree({ edited }: { readonly edited: Edited }) {
  const design = useStudio((s) => s.document);
  const [dragged, setDragged] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: nextGap }),
  );
  const steps = edited.node.operations?.[edited.operation]?.steps ?? [];
  const step = dragged === null ? undefined : stepAt(steps, placeAt(dragged));
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={nearestGap}
      accessibility={{ announcements: announcementsFor(steps, design), screenReaderInstructions: { draggable: dragInstructions } }}
      onDragStart={({ active }) => setDragged(String(active.id))}
      onDragCancel={() => setDragged(null)}
      onDragEnd={({ active, over }) => {
        setDragged(null);
        const to = dropPlace(over?.id);
        if (to) dropStep(edited, placeAt(String(active.id)), to);
      }}
    >
      <List edited={edited} list="" steps={steps} label="Steps" dragging={dragged !== null} />
      <DragOverlay dropAnimation={null}>{step && <div className={classes['ghost']}>{stepWords(step, design)}</div>}</DragOverlay>
    </DndContext>
  );
}

interface ListProps {
  readonly edited: Edited;
  readonly list: string;
  readonly steps: readonly StepInput[];
  readonly label: string;
  readonly dragging: boolean;
}

function List({ edited, list, steps, label, dragging }: ListProps) {
  return (
    <>
      <ol className={classes['list']} aria-label={label}>
        {steps.map((step, index) => {
          const place = { list, index };
          return (
            // Steps have no names; their place is what they are.
            <li key={index}>
              <Gap place={place} dragging={dragging} />
              <StepRow edited={edited} place={place} step={step}>
                <Inner edited={edited} place={place} step={step} dragging={dragging} />
              </StepRow>
            </li>
          );
        })}
      </ol>
      <Gap place={{ list, index: steps.length }} dragging={dragging} />
      <AddStep
        edited={edited}
        place={{ list, index: steps.length }}
        label={list === '' ? 'Add a step' : `Add a step to ${label}`}
        small={list !== ''}
      />
    </>
  );
}

function Inner({
  edited,
  place,
  step,
  dragging,
}: {
  readonly edited: Edited;
  readonly place: StepPlace;
  readonly step: StepInput;
  readonly dragging: boolean;
}) {
  const lists = innerLists(step);
  const branches = branchesOf(step);
  if (lists.length === 0) return null;
  return (
    <div className={classes['inner']}>
      {lists.map(({ path, steps }, i) => {
        const label = listWords(step, path);
        const remove = branches?.removeOf(path);
        return (
          <section key={path} className={classes['branch']} aria-label={label}>
            {step.kind !== 'repeat' && (
              <header className={classes['branchHead']}>
                <span>{label}</span>
                {remove && (
                  <CloseButton
                    size={20}
                    iconSize={13}
                    aria-label={`Remove ${label}`}
                    onClick={() => reshapeStep(edited, place, remove())}
                  />
                )}
              </header>
            )}
            <List edited={edited} list={`${pathOf(place)}.${path}`} steps={steps} label={label} dragging={dragging} />
            {i === lists.length - 1 && branches?.addWords && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                leftSection={<IconPlus size={12} />}
                className={classes['addBranch'] ?? ''}
                onClick={() => reshapeStep(edited, place, branches.add())}
              >
                {branches.addWords}
              </Button>
            )}
          </section>
        );
      })}
    </div>
  );
}

/** Where a step can be dropped; seen only while one hovers over it. */
function Gap({ place, dragging }: { readonly place: StepPlace; readonly dragging: boolean }) {
  const { setNodeRef, isOver } = useDroppable({ id: gapId(place), disabled: false });
  return <div ref={setNodeRef} className={classes['gap']} data-over={(dragging && isOver) || undefined} />;
}
