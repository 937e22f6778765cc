import { Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import type { Problem } from '../../engine/core/problem';
import { studio } from '../store/studio';
import classes from './panels.module.css';
import { problemSubject } from './problem-place';

/** What is wrong, where, and what to do about it; a click selects the thing. */
export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul className={classes['problems']}>
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.where}`}>
          <ProblemEntry problem={problem} />
        </li>
      ))}
    </ul>
  );
}

function ProblemEntry({ problem }: { readonly problem: Problem }) {
  const { severity, message, remedy, where, code } = problem;
  const subject = problemSubject(problem, studio.getState().document);
  const Icon = severity === 'error' ? IconCircleX : IconAlertTriangle;
  const body = (
    <>
      <Icon size={16} stroke={1.8} className={classes['problemIcon']} aria-hidden />
      <span>
        <Text component="span" size="sm" fw={600} display="block">
          {severity === 'error' ? 'Error' : 'Warning'}: {message}
        </Text>
        <Text component="span" size="sm" display="block">
          {remedy}
        </Text>
        <Text component="span" size="xs" c="dimmed" display="block" className={classes['mono'] ?? ''}>
          {where} · {code}
        </Text>
      </span>
    </>
  );
  return subject ? (
    <UnstyledButton className={classes['problem'] ?? ''} data-severity={severity} onClick={() => studio.getState().select(subject)}>
      {body}
    </UnstyledButton>
  ) : (
    <div className={classes['problem']} data-severity={severity}>
      {body}
    </div>
  );
}
