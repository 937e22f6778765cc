import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { DesignFault } from '../../engine/design/schema';
import { faultIcon } from '../canvas/icons';
import { faultActions } from '../../engine/faults/registry';
import { useStudio } from '../store/studio';
import { changeFault, dropFault, keepFault, planFault } from './fault-script-ui';
import classes from './fault-script.module.css';
import { barWords, lanesOf, moved, type ScriptBar, scriptBars, snapOf, stretched, targetWords } from './script';

/** Height of one lane. [px] */
const LANE = 18;

interface ScriptRowProps {
  /** Where the time axis begins in its parent, and how wide it is. [px] */
  readonly left: number;
  readonly width: number;
  readonly top: number;
  /** Simulated time at its right end. [s] */
  readonly end: number;
}

const none: readonly DesignFault[] = [];

/** Height of the row for this script. [px] */
export const scriptHeight = (faults: readonly DesignFault[] | undefined): number =>
  Math.max(1, lanesOf(scriptBars(faults ?? none))) * LANE + 3;

/** The fault script as bars on the time axis: dragged, stretched, changed, added and taken out. */
export function ScriptRow({ left, width, top, end }: ScriptRowProps) {
  const design = useStudio((s) => s.document);
  const faults = design.faults ?? none;
  const [preview, setPreview] = useState<DesignFault | null>(null);
  // Lanes stay as they were while a bar is dragged: it must not jump away from under the pointer.
  const bars = scriptBars(faults);
  const perPixel = end / Math.max(1, width);
  return (
    <div className={classes['row']} style={{ top, height: scriptHeight(faults) }} role="group" aria-label="Fault script">
      <span className={classes['label']}>Script</span>
      <Tooltip label="Plan a fault. Or double-click the row where it is to begin." openDelay={300}>
        <ActionIcon
          className={classes['add'] ?? ''}
          size={16}
          variant="subtle"
          color="gray"
          aria-label="Plan a fault"
          onClick={() => planFault(0)}
        >
          <IconPlus size={12} />
        </ActionIcon>
      </Tooltip>
      <div
        className={classes['axis']}
        style={{ left, width }}
        data-testid="fault-script"
        onDoubleClick={(event) => {
          if (event.target !== event.currentTarget) return;
          const at = (event.clientX - event.currentTarget.getBoundingClientRect().left) * perPixel;
          const snap = snapOf(perPixel);
          planFault(Math.max(0, Number((Math.round(at / snap) * snap).toFixed(3))));
        }}
      >
        {bars.length === 0 && <span className={classes['hint']}>Double-click to plan a fault.</span>}
        {bars.map((bar) => (
          <FaultBar
            key={bar.fault.id}
            bar={preview?.id === bar.fault.id ? { ...scriptBars([preview])[0]!, lane: bar.lane } : bar}
            saved={bar.fault}
            words={barWords(design, bar)}
            on={targetWords(design, bar.fault.target)}
            end={end}
            perPixel={perPixel}
            onPreview={setPreview}
          />
        ))}
      </div>
    </div>
  );
}

interface FaultBarProps {
  readonly bar: ScriptBar;
  /** As it stands in the document, whatever is being dragged. */
  readonly saved: DesignFault;
  readonly words: string;
  readonly on: string;
  readonly end: number;
  readonly perPixel: number;
  readonly onPreview: (fault: DesignFault | null) => void;
}

type Grip = 'move' | 'stretch';

function FaultBar({ bar, saved, words, on, end, perPixel, onPreview }: FaultBarProps) {
  const [held, setHeld] = useState<{ readonly grip: Grip; readonly x: number } | null>(null);
  const snap = snapOf(perPixel);
  const changed = (grip: Grip, by: number): DesignFault => (grip === 'move' ? moved(saved, by, snap) : stretched(saved, by, snap, end));
  const onPointer = (event: PointerEvent<HTMLElement>): void => {
    if (event.type === 'pointerdown') {
      if (event.button !== 0) return;
      const grip: Grip = (event.target as HTMLElement).dataset['grip'] === 'stretch' ? 'stretch' : 'move';
      event.currentTarget.setPointerCapture(event.pointerId);
      setHeld({ grip, x: event.clientX });
    } else if (held !== null) {
      const by = (event.clientX - held.x) * perPixel;
      const next = changed(held.grip, by);
      const same = next.startAfter === saved.startAfter && next.duration === saved.duration;
      // A click that trembles is no drag.
      const wanted = Math.abs(event.clientX - held.x) > 2 && !same;
      if (event.type === 'pointermove') onPreview(wanted ? next : null);
      else {
        setHeld(null);
        onPreview(null);
        if (wanted && event.type === 'pointerup') keepFault(next);
      }
    }
  };
  const Icon = faultIcon(bar.fault.action);
  const until = bar.end ?? end;
  return (
    <div
      role="button"
      tabIndex={0}
      className={classes['bar']}
      data-fault={saved.id}
      data-open={bar.end === null || undefined}
      data-held={held !== null || undefined}
      style={{ left: bar.start / perPixel, width: Math.max(8, (until - bar.start) / perPixel), top: bar.lane * LANE, height: LANE - 2 }}
      aria-label={`${words}. Arrow keys move it, with Shift they move its end; Enter changes it, Delete takes it out.`}
      title={`${words}. Drag to move it, drag its end to stretch it, double-click to change it.`}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onPointerUp={onPointer}
      onPointerCancel={onPointer}
      onDoubleClick={() => changeFault(saved)}
      onKeyDown={(event) => onKey(event, saved, { snap, end })}
    >
      <Icon size={11} aria-hidden />
      <span className={classes['words']}>
        {faultActions[saved.action].title} on {on}
      </span>
      <span className={classes['grip']} data-grip="stretch" aria-hidden />
    </div>
  );
}

/** Coarser than dragging, so that a few presses go somewhere; Alt is fine. [s] */
const STEP = 1;

function onKey(event: KeyboardEvent, fault: DesignFault, { end, snap }: { readonly end: number; readonly snap: number }): void {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const step = event.altKey ? Math.min(0.1, snap) : STEP;
  if (by !== undefined) keepFault(event.shiftKey ? stretched(fault, by * step, step, end) : moved(fault, by * step, step));
  else if (event.key === 'Delete' || event.key === 'Backspace') dropFault(fault.id);
  else if (event.key === 'Enter') changeFault(fault);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
