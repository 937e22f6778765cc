import { VisuallyHidden } from '@mantine/core';
import { memo, useId, useMemo } from 'react';
import { type SequenceStart, sequenceOf } from '../../engine/design/sequence';
import { kindIcon } from '../canvas/icons';
import { useReport } from '../inspector/use-report';
import { useStudio } from '../store/studio';
import { goToStep } from './actions';
import { measuredReplies } from './measured-replies';
import { hoverStep, isLit, useOperationsUi } from './operations-ui';
import classes from './sequence.module.css';
import {
  type Arrow,
  cutText,
  type Drawing,
  type Frame,
  HALF_BAR,
  HEAD_HEIGHT,
  type Head,
  type Label,
  layOut,
  textWidth,
} from './sequence-layout';

/** The sequence diagram of an operation or a journey, live as one edits. */
export function Sequence({ start, fitted }: { readonly start: SequenceStart; readonly fitted: boolean }) {
  const design = useStudio((s) => s.document);
  const key = JSON.stringify(start);
  const sequence = useMemo(() => sequenceOf(design, JSON.parse(key) as SequenceStart), [design, key]);
  const medians = useMedians();
  const drawing = useMemo(() => layOut(measuredReplies(sequence, JSON.parse(medians) as Record<string, number>)), [sequence, medians]);
  if (sequence.participants.length === 0) return <p className={classes['empty']}>Nothing to draw: this leads nowhere.</p>;
  return (
    <div className={classes['scroll']} data-fitted={fitted || undefined} {...scrolled} role="region" aria-label="Sequence diagram">
      <Heads drawing={drawing} />
      <Drawn drawing={drawing} />
      {medians !== '{}' && <p className={classes['empty']}>p50: the median of all calls over the link so far, failed ones too.</p>}
      {sequence.cut && <p className={classes['empty']}>Long chains are not followed to their end.</p>}
      <VisuallyHidden>
        <ol>
          {drawing.arrows.map((arrow, i) => (
            <li key={i}>{arrow.words}</li>
          ))}
        </ol>
      </VisuallyHidden>
    </div>
  );
}

/** Median durations by link, as text, so that what did not change is not laid out anew. [ms] */
function useMedians(): string {
  const report = useReport();
  const measured = report?.links.flatMap(({ id, duration: { p50, n } }) =>
    n > 0 && p50 !== null ? [[id, Number(p50.toPrecision(3))]] : [],
  );
  return JSON.stringify(Object.fromEntries(measured ?? []));
}

/** What scrolls and holds nothing to focus must take the focus itself, or keys could not scroll it. */
const scrolled = { tabIndex: 0 };

