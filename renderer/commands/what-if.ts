import { studio } from '../store/studio';
import { forms } from '../what-if/forms/registry';
import { whatIfs } from '../what-if/session';
import { askAbout, openForm, setWide } from '../what-if/what-if-ui';
import type { Command } from './command';

/** What is selected, or all of it. */
function askAboutSelection(): void {
  const { nodes, links } = studio.getState().selection;
  const node = nodes.at(-1);
  const link = links.at(-1);
  askAbout(node !== undefined ? { node } : link !== undefined ? { link } : null);
}

export const whatIfCommands: readonly Command[] = [
  { id: 'run.what-if', title: 'What if… about the selection', group: 'Run', keys: ['W'], where: 'canvas', run: askAboutSelection },
  ...forms
    .filter(({ id }) => id !== 'ask')
    .map(({ id, command }): Command => ({ id: `run.${id}`, title: command, group: 'Run', run: () => openForm(id) })),
  {
    id: 'run.answer',
    title: 'Answer in a wide view',
    group: 'Run',
    enabled: () => whatIfs.getState().shown !== null || whatIfs.getState().job !== null,
    run: () => setWide(true),
  },
  {
    id: 'run.cancel-question',
    title: 'Cancel the question under way',
    group: 'Run',
    enabled: () => whatIfs.getState().job?.phase === 'running',
    run: () => whatIfs.getState().cancel(),
  },
];
