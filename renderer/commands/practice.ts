import { pause, start } from '../practice/clock';
import { practice } from '../practice/practice';
import { closePractice, openPractice, practiceUi, showComponents } from '../practice/practice-ui';
import type { Interview } from '../practice/record';
import { isHere } from '../practice/turn';
import type { Command } from './command';

/** The interview that is under way. */
const present = (): Interview | undefined =>
  isHere() ? practice.getState().interviews.find(({ id, ended }) => id === practiceUi.getState().interview && ended === null) : undefined;

export const practiceCommands: readonly Command[] = [
  {
    id: 'practice.start',
    title: 'Practise an interview',
    group: 'Practice',
    run: () => {
      practiceUi.setState({ begin: 'interview' });
      openPractice('start');
    },
  },
  {
    id: 'practice.challenges',
    title: 'Mend a design that fails: challenges',
    group: 'Practice',
    run: () => {
      practiceUi.setState({ begin: 'challenge' });
      openPractice('start');
    },
  },
  { id: 'practice.drill', title: 'Practise one question in five minutes', group: 'Practice', run: () => openPractice('drill') },
  { id: 'practice.progress', title: 'Progress in practice', group: 'Practice', run: () => openPractice('progress') },
  {
    id: 'practice.interview',
    title: 'Go on with the interview',
    group: 'Practice',
    enabled: () => present() !== undefined,
    run: () => openPractice('interview'),
  },
  {
    id: 'practice.clock',
    title: 'Pause the interview’s clock, or let it go on',
    group: 'Practice',
    enabled: () => present() !== undefined,
    run: () => {
      const interview = present();
      if (interview) practice.getState().tick(interview.id, interview.clock.since === null ? start : pause);
    },
  },
  {
    id: 'practice.components',
    title: 'Components beside the clock, or back to the interview',
    group: 'Practice',
    enabled: () => practiceUi.getState().open,
    run: () => showComponents(!practiceUi.getState().components),
  },
  { id: 'practice.close', title: 'Close practice', group: 'Practice', enabled: () => practiceUi.getState().open, run: closePractice },
];
