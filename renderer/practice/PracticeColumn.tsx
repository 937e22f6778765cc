import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Components } from '../layout/Components';
import { ClockBar } from './ClockBar';
import { ChallengeScreen } from './challenge/ChallengeScreen';
import { Elsewhere } from './Elsewhere';
import { DrillScreen } from './drill/DrillScreen';
import { InterviewScreen } from './interview/InterviewScreen';
import styles from './practice.module.css';
import { useChallengeAttempt, useInterview, usePractice } from './practice';
import { closePractice, type Screen, showComponents, showScreen, usePracticeUi } from './practice-ui';
import { ProgressScreen } from './progress/ProgressScreen';
import { StartScreen } from './start/StartScreen';
import { useTurn } from './turn';

const bodies: Record<Screen, () => React.ReactNode> = {
  start: StartScreen,
  interview: InterviewScreen,
  drill: DrillScreen,
  challenge: ChallengeScreen,
  progress: ProgressScreen,
};

/** Practice, in the place of components and scenarios: it stands beside the canvas, which stays as it is. */
export function PracticeColumn() {
  const screen = usePracticeUi((ui) => ui.screen);
  const components = usePracticeUi((ui) => ui.components);
  const ready = usePractice((p) => p.ready);
  const elsewhere = useTurn() === 'elsewhere';
  const interview = useInterview();
  const challenge = useChallengeAttempt();
  const Body = bodies[screen];
  const views = [
    { value: 'start', label: 'Start' },
    ...(interview ? [{ value: 'interview', label: interview.ended === null ? 'Interview' : 'Report' }] : []),
    ...(challenge ? [{ value: 'challenge', label: 'Challenge' }] : []),
    { value: 'drill', label: 'Drill' },
    { value: 'progress', label: 'Progress' },
  ];
  return (
    <section className={styles['column']} aria-label="Practice">
      <header className={styles['head']}>
        <SegmentedControl
          size="xs"
          aria-label="Part of practice"
          className={styles['views'] ?? ''}
          data={[...views, { value: 'components', label: 'Components' }]}
          value={components ? 'components' : screen}
          onChange={(to) => (to === 'components' ? showComponents(true) : showScreen(to as Screen))}
        />
        <ActionIcon variant="subtle" color="gray" size={26} aria-label="Close practice" onClick={closePractice}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      {!elsewhere && interview?.ended === null && (screen === 'interview' || components) && <ClockBar interview={interview} />}
      {components ? <Components /> : elsewhere ? <Elsewhere /> : ready ? <Body /> : null}
    </section>
  );
}