const Drawn = memo(function Drawn({ drawing }: { readonly drawing: Drawing }) {
  const id = useId();
  const { width, height, heads, arrows, bars, labels, frames, dividers } = drawing;
  return (
    <svg className={classes['diagram']} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <defs>
        <marker id={`${id}full`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M0 0.5 L8 4 L0 7.5 Z" className={classes['tip']} />
        </marker>
        <marker id={`${id}open`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M1 1 L7 4 L1 7" className={classes['openTip']} />
        </marker>
      </defs>
      {frames.map((frame, i) => (
        <FrameBox key={i} frame={frame} />
      ))}
      {heads.map(({ id: node, x }) => (
        <line key={node} className={classes['life']} x1={x} x2={x} y1={0} y2={height - 6} />
      ))}
      {bars.map(({ x, y1, y2 }, i) => (
        <rect key={i} className={classes['bar']} x={x - HALF_BAR} y={y1} width={2 * HALF_BAR} height={y2 - y1} rx={1.5} />
      ))}
      {frames.map((frame, i) => (
        <FrameWords key={i} frame={frame} />
      ))}
      {dividers.map(({ y, text }) => (
        <g key={y} className={classes['divider']}>
          <line x1={8} x2={width - 8} y1={y} y2={y} />
          <rect x={18} y={y - 9} width={textWidth(text) + 12} height={18} />
          <text x={24} y={y + 4}>
            {text}
          </text>
        </g>
      ))}
      {labels.map((label, i) => (
        <LabelText key={i} label={label} />
      ))}
      {arrows.map((arrow, i) => (
        <ArrowLine key={i} arrow={arrow} tips={id} />
      ))}
    </svg>
  );
});

/** Who takes part; stays in sight while one scrolls down. */
const Heads = memo(function Heads({ drawing: { width, heads } }: { readonly drawing: Drawing }) {
  return (
    <svg
      className={`${classes['diagram']} ${classes['heads']}`}
      width={width}
      height={HEAD_HEIGHT + 6}
      viewBox={`0 0 ${width} ${HEAD_HEIGHT + 6}`}
      aria-hidden
    >
      {heads.map((head) => (
        <HeadBox key={head.id} head={head} />
      ))}
    </svg>
  );
});

const useLit = (step: string | null): boolean => useOperationsUi(({ hovered }) => isLit(step, hovered));

/** Pointer and click for what stands for a step. */
const partOf = (step: string | null) =>
  step === null
    ? {}
    : { onPointerEnter: () => hoverStep(step), onPointerLeave: () => hoverStep(null), onClick: () => goToStep(step), 'data-step': step };

function HeadBox({ head: { x, width, name, kind } }: { readonly head: Head }) {
  const Icon = kindIcon(kind);
  return (
    <g className={classes['head']}>
      <rect x={x - width / 2} y={2} width={width} height={HEAD_HEIGHT - 2} rx={5} />
      <Icon x={x - width / 2 + 8} y={9} size={14} stroke={1.6} />
      <text x={x + 10} y={HEAD_HEIGHT / 2 + 5} textAnchor="middle">
        {cutText(name)}
        <title>{name}</title>
      </text>
    </g>
  );
}

function ArrowLine({ arrow, tips }: { readonly arrow: Arrow; readonly tips: string }) {
  const { style, x1, x2, y, text, textX, self, step } = arrow;
  const lit = useLit(step);
  const shown = cutText(text);
  const tip = `url(#${tips}${style === 'call' ? 'full' : 'open'})`;
  const path = self ? `M${x1} ${y} h26 v14 H${x1}` : `M${x1} ${y} H${x2}`;
  return (
    <g className={classes['arrow']} data-style={style} data-lit={lit || undefined} {...partOf(step)}>
      <path className={classes['reach']} d={path} />
      <path className={classes['line']} d={path} markerEnd={tip} />
      {shown && (
        <text x={textX} y={y - 5} textAnchor="middle">
          {shown}
          {shown !== text && <title>{text}</title>}
        </text>
      )}
    </g>
  );
}

function LabelText({ label: { what, x, y, text, step } }: { readonly label: Label }) {
  const lit = useLit(step);
  const shown = cutText(text);
  return (
    <g className={classes['label']} data-what={what} data-lit={lit || undefined} {...partOf(step)}>
      <Mark what={what} x={x} y={y} />
      <text x={x + 12} y={y}>
        {shown}
        {shown !== text && <title>{text}</title>}
      </text>
    </g>
  );
}

/** Work is a filled square, waiting a hollow ring, an effect a diamond: told apart without colour. */
function Mark({ what, x, y }: Pick<Label, 'what' | 'x' | 'y'>) {
  switch (what) {
    case 'work':
      return <rect className={classes['mark']} x={x} y={y - 7} width={7} height={7} rx={1} />;
    case 'wait':
      return <circle className={classes['ring']} cx={x + 3.5} cy={y - 3.5} r={3.2} />;
    case 'effect':
      return <path className={classes['mark']} d={`M${x + 3.5} ${y - 8} l4 4.5 l-4 4.5 l-4 -4.5 Z`} />;
    case 'remark':
      return <path className={classes['ring']} d={`M${x} ${y - 3.5} h7`} />;
  }
}

const frameTitle = { parallel: 'par', alternative: 'alt', loop: 'loop', saga: 'saga' } as const;

function FrameBox({ frame: { x1, x2, y1, y2, step } }: { readonly frame: Frame }) {
  const lit = useLit(step);
  return <rect className={classes['frame']} data-lit={lit || undefined} x={x1} y={y1} width={x2 - x1} height={y2 - y1} rx={4} />;
}

function FrameWords({ frame: { frame, x1, x2, y1, text, step, sections } }: { readonly frame: Frame }) {
  const title = frameTitle[frame];
  const tab = textWidth(title) + 14;
  return (
    <g className={classes['frameWords']}>
      <g {...partOf(step)}>
        <path className={classes['tab']} d={`M${x1} ${y1} h${tab} v10 l-6 6 H${x1} Z`} />
        <text className={classes['tabText']} x={x1 + 6} y={y1 + 12}>
          {title}
        </text>
        <text x={x1 + tab + 6} y={y1 + 12}>
          {cutText(text)}
          {cutText(text) !== text && <title>{text}</title>}
        </text>
      </g>
      {sections.map((section, i) => (
        <g key={section.y}>
          {i > 0 && <line x1={x1} x2={x2} y1={section.y - 1} y2={section.y - 1} />}
          <text x={x1 + 8} y={section.y + 13}>
            {cutText(section.text)}
          </text>
        </g>
      ))}
    </g>
  );
}
