import { UnstyledButton } from '@mantine/core';
import { IconCircle, IconCircleCheck, IconCircleHalf2 } from '@tabler/icons-react';
import { keptAt } from '../../recovery/kept-at';
import { usePractice } from '../practice';
import styles from '../practice.module.css';
import { useNow } from '../use-now';
import { levelWords } from '../words';
import { take } from './attempts';
import { type ChallengeState, stateOf } from './challenge-state';
import own from './challenge.module.css';
import { useChallenges } from './challenges';

/** Designs that fail, each for one cause; and how one stands with each. */
export function ChallengeList() {
  const challenges = useChallenges() ?? [];
  const attempts = usePractice((p) => p.attempts);
  const today = new Date(useNow());
  const states = challenges.map((each) => ({ ...each, state: stateOf(each.slug, attempts) }));
  const solved = states.filter(({ state }) => state.solved !== null).length;
  return (
    <section aria-label="Challenges">
      <h3 className={styles['section']}>A design that fails, for one cause</h3>
      <p className={styles['soft']}>
        Find it, mend it, have it checked. {solved} of {challenges.length} solved.
      </p>
      <ul className={styles['list']} aria-label="Designs to mend">
        {states.map(({ state, ...each }) => (
          <li key={each.slug}>
            <UnstyledButton className={`${styles['item']} ${own['pick']}`} onClick={() => take(each)}>
              <Mark state={state} />
              <span>
                {each.challenge.title}
                <small>
                  {each.challenge.topic} · {levelWords[each.challenge.level]} · {stateText(state, today)}
                </small>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Mark({ state: { open, solved } }: { readonly state: ChallengeState }) {
  if (solved !== null) return <IconCircleCheck size={16} className={styles['right']} aria-hidden />;
  return open === null ? <IconCircle size={16} aria-hidden /> : <IconCircleHalf2 size={16} aria-hidden />;
}

function stateText({ open, solved }: ChallengeState, today: Date): string {
  const begun = open === null ? '' : 'under way';
  if (solved === null) return begun === '' ? 'open' : begun;
  return [`solved ${keptAt(solved, today)}`, ...(begun === '' ? [] : [begun])].join(', ');
}
