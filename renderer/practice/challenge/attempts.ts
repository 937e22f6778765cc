import { appPorts } from '../../store/app-ports';
import { studio } from '../../store/studio';
import { openCanvas } from '../canvas';
import { practice } from '../practice';
import { practiceUi, showScreen } from '../practice-ui';
import { stateOf } from './challenge-state';
import { type BankChallenge, designsOf } from './challenges';

/** Goes on with a challenge that was begun, or begins it: with a canvas of one's own. */
export function take(of: BankChallenge): void {
  const { open } = stateOf(of.slug, practice.getState().attempts);
  if (open === null) void begin(of);
  else look(open.id);
}

/** Shows an attempt; what is on the canvas stays. */
export function look(attempt: string): void {
  practiceUi.setState({ challenge: attempt });
  showScreen('challenge');
}

/** Begins a challenge: its design opens as a document of one's own. Changes of another one that no file holds are asked about first. */
export async function begin(of: BankChallenge): Promise<void> {
  const { title } = of.challenge;
  try {
    const { start } = await designsOf(of);
    studio.getState().guard(`Open the challenge “${title}”`, () => {
      const id = practice.getState().beginAttempt('challenge', of.slug, title);
      openCanvas({ id, ask: title }, start);
      look(id);
    });
  } catch {
    appPorts.say({ tone: 'bad', title: `“${title}” was not opened`, message: 'Its files could not be read. Try again.' });
  }
}
