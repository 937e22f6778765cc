import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Problem } from '../../engine/core/problem';
import { studio } from '../store/studio';
import classes from './panels.module.css';
import { problemSubject } from './problem-place';

/** What is wrong, where, and what to do about it; a click selects the thing. */
export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? problems : problems.slice(0, MOST_SHOWN);
  return (
    <>
      <ul className={classes['problems']}>
        {shown.map((problem, i) => (
          // One rule may be broken twice at the same place.
          <li key={`${problem.code} ${problem.where} ${i}`}>
            <ProblemEntry problem={problem} />
          </li>
        ))}
      </ul>
      {shown.length < problems.length && (
        <Button size="compact-xs" variant="subtle" mt={6} onClick={() => setAll(true)}>
          Show {problems.length - shown.length} more
        </Button>
      )}
    </>
  );
}

/** A large design without a single timeout has hundreds; the first ones say what to do. */
const MOST_SHOWN = 20;

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
