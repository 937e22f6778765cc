import { Button, Progress } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconPlayerPlay, IconPlayerStop, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { resolve } from '../../../engine/design/resolve';
import type { Posed } from '../../../engine/practice/challenge';
import { boundText, type Goal, goalNumber, goalsOf } from '../../../engine/practice/challenge-goals';
import type { ChallengeResult } from '../../../engine/what-if/challenge';
import { studio, useStudio } from '../../store/studio';
import styles from '../practice.module.css';
import type { Attempt } from '../record';
import own from './challenge.module.css';
import type { BankChallenge } from './challenges';
import { check, stopChecking, useChecking } from './checking';

interface GoalsProps {
  readonly attempt: Attempt;
  readonly of: BankChallenge;
  readonly designs: Posed;
  /** Whether the document is the canvas of this challenge. */
  readonly mine: boolean;
}

/** What is to be reached, what the last check measured, and the check. */
export function Goals({ attempt, of, designs: { start }, mine }: GoalsProps) {
  const now = useChecking(attempt.id);
  const running = now?.phase === 'running';
  const share = now?.phase === 'running' ? now.share : 0;
  const result = now?.phase === 'done' ? now.result : null;
  const goals = useMemo(() => {
    const resolved = resolve(start);
    return resolved.ok ? goalsOf(resolved.value, of.challenge.goal) : [];
  }, [start, of]);
  return (
    <section className={own['goals']} aria-label="Goal">
      <table className={own['table']}>
        <thead>
          <tr>
            <th scope="col">Goal</th>
            <th scope="col">Wanted</th>
            <th scope="col">Yours</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {goals.map((goal, i) => (
            <GoalRow key={goal.text} goal={goal} found={result?.goals[i] ?? null} />
          ))}
        </tbody>
      </table>
      <div className={styles['row']}>
        {/* One button for both, so that the keyboard stays on it. */}
        <Button
          size="compact-sm"
          disabled={!mine}
          variant={running ? 'default' : 'filled'}
          leftSection={running ? <IconPlayerStop size={15} aria-hidden /> : <IconPlayerPlay size={15} aria-hidden />}
          onClick={() => (running ? stopChecking() : void check(attempt.id, of, studio.getState().document))}
        >
          {running ? 'Stop the check' : 'Check my design'}
        </Button>
        {running && <Progress className={own['progress'] ?? ''} value={share * 100} aria-label="Runs done" />}
      </div>
      <div role="status" className={styles['words']}>
        {now === null && <span className={styles['soft']}>It runs your design with three seeds; the worst of them counts.</span>}
        {running && 'Running your design, three times…'}
        {now?.phase === 'failed' && `It could not be checked: ${now.why}`}
        {now?.phase === 'done' && <Verdict result={now.result} checked={now.design} mine={mine} />}
      </div>
    </section>
  );
}

function GoalRow({ goal, found }: { readonly goal: Goal; readonly found: ChallengeResult['goals'][number] | null }) {
  const measured = found === null ? '–' : found.worst === null ? 'none' : goalNumber(goal.unit, found.worst);
  return (
    <tr>
      <th scope="row">{goal.text}</th>
      <td>{boundText(goal)}</td>
      <td>{measured}</td>
      <td>
        <span className={found === null ? styles['soft'] : styles[found.met ? 'right' : 'wrong']}>
          <Mark met={found?.met ?? null} /> {found === null ? 'open' : found.met ? 'kept' : 'missed'}
        </span>
      </td>
    </tr>
  );
}

function Mark({ met }: { readonly met: boolean | null }) {
  if (met === null) return <IconCircleDashed size={13} aria-hidden />;
  return met ? <IconCheck size={13} aria-hidden /> : <IconX size={13} aria-hidden />;
}

interface VerdictProps {
  readonly result: ChallengeResult;
  /** The document as it was checked. */
  readonly checked: object;
  readonly mine: boolean;
}

function Verdict({ result: { solved, goals, changed }, checked, mine }: VerdictProps) {
  const document = useStudio((s) => s.document);
  const missed = goals.filter(({ met }) => !met).length;
  return (
    <>
      {solved ? (
        <strong className={styles['right']}>Solved: every goal is kept.</strong>
      ) : (
        missed > 0 && `Not yet: ${missed} of ${goals.length} goals missed.`
      )}
      {changed.length > 0 && (
        <p className={styles['words']}>
          Not yours to change: {changed.map((id) => nameOf(document.nodes, id)).join(', ')}. Traffic, third parties, distances and how long
          work takes stay as they were.
        </p>
      )}
      {mine && document !== checked && <p className={styles['soft']}>You have changed it since. Check again to see what that does.</p>}
    </>
  );
}

const nameOf = (nodes: readonly { readonly id: string; readonly name?: string | undefined }[] = [], id: string): string =>
  nodes.find((node) => node.id === id)?.name ?? id;
