import { Collapse, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconCircleHalf2, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Critique, JudgedCriterion } from '../../../engine/practice/critique/document';
import { levels } from '../../../engine/practice/levels';
import styles from '../practice.module.css';
import { levelWords } from '../words';
import own from './report.module.css';
import { Told } from './Told';

type Dimension = Critique['dimensions'][number];

interface DimensionsProps {
  readonly critique: Critique;
  readonly interview: string;
  /** All are open, for paper. */
  readonly open?: boolean;
}

/** Each dimension with its score; opened, what that rests on. */
export function Dimensions({ critique, interview, open = false }: DimensionsProps) {
  return (
    <section aria-label="Score by dimension">
      <h3 className={styles['section']}>Score by dimension</h3>
      <ul className={styles['list']}>
        {critique.dimensions.map((dimension) => (
          <One key={dimension.id} dimension={dimension} interview={interview} initially={open} />
        ))}
      </ul>
    </section>
  );
}

interface OneProps {
  readonly dimension: Dimension;
  readonly interview: string;
  readonly initially: boolean;
}

function One({ dimension: { title, score, criteria, stronger }, interview, initially }: OneProps) {
  const [open, setOpen] = useState(initially);
  const judged = criteria.filter(({ share, counts }) => share !== null && counts);
  return (
    <li>
      <UnstyledButton className={own['dimension'] ?? ''} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronDown size={14} className={own['chevron']} data-open={open || undefined} aria-hidden />
        <span>{title}</span>
        <span className={own['meter']} aria-hidden>
          <span style={{ width: `${score ?? 0}%` }} />
        </span>
        <strong>{score === null ? '—' : Math.round(score)}</strong>
      </UnstyledButton>
      <Collapse expanded={open}>
        <div className={own['inside']}>
          {judged.length === 0 && <p className={styles['soft']}>There was nothing to judge.</p>}
          <ul className={own['criteria']}>
            {judged.map((criterion) => (
              <Criterion key={criterion.id} criterion={criterion} interview={interview} />
            ))}
          </ul>
          {levels.map(
            (level) =>
              stronger[level].length > 0 && (
                <div key={level}>
                  <p className={styles['soft']}>A stronger {levelWords[level].toLowerCase()} answer:</p>
                  <ul className={own['stronger']}>
                    {stronger[level].map((text) => (
                      <li key={text}>{text}</li>
                    ))}
                  </ul>
                </div>
              ),
          )}
        </div>
      </Collapse>
    </li>
  );
}

const signs = {
  met: { Icon: IconCheck, word: 'met' },
  partly: { Icon: IconCircleHalf2, word: 'partly met' },
  missed: { Icon: IconX, word: 'missed' },
} as const;

function Criterion({
  criterion: { title, share, evidence },
  interview,
}: {
  readonly criterion: JudgedCriterion;
  readonly interview: string;
}) {
  const how = share === 1 ? 'met' : (share ?? 0) >= 0.5 ? 'partly' : 'missed';
  const { Icon, word } = signs[how];
  return (
    <li>
      <span className={own['criterion']} data-how={how}>
        <Icon size={14} role="img" aria-label={word} /> {title}
      </span>
      {evidence.map((told) => (
        <p key={told.text} className={own['evidence']}>
          <Told told={told} interview={interview} />
        </p>
      ))}
    </li>
  );
}
