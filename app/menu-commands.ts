/** A command of the studio as the native menu shows it. Words and keys are those of the studio's own registry: a test compares them. */
export interface MenuCommand {
  readonly id: string;
  readonly label: string;
  /** As Electron writes keys. Only such with Ctrl or Cmd: a letter alone belongs to whoever types. */
  readonly accelerator?: string;
}

/** Between two items of a menu. */
export const line = 'line';
type Section = readonly (MenuCommand | typeof line)[];

const command = (id: string, label: string, accelerator?: string): MenuCommand => ({ id, label, ...(accelerator && { accelerator }) });

/** What the studio can do, menu by menu; what Electron does itself, such as the clipboard, is in `menu.ts`. */
export const menuCommands = {
  open: [
    // Not in the studio's own registry: a browser keeps this key for itself.
    command('file.new', 'New design', 'CmdOrCtrl+N'),
    command('file.open', 'Open a design', 'CmdOrCtrl+O'),
    command('file.library', 'Scenario library'),
  ],
  save: [
    command('file.save', 'Save', 'CmdOrCtrl+S'),
    command('file.save-as', 'Save as…', 'CmdOrCtrl+Shift+S'),
    line,
    command('file.import', 'Import…', 'CmdOrCtrl+Shift+O'),
    command('file.export', 'Export…', 'CmdOrCtrl+Shift+E'),
  ],
  undo: [command('edit.undo', 'Undo', 'CmdOrCtrl+Z'), command('edit.redo', 'Redo', 'CmdOrCtrl+Shift+Z')],
  edit: [
    command('edit.duplicate', 'Duplicate', 'CmdOrCtrl+D'),
    command('edit.delete', 'Delete'),
    line,
    command('edit.find', 'Find in the design', 'CmdOrCtrl+F'),
    command('edit.select-none', 'Select nothing'),
    line,
    command('edit.rename', 'Rename'),
    command('edit.connect', 'Draw a link from the selected component'),
    command('edit.operations', 'Edit what the selected component does'),
    command('edit.faults', 'Faults and changes of the selection'),
  ],
  add: [
    command('add.component', 'Add a component, linked from the selected one'),
    command('add.note', 'Add a note'),
    command('add.text', 'Add plain text'),
  ],
  arrange: [
    command('arrange.layout', 'Arrange by itself'),
    command('arrange.layout-selection', 'Arrange the selection by itself'),
    command('arrange.pin', 'Pin in place, or free again'),
    line,
    command('arrange.group', 'Group', 'CmdOrCtrl+G'),
    command('arrange.ungroup', 'Ungroup, keep the content', 'CmdOrCtrl+Shift+G'),
    command('arrange.collapse', 'Collapse or expand the group'),
    command('arrange.delete-group', 'Delete the group with its content'),
    line,
    command('arrange.align-left', 'Align left edges'),
    command('arrange.align-centre', 'Align centres'),
    command('arrange.align-right', 'Align right edges'),
    command('arrange.align-top', 'Align top edges'),
    command('arrange.align-middle', 'Align middles'),
    command('arrange.align-bottom', 'Align bottom edges'),
    line,
    command('arrange.distribute-across', 'Equal gaps from left to right'),
    command('arrange.distribute-down', 'Equal gaps from top to bottom'),
  ],
  view: [
    command('view.fit', 'Fit the design', 'CmdOrCtrl+0'),
    command('view.fit-selection', 'Zoom to the selection'),
    command('view.zoom-in', 'Zoom in', 'CmdOrCtrl+='),
    command('view.zoom-out', 'Zoom out', 'CmdOrCtrl+-'),
    command('view.map', 'Show or hide the map'),
    line,
    command('view.left', 'Show or hide the components', 'CmdOrCtrl+B'),
    command('view.bottom', 'Show or hide time and charts', 'CmdOrCtrl+J'),
    command('view.right', 'Show or hide the inspector', 'CmdOrCtrl+I'),
    command('view.swap-sides', 'Swap components and inspector'),
    command('view.reference', 'Show or hide the reference solution'),
  ],
  panels: [
    command('view.charts', 'Show charts'),
    command('view.dashboard', 'Show dashboard'),
    command('view.operations', 'Show operations'),
    command('view.traces', 'Show traces'),
    command('view.bottleneck', 'Show bottleneck'),
    command('view.cascade', 'Show cascade'),
    command('view.events', 'Show events'),
    command('view.findings', 'Show findings'),
    command('view.what-if', 'Show what if'),
  ],
  colours: [
    command('view.light', 'Light colours'),
    command('view.dark', 'Dark colours'),
    command('view.system-colours', 'Colours of the system'),
  ],
  run: [
    command('run.toggle', 'Play or pause'),
    command('run.step', 'Step by 200 ms of simulated time'),
    command('run.slower', 'Slower'),
    command('run.faster', 'Faster'),
    command('run.restart', 'Restart from time 0'),
    line,
    command('run.now', 'Back to the newest moment'),
    command('run.play-from-here', 'Play from the moment that is looked at'),
    command('run.fork', 'Fork from the moment that is shown'),
    command('run.traces', 'Traces of requests around the moment that is shown'),
    command('run.plan-fault', 'Plan a fault'),
    line,
    command('run.replications', 'Many runs, with confidence intervals'),
    command('run.what-if', 'What if… about the selection'),
  ],
  questions: [
    command('run.sweep', 'Sweep a parameter'),
    command('run.tornado', 'Which parameter matters most'),
    command('run.knee', 'Find the highest load that is borne'),
    command('run.right-size', 'Find the cheapest sizes'),
    command('run.chaos', 'Try every fault everywhere'),
    command('run.experiment', 'Do the experiments of the design'),
    command('run.metastability', 'Map after which surges it does not find back'),
    line,
    command('run.answer', 'Answer in a wide view'),
    command('run.cancel-question', 'Cancel the question under way'),
  ],
  practice: [
    command('practice.start', 'Practise an interview'),
    command('practice.challenges', 'Mend a design that fails: challenges'),
    command('practice.drill', 'Practise one question in five minutes'),
    command('practice.progress', 'Progress in practice'),
    line,
    command('practice.interview', 'Go on with the interview'),
    command('practice.clock', 'Pause the interview’s clock, or let it go on'),
    command('practice.components', 'Components beside the clock, or back to the interview'),
    command('practice.close', 'Close practice'),
  ],
  help: [command('help.palette', 'Command palette', 'CmdOrCtrl+K'), command('help.keys', 'Keys'), command('help.tour', 'Two-minute tour')],
} as const satisfies Readonly<Record<string, Section>>;
