import { Button } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Cascade, CascadeStep } from '../../engine/measure/cascade';
import { cascadeSentence, stepWords } from '../../engine/measure/cascade-words';
import { DocsLink } from '../docs/DocsLink';
import { formatClock, formatShare } from '../panels/format';
import { studio, useStudio } from '../store/studio';
import { cascadeUi, hideCascade, nextStep, playSteps, showStep, useCascadeUi } from './cascade-ui';
import styles from './cascade.module.css';
import { stateTitles } from './state-titles';
import { useCascade } from './use-cascade';

/** How long a step is shown while it is played. [ms] */
const PER_STEP = 1_400;

/** Who degraded first, who followed and through which link: the sentence, the steps, and both on the canvas. */
export function CascadePanel() {
  const cascade = useCascade();
  const names = useNames();
  useEffect(() => hideCascade, []);
  if (cascade === null || cascade.steps.length === 0) return <Empty started={cascade !== null} />;
  return (
    <div className={styles['panel']}>
      <div className={styles['top']}>
        <p className={styles['sentence']} data-testid="cascade-sentence">
          {cascadeSentence(cascade, names.node, names.target)}
        </p>
        <PlayButton steps={cascade.steps} />
        <DocsLink page="cascade-and-blame" />
      </div>
      <Steps cascade={cascade} />
      {cascade.unexplained >= 0.01 && (
        <p className={styles['rest']}>
          {formatShare(cascade.unexplained)} of the blame lies with nobody: what came late had no time beyond the usual anywhere.
        </p>
      )}
    </div>
  );
}

function Empty({ started }: { readonly started: boolean }) {
  return (
    <p className={styles['empty']}>
      {started
        ? 'Nothing has degraded so far. Put a fault on a node (bolt button or right click), then watch here who follows, through which link, and who is to blame.'
        : 'Press Play: who degrades first and who follows is told here.'}
    </p>
  );
}

function PlayButton({ steps }: { readonly steps: readonly CascadeStep[] }) {
  const playing = useCascadeUi((ui) => ui.playing);
  const shown = useCascadeUi((ui) => ui.at >= 0);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(nextStep, PER_STEP);
    return () => clearInterval(timer);
  }, [playing]);
  return (
    <div className={styles['buttons']}>
      <Button
        size="compact-xs"
        variant="light"
        leftSection={playing ? <IconPlayerStop size={14} /> : <IconPlayerPlay size={14} />}
        onClick={() => (playing ? cascadeUi.setState({ playing: false }) : playSteps(steps))}
      >
        {playing ? 'Stop' : 'Play on canvas'}
      </Button>
      {shown && !playing && (
        <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconX size={14} />} onClick={hideCascade}>
          Clear marks
        </Button>
      )}
    </div>
  );
}

function Steps({ cascade: { steps, shareOf } }: { readonly cascade: Cascade }) {
  const names = useNames();
  const at = useCascadeUi((ui) => ui.at);
  return (
    <ol className={styles['steps']} aria-label="Steps of the cascade">
      {steps.map((step, i) => (
        <li key={`${step.at} ${step.node} ${step.link} ${step.state}`}>
          <button
            type="button"
            className={styles['step']}
            data-now={i === at || undefined}
            data-worse={step.worse || undefined}
            onClick={() => choose(steps, i)}
          >
            <span className={styles['index']}>{i + 1}</span>
            <span className={styles['time']}>{formatClock(Math.round(step.at * 1e9))}</span>
            <span className={styles['state']} data-holds={step.holds || undefined}>
              {stateTitles[step.state]}
            </span>
            <span className={styles['words']}>
              <strong>{step.link === null ? names.node(step.node) : names.link(step.link)}</strong>{' '}
              {stepWords(step, names.node, names.target)}
              <Origin step={step} fault={names.fault} />
            </span>
            <Blame step={step} shareOf={shareOf} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function Origin({ step, fault }: { readonly step: CascadeStep; readonly fault: (id: string) => string }) {
  if (step.from !== null) return <span className={styles['origin']}> ← {step.from + 1}</span>;
  return step.fault === null ? null : <span className={styles['origin']}> fault: {fault(step.fault)}</span>;
}

function Blame({ step, shareOf }: { readonly step: CascadeStep; readonly shareOf: Cascade['shareOf'] }) {
  const { share, failed, late, extraTime } = step;
  if (share === null) return <span className={styles['blame']} />;
  const of = shareOf === 'time' ? `${extraTime.toFixed(1)} s beyond the usual` : `${failed} failed, ${Math.round(late)} late`;
  return (
    <span className={styles['blame']} title={`Share of the blame: ${of}`}>
      <span className={styles['bar']} style={{ inlineSize: `${Math.round(100 * share)}%` }} />
      <span className={styles['share']}>{formatShare(Math.round(share * 100) / 100)}</span>
    </span>
  );
}

function choose(steps: readonly CascadeStep[], i: number): void {
  const step = steps[i];
  if (!step) return;
  showStep(steps, i);
  const link = step.link ?? step.through;
  studio.getState().select({ nodes: step.link === null ? [step.node] : [], links: link === null ? [] : [link] });
}

function useNames() {
  const document = useStudio((s) => s.document);
  const node = (id: string): string => document.nodes?.find((each) => each.id === id)?.name ?? id;
  const found = (id: string) => document.links?.find((each) => each.id === id);
  return {
    node,
    target: (link: string): string => found(link)?.to ?? link,
    link: (id: string): string => {
      const link = found(id);
      return link ? `${node(link.from)} → ${node(link.to)}` : id;
    },
    fault: (id: string): string => document.faults?.find((fault) => fault.id === id)?.action ?? id,
  };
}
