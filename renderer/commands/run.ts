import { nextSpeed } from '../panels/speeds';
import { planFault } from '../fault-script/fault-script-ui';
import { live } from '../store/live';
import { replications } from '../replications/replications';
import { studio } from '../store/studio';
import { backToNow, forkHere, looksBack, playFromHere } from '../time/jump';
import { showTracesAround } from '../traces/traces-ui';
import type { Command } from './command';

const faster = (direction: 1 | -1) => () => studio.getState().setSpeed(nextSpeed(studio.getState().speed, direction));

export const runCommands: readonly Command[] = [
  {
    id: 'run.toggle',
    title: 'Play or pause',
    group: 'Run',
    keys: ['space'],
    where: 'not-on-controls',
    run: () => studio.getState().togglePlay(),
  },
  {
    id: 'run.step',
    title: 'Step by 200 ms of simulated time',
    group: 'Run',
    keys: ['.'],
    where: 'not-on-controls',
    run: () => studio.getState().step(),
  },
  { id: 'run.slower', title: 'Slower', group: 'Run', keys: ['['], where: 'not-on-controls', run: faster(-1) },
  { id: 'run.faster', title: 'Faster', group: 'Run', keys: [']'], where: 'not-on-controls', run: faster(1) },
  {
    id: 'run.restart',
    title: 'Restart from time 0',
    group: 'Run',
    keys: ['shift+R'],
    where: 'not-on-controls',
    run: () => studio.getState().restart(),
  },
  { id: 'run.now', title: 'Back to the newest moment', group: 'Run', enabled: looksBack, run: backToNow },
  { id: 'run.play-from-here', title: 'Play from the moment that is looked at', group: 'Run', enabled: looksBack, run: playFromHere },
  {
    id: 'run.traces',
    title: 'Traces of requests around the moment that is shown',
    group: 'Run',
    run: () => showTracesAround(live.shownTime),
  },
  { id: 'run.fork', title: 'Fork from the moment that is shown', group: 'Run', run: forkHere },
  { id: 'run.plan-fault', title: 'Plan a fault', group: 'Run', run: () => planFault(Math.ceil(live.time)) },
  {
    id: 'run.replications',
    title: 'Many runs, with confidence intervals',
    group: 'Run',
    run: () => replications.getState().open(),
  },
];
