import { Button, Menu, TextInput } from '@mantine/core';
import { IconList, IconSend } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { asked as answerTo, neverAsked, type Reveal } from '../../../engine/practice/clarify';
import type { Prompt } from '../../../engine/practice/prompt-file';
import { Note } from '../Note';
import { practice } from '../practice';
import styles from '../practice.module.css';
import type { Asked } from '../record';
import { revealWords } from '../words';
import type { StepProps } from './InterviewScreen';
import own from './interview.module.css';

/** Questions and the answers that they bring, and the requirements that one takes from them. */
export function Clarify({ interview, prompt }: StepProps) {
  return (
    <>
      <Conversation interview={interview} prompt={prompt} />
      <section aria-label="Requirements" className={own['notes']}>
        <Note interview={interview} note="functional" label="What it must do" placeholder={'One requirement a line'} />
        <Note
          interview={interview}
          note="qualities"
          label="How well it must do it"
          placeholder={'Numbers where you have them: requests a second, how fast, how often it may fail'}
        />
      </section>
    </>
  );
}

function Conversation({ interview, prompt }: StepProps) {
  const { id, asked, notes } = interview;
  const draft = notes.question ?? '';
  const list = useRef<HTMLOListElement>(null);
  const ask = (text: string, reveals: readonly string[]) =>
    practice.getState().change(id, (was) => ({ ...was, asked: [...was.asked, { text, reveals }], notes: { ...was.notes, question: '' } }));
  useEffect(() => {
    list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }, [asked.length]);
  const send = () => {
    const text = draft.trim();
    if (text !== '')
      ask(
        text,
        answerTo(prompt, text).reveals.map((each) => each.id),
      );
  };
  const known = asked.flatMap(({ reveals }) => reveals);
  return (
    <section aria-label="Questions to the interviewer">
      {asked.length > 0 ? (
        <ol className={own['talk']} ref={list} role="log" aria-label="Questions and answers">
          {asked.map((each, i) => (
            // The same question may be asked twice.
            <Exchange key={i} asked={each} prompt={prompt} />
          ))}
        </ol>
      ) : (
        <p className={styles['soft']}>
          The interviewer tells you only what you ask for. What you do not learn, you must assume, and say so.
        </p>
      )}
      <form
        className={own['ask']}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextInput
          size="sm"
          aria-label="Your question"
          placeholder="How many users are there?"
          maxLength={300}
          value={draft}
          onChange={(event) => practice.getState().note(id, 'question', event.currentTarget.value)}
        />
        <Button type="submit" size="xs" leftSection={<IconSend size={15} aria-hidden />} disabled={draft.trim() === ''}>
          Ask
        </Button>
      </form>
      <Pick reveals={neverAsked(prompt, known)} onPick={({ question, id: reveal }) => ask(question, [reveal])} />
    </section>
  );
}

function Exchange({ asked: { text, reveals }, prompt }: { readonly asked: Asked; readonly prompt: Prompt }) {
  const answers = prompt.reveals.filter(({ id }) => reveals.includes(id));
  return (
    <li>
      <p className={own['question']}>{text}</p>
      {answers.length > 0 ? (
        answers.map(({ id, answer }) => (
          <p key={id} className={own['answer']}>
            {answer}
          </p>
        ))
      ) : (
        <p className={own['answer']}>I leave that to you. State an assumption.</p>
      )}
    </li>
  );
}

/** For those who do not know what to ask. */
function Pick({ reveals, onPick }: { readonly reveals: readonly Reveal[]; readonly onPick: (reveal: Reveal) => void }) {
  const kinds = [...new Set(reveals.map(({ kind }) => kind))];
  return (
    <Menu position="bottom-start" withinPortal width={340}>
      <Menu.Target>
        <Button size="compact-xs" variant="subtle" leftSection={<IconList size={14} aria-hidden />} disabled={reveals.length === 0}>
          {reveals.length === 0 ? 'All questions are answered' : 'Pick a question'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {kinds.map((kind) => (
          <div key={kind}>
            <Menu.Label>{revealWords[kind]}</Menu.Label>
            {reveals
              .filter((reveal) => reveal.kind === kind)
              .map((reveal) => (
                <Menu.Item key={reveal.id} onClick={() => onPick(reveal)}>
                  {reveal.question}
                </Menu.Item>
              ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
