import { UnstyledButton } from '@mantine/core';
import type { Told as ToldLine } from '../../../engine/practice/critique/document';
import { reveal } from '../../canvas/reveal';
import { problemSubject } from '../../panels/problem-place';
import { useStudio } from '../../store/studio';
import { usePracticeUi } from '../practice-ui';
import own from './report.module.css';

/** A sentence; where it speaks of a part of the drawing, a click shows that part. */
export function Told({ told: { text, where }, interview }: { readonly told: ToldLine; readonly interview: string }) {
  const design = useStudio((s) => s.document);
  const shown = usePracticeUi((ui) => ui.canvas === interview);
  const subject = where === undefined || !shown ? null : problemSubject({ where }, design);
  if (!subject) return <span>{text}</span>;
  return (
    <UnstyledButton className={own['told'] ?? ''} title="Show it on the canvas" onClick={() => reveal(subject)}>
      {text}
    </UnstyledButton>
  );
}
