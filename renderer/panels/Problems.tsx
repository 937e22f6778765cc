import { Anchor, Button, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../engine/core/problem';
import { showFinding } from '../findings/findings-ui';
import { goTo } from '../findings/go-to';
import { severityIcons, severityWords } from '../findings/severity-words';
import { goToStep } from '../operations/actions';
import { studio } from '../store/studio';
import classes from './panels.module.css';
import { problemSubject } from './problem-place';

interface ProblemsProps {
  readonly problems: readonly Problem[];
  /** False for the problems of a file that is not on the canvas: there is nothing to go to. */
  readonly places?: boolean;
}

/** What is wrong, where, and what to do about it; a click goes to the thing. */
export function Problems({ problems, places = true }: ProblemsProps) {
  const [all, setAll] = useState(false);
  const shown = all ? problems : problems.slice(0, MOST_SHOWN);
  return (
    <>
      <ul className={classes['problems']}>
        {shown.map((problem, i) => (
          // One rule may be broken twice at the same place.
          <li key={`${problem.code} ${problem.where} ${i}`}>
            <ProblemEntry problem={problem} places={places} />
            {places && (
              <Anchor component="button" type="button" size="xs" ml={32} onClick={() => showFinding(problem)}>
                Details and fixes
              </Anchor>
            )}
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

function ProblemEntry({ problem, places }: { readonly problem: Problem; readonly places: boolean }) {
  const { severity, message, remedy, where, code } = problem;
  const subject = places ? problemSubject(problem, studio.getState().document) : null;
  const Icon = severityIcons[severity];
  const body = (
    <>
      <Icon size={16} stroke={1.8} className={classes['problemIcon']} aria-hidden />
      <span>
        <Text component="span" size="sm" fw={600} display="block">
          {severityWords[severity]}: {message}
        </Text>
        <Text component="span" size="sm" display="block">
          {remedy}
        </Text>
        <Text component="span" size="xs" c="dimmed" display="block" className={classes['mono'] ?? ''}>
          {where && `${where} · `}
          {code}
        </Text>
      </span>
    </>
  );
  return subject ? (
    <UnstyledButton
      className={classes['problem'] ?? ''}
      data-severity={severity}
      onClick={() => {
        goTo(subject);
        goToStep(where);
      }}
    >
      {body}
    </UnstyledButton>
  ) : (
    <div className={classes['problem']} data-severity={severity}>
      {body}
    </div>
  );
}
