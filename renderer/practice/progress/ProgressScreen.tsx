import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { type Dimension, dimensions } from '../../../engine/practice/prompt-file';
import { keptAt } from '../../recovery/kept-at';
import { saveText } from '../../what-if/save-text';
import { exportPractice, practice, usePractice } from '../practice';
import { look } from '../challenge/attempts';
import { practiceUi, showScreen } from '../practice-ui';
import styles from '../practice.module.css';
import type { Attempt, Interview } from '../record';
import { dimensionWords } from '../words';
import { useNow } from '../use-now';
import own from './progress.module.css';
import { dimensionReviews, type Standing, standings } from './review';
import { streakOf } from './streak';

/** What was practised on this machine, how it went, and what is worth practising next. */
export function ProgressScreen() {
  const interviews = usePractice((p) => p.interviews);
  const attempts = usePractice((p) => p.attempts);
  const now = useNow();
  const past = [...interviews, ...attempts].filter(({ ended }) => ended !== null).sort((a, b) => (b.ended ?? 0) - (a.ended ?? 0));
  if (past.length === 0) {
    return (
      <div className={styles['screen']}>
        <h2 className={styles['title']}>Progress</h2>
        <p className={styles['words']}>
          Nothing yet. What you practise is kept on this machine, and nowhere else: an interview of 38 minutes, or one question in five.
        </p>
        <div className={styles['row']}>
          <Button size="compact-sm" onClick={() => showScreen('start')}>
            Choose an interview
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => showScreen('drill')}>
            One question
          </Button>
        </div>
      </div>
    );
  }
  const streak = streakOf(
    past.map(({ ended }) => ended ?? 0),
    now,
  );
  return (
    <div className={styles['screen']}>
      <div>
        <h2 className={styles['title']}>Progress</h2>
        <p className={styles['soft']}>
          {streak.days > 1 ? `${streak.days} days in a row. ` : ''}
          Practised on {streak.lately} of the last 28 days.
        </p>
      </div>
      <Dimensions all={standings(dimensions, dimensionReviews(interviews), now)} now={now} />
      <section aria-label="History">
        <h3 className={styles['section']}>History</h3>
        <ul className={styles['list']}>
          {past.map((each) => (
            <Past key={each.id} of={each} today={new Date(now)} />
          ))}
        </ul>
      </section>
      <Keep />
    </div>
  );
}

function Dimensions({ all, now }: { readonly all: readonly Standing<Dimension>[]; readonly now: number }) {
  return (
    <section aria-label="What to practise next">
      <h3 className={styles['section']}>What to practise next</h3>
      <table className={own['table']}>
        <thead>
          <tr>
            <th scope="col">Dimension</th>
            <th scope="col">Last score</th>
            <th scope="col">Again</th>
          </tr>
        </thead>
        <tbody>
          {all.map(({ key, scores, due }) => (
            <tr key={key}>
              <th scope="row">{dimensionWords[key]}</th>
              <td>{scores.at(-1) ?? '—'}</td>
              <td>{dueText(due, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const DAY = 86_400_000;

function dueText(due: number | null, now: number): string {
  if (due === null) return 'not tried yet';
  const days = Math.round((due - now) / DAY);
  return days <= 0 ? 'now' : days === 1 ? 'tomorrow' : `in ${days} days`;
}

function Past({ of, today }: { readonly of: Interview | Attempt; readonly today: Date }) {
  const [sure, setSure] = useState(false);
  const title = 'ask' in of ? of.ask : of.title;
  const score = 'ask' in of ? (of.critique?.score ?? null) : of.score;
  const show = () => {
    if ('ask' in of) {
      practiceUi.setState({ interview: of.id });
      showScreen('interview');
    } else if (of.kind === 'challenge') look(of.id);
    else {
      practiceUi.setState({ attempt: of.id });
      showScreen('drill');
    }
  };
  return (
    <li className={own['past']}>
      <UnstyledButton className={styles['item'] ?? ''} onClick={show}>
        {title}
        <small>
          {keptAt(of.ended ?? of.begun, today)}
          {score === null ? '' : ` · ${score} of 100`}
        </small>
      </UnstyledButton>
      {sure ? (
        <Button
          size="compact-xs"
          color="orange"
          variant="default"
          onClick={() => void practice.getState().drop(of.id)}
          onBlur={() => setSure(false)}
        >
          Delete for good
        </Button>
      ) : (
        <ActionIcon variant="subtle" color="gray" size={26} aria-label={`Delete “${title}”`} onClick={() => setSure(true)}>
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}

/** Takes all of it along, or deletes it. */
function Keep() {
  const save = async () => {
    await practice.getState().settled();
    saveText(`${JSON.stringify(await exportPractice(), null, 2)}\n`, 'faultline-practice.json', 'application/json');
  };
  return (
    <div className={styles['row']}>
      <Button size="compact-sm" variant="default" leftSection={<IconDownload size={15} aria-hidden />} onClick={() => void save()}>
        Export all
      </Button>
      <Menu position="top-start" withinPortal>
        <Menu.Target>
          <Button size="compact-sm" variant="default" leftSection={<IconTrash size={15} aria-hidden />}>
            Delete all
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" onClick={() => void practice.getState().dropAll()}>
            Delete everything that was practised, for good
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
