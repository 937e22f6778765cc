import { useDraggable } from '@dnd-kit/core';
import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconCopy,
  IconDots,
  IconGripVertical,
  IconIndentDecrease,
  IconIndentIncrease,
  IconTrash,
} from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { StepInput } from '../../engine/design/step-schema';
import { type Direction, innerLists, pathOf, type StepPlace } from '../../engine/design/step-tree';
import { stepWords } from '../../engine/design/step-words';
import { useStudio } from '../store/studio';
import { deleteStep, duplicateStep, type Edited, nudgeStep, wrapStep } from './actions';
import { shapeOf, wrappers } from './offers';
import classes from './operations.module.css';
import { hoverStep, isLit, operationsUi, stepPlace, useOperationsUi } from './operations-ui';
import { StepForm } from './StepForm';
import { stepIcons } from './step-icons';

interface StepRowProps {
  readonly edited: Edited;
  readonly place: StepPlace;
  readonly step: StepInput;
  readonly children: ReactNode;
}

const arrows: Readonly<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' };

/** One step on one line: what it does, its handle, its form when it is open, and what lies within it. */
export function StepRow({ edited, place, step, children }: StepRowProps) {
  const design = useStudio((s) => s.document);
  const path = pathOf(place);
  const here = stepPlace(edited.node.id, edited.operation, path);
  const lit = useOperationsUi(({ hovered }) => hovered === here);
  const within = useOperationsUi(({ hovered }) => isLit(here, hovered));
  const open = useOperationsUi((ui) => ui.open === path);
  const problem = useStudio((s) =>
    s.problems.find(({ where }) => where === here || (where.startsWith(`${here}.`) && !isDeeper(where, here))),
  );
  const [closed, setClosed] = useState(false);
  const words = stepWords(step, design);
  const button = useFocusWhenAsked(path);
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({ id: path });
  const nested = innerLists(step).length > 0;
  const Icon = stepIcons[shapeOf(step)];
  const toggle = () => operationsUi.setState({ open: open ? null : path });
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = event.altKey ? arrows[event.key] : undefined;
    if (direction) nudgeStep(edited, place, direction);
    else if (event.key === 'Delete') deleteStep(edited, place);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={setNodeRef} className={classes['step']} data-dragging={isDragging || undefined}>
      {/* The pointer over a row is only an echo of what the diagram shows; keys have the focus for that. */}
      <div
        className={classes['row']}
        data-lit={lit || undefined}
        data-within={within || undefined}
        data-open={open || undefined}
        data-testid={`step-${path}`}
        onPointerEnter={() => hoverStep(here)}
        onPointerLeave={() => hoverStep(null)}
      >
        <button
          ref={setActivatorNodeRef}
          type="button"
          className={classes['handle']}
          {...attributes}
          {...listeners}
          aria-label={`Move: ${words}`}
        >
          <IconGripVertical size={14} stroke={1.6} aria-hidden />
        </button>
        {nested && (
          <ActionIcon
            size={18}
            variant="subtle"
            color="gray"
            aria-expanded={!closed}
            aria-label={`${closed ? 'Show' : 'Hide'} what is inside: ${words}`}
            onClick={() => setClosed(!closed)}
          >
            <IconChevronDown size={13} className={classes['chevron']} data-closed={closed || undefined} />
          </ActionIcon>
        )}
        <UnstyledButton
          ref={button}
          className={classes['words'] ?? ''}
          aria-expanded={open}
          onClick={toggle}
          onKeyDown={onKeyDown}
          onFocus={() => hoverStep(here)}
          onBlur={() => hoverStep(null)}
        >
          <Icon size={15} stroke={1.7} className={classes['icon']} aria-hidden />
          <span>{words}</span>
        </UnstyledButton>
        {problem && (
          <Tooltip label={`${problem.message} ${problem.remedy}`} multiline maw={300}>
            <span className={classes['problem']} data-severity={problem.severity} role="img" aria-label={problem.message}>
              <IconAlertTriangle size={15} stroke={1.8} />
            </span>
          </Tooltip>
        )}
        <StepMenu edited={edited} place={place} words={words} />
      </div>
      {open && <StepForm key={path} edited={edited} place={place} step={step} />}
      {!closed && children}
    </div>
  );
}

/** A problem of a step inside stands at that one. */
const isDeeper = (where: string, here: string): boolean => /^\.(branches|stages|steps|hit|miss)\..*\d/.test(where.slice(here.length));

/** A step that was moved or added by key has the focus where it went. */
function useFocusWhenAsked(path: string) {
  const ref = useRef<HTMLButtonElement>(null);
  const asked = useOperationsUi(({ focus }) => focus === path);
  useEffect(() => {
    if (!asked) return;
    ref.current?.focus();
    ref.current?.scrollIntoView({ block: 'nearest' });
    operationsUi.setState({ focus: null });
  }, [asked]);
  return ref;
}

function StepMenu({ edited, place, words }: { readonly edited: Edited; readonly place: StepPlace; readonly words: string }) {
  const nudge = (direction: Direction) => () => nudgeStep(edited, place, direction);
  return (
    <Menu position="bottom-end" width={230} withinPortal>
      <Menu.Target>
        <ActionIcon size={22} variant="subtle" color="gray" aria-label={`Actions: ${words}`} className={classes['more'] ?? ''}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowUp size={14} />} rightSection={<kbd>Alt ↑</kbd>} onClick={nudge('up')}>
          Move up
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={14} />} rightSection={<kbd>Alt ↓</kbd>} onClick={nudge('down')}>
          Move down
        </Menu.Item>
        <Menu.Item leftSection={<IconIndentIncrease size={14} />} rightSection={<kbd>Alt →</kbd>} onClick={nudge('in')}>
          Move into its neighbour
        </Menu.Item>
        <Menu.Item leftSection={<IconIndentDecrease size={14} />} rightSection={<kbd>Alt ←</kbd>} onClick={nudge('out')}>
          Move out
        </Menu.Item>
        <Menu.Divider />
        {wrappers.map(({ label, wrap }) => (
          <Menu.Item key={label} onClick={() => wrapStep(edited, place, wrap)}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => duplicateStep(edited, place)}>
          Duplicate
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={14} />} rightSection={<kbd>Del</kbd>} onClick={() => deleteStep(edited, place)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
