import { Button } from '@mantine/core';
import { IconCopy, IconFileTypography, IconPencilPlus, IconShape2 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { studio, useStudio } from '../../store/studio';
import { canvasName, emptyCanvas, showCanvas, showKeptCanvas } from '../canvas';
import { practice } from '../practice';
import { showComponents, usePracticeUi } from '../practice-ui';
import styles from '../practice.module.css';
import type { StepProps } from './InterviewScreen';

/** Which canvas one draws on: one's own, that the interview keeps. What was open before is asked about, and stays as it is. */
export function OwnCanvas({ interview, prompt }: StepProps) {
  const own = usePracticeUi((ui) => ui.canvas === interview.id);
  const name = useStudio((s) => s.document.name ?? 'this design');
  const parts = useStudio((s) => s.document.nodes?.length ?? 0);
  const kept = useKept(interview.id, own);
  if (own) {
    return (
      <section className={styles['card']} aria-label="Your canvas">
        <p className={styles['words']}>
          You draw on your own canvas; each change is kept with the interview.{' '}
          {parts === 0 ? 'Begin with a client: who sends the requests?' : `It has ${parts} ${parts === 1 ? 'component' : 'components'}.`}
        </p>
        <Button size="compact-sm" variant="default" leftSection={<IconShape2 size={15} aria-hidden />} onClick={() => showComponents(true)}>
          Components
        </Button>
      </section>
    );
  }
  const copy = () => {
    const { document } = studio.getState();
    showCanvas(interview, { ...document, name: canvasName(interview.ask) });
  };
  return (
    <section className={styles['card']} aria-label="Your canvas">
      <p className={styles['words']}>Another design is on the canvas. Draw on a canvas of your own: what is open now is not changed.</p>
      <div className={styles['row']}>
        {kept && (
          <Button
            size="compact-sm"
            leftSection={<IconFileTypography size={15} aria-hidden />}
            onClick={() => void showKeptCanvas(interview)}
          >
            Back to my canvas
          </Button>
        )}
        <Button
          size="compact-sm"
          variant={kept ? 'default' : 'filled'}
          leftSection={<IconPencilPlus size={15} aria-hidden />}
          onClick={() => showCanvas(interview, emptyCanvas(prompt))}
        >
          {kept ? 'Start anew, empty' : 'Start with an empty canvas'}
        </Button>
        {parts > 0 && (
          <Button size="compact-sm" variant="default" leftSection={<IconCopy size={15} aria-hidden />} onClick={copy}>
            Start from a copy of “{name}”
          </Button>
        )}
      </div>
    </section>
  );
}

/** Whether the interview has a canvas already. */
function useKept(interview: string, own: boolean): boolean {
  const [kept, setKept] = useState(false);
  useEffect(() => {
    let current = true;
    void practice
      .getState()
      .canvas(interview)
      .then((design) => current && setKept(design !== null));
    return () => {
      current = false;
    };
  }, [interview, own]);
  return kept;
}
