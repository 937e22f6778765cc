import { createStore, useStore } from 'zustand';
import type { Problem } from '../../engine/core/problem';
import { type Edit, apply } from '../../engine/design/edits';
import type { Design } from '../../engine/design/schema';
import type { Frame } from '../../engine/measure/frame';
import { load, save } from '../../engine/design/file';
import { live } from './live';
import { appPorts } from './app-ports';
import { type StudioPorts, inShort } from './ports';
import type { Selection, StudioState } from './state';
import { differsOnlyInPlace, sameGroups } from './same-run';
import { type UndoState, firstDifference, nothingToUndo, remember, stepBack, stepForward } from './undo';

// The document and everything about it that is not a live number. Components take one small thing each:
//   const document = useStudio((s) => s.document);
//   studio.getState().edit({ kind: 'replace-node', node: { ...node, params } });
// `edit` gives undo, sends the change to the running simulation and refreshes `problems`; edits of one field that follow
// each other within a second are one step of undo, so a slider may edit on every move. Colours and light or dark come from
// Mantine and the CSS variables in theme/tokens.css, live numbers from store/live.ts.

const empty: Design = { version: 1, name: 'New design', nodes: [], links: [] };
const nothing: Selection = { nodes: [], links: [], groups: [], notes: [] };

const selectable = ['nodes', 'links', 'groups', 'notes'] as const;

/** What is left of a selection in another state of the document. */
function stillThere(selection: Selection, document: Design): Selection {
  const left = (kind: (typeof selectable)[number]) => {
    const ids = new Set(document[kind]?.map(({ id }) => id));
    return selection[kind].filter((id) => ids.has(id));
  };
  return { nodes: left('nodes'), links: left('links'), groups: left('groups'), notes: left('notes') };
}

export function createStudio({ engine, files, say, now, gesture }: StudioPorts) {
  return createStore<StudioState>()((set, get) => {
    /** Raised at every load; answers and frames of an older run are dropped. */
    let epoch = 0;
    /** The engine refused an edit and stands at an older design, so the next change sends all of it. */
    let behind = false;
    /** It was not told of groups and notes, which change nothing that runs; the next change may name one, so it sends all, too. */
    let untold = false;
    /** Deaths since the last frame; a design that kills its worker twice is not started again. */
    let deaths = 0;

    const onFrame = (of: number) => (frame: Frame) => {
      if (of !== epoch) return;
      deaths = 0;
      try {
        live.accept(frame);
      } catch (error) {
        // Thrown back at the worker it would end the run without a word.
        engine.pause().catch(lost);
        lost(error);
      }
    };

    const start = () => {
      const of = epoch;
      live.lookAt(null);
      set({ run: { phase: 'running' } });
      engine.play(get().speed, onFrame(of)).catch(lost);
    };

    /** Errors of calls to a dead worker are told once, by `onDeath`. */
    const lost = (error: unknown) => {
      if (error instanceof Error && error.name === 'EngineDied') return;
      say({ tone: 'bad', title: 'The simulation failed', message: error instanceof Error ? error.message : String(error) });
      set({ run: { phase: 'paused' } });
    };

    const loadRun = async (then: 'run' | 'stay') => {
      const of = ++epoch;
      behind = untold = false;
      live.reset();
      set({ injected: {}, activeFaults: live.activeFaults, run: { phase: 'idle' } });
      try {
        const loaded = await engine.load(get().document, get().seed);
        if (of !== epoch) return;
        if (!loaded.ok) {
          set({ problems: loaded.problems, run: { phase: 'failed', problems: loaded.problems } });
          // The run before goes on in the worker otherwise, for nobody.
          void engine.pause().catch(lost);
        } else {
          set({ problems: loaded.value.warnings, run: { phase: 'paused' } });
          if (then === 'run') start();
        }
      } catch (error) {
        lost(error);
      }
    };

    const send = async (edit: Edit) => {
      live.lookAt(null); // It takes effect now.
      const { run, document } = get();
      if (run.phase === 'failed' || run.phase === 'idle') return loadRun('run');
      const of = epoch;
      const whole: Edit = { kind: 'replace-design', design: document };
      try {
        const all = behind || untold;
        untold = false;
        const done = await engine.edit(all ? whole : edit);
        if (of !== epoch) return;
        behind = !done.ok;
        if (get().document === document) set({ problems: done.ok ? done.value.warnings : done.problems });
      } catch (error) {
        lost(error);
      }
    };

    /** Shows another state of the same document. */
    const become = (document: Design, undoState: UndoState, edit: Edit) => {
      const before = get().document;
      const { file, saved, selection } = get();
      set({
        document,
        undoState,
        file: { ...file, dirty: document !== saved },
        selection: stillThere(selection, document),
      });
      if (!differsOnlyInPlace(before, document)) void send(edit);
      // What comes next may name a group that the engine was not told of.
      else if (!sameGroups(before, document)) untold = true;
    };

    live.subscribe(() => {
      if (get().activeFaults !== live.activeFaults) set({ activeFaults: live.activeFaults });
    });

    engine.onDeath((error) => {
      deaths++;
      const again = deaths < 3;
      say({
        tone: 'bad',
        title: error.message,
        message: again ? 'It starts again from the design as it is.' : 'It did so again and again. Change the design, then press Restart.',
      });
      if (again) void loadRun(get().run.phase === 'paused' ? 'stay' : 'run');
      else {
        epoch++; // A load that is still under way must not start anything.
        const problems = [died(error.message)];
        set({ problems, run: { phase: 'failed', problems } });
      }
    });

    return {
      document: empty,
      selection: nothing,
      problems: [],
      run: { phase: 'idle' },
      speed: 1,
      seed: 1,
      activeFaults: [],
      injected: {},
      file: { path: null, name: empty.name, dirty: false },
      scenario: null,
      refused: null,
      pending: null,
      undoState: nothingToUndo,
      saved: empty,
      opening: 0,

      edit(...edits) {
        const { document, undoState } = get();
        const after = edits.reduce(apply, document);
        const [only] = edits;
        // A slider that is let go says once more what it said last: nothing to undo in that.
        if (!only || firstDifference(document, after) === '') return;
        become(
          after,
          remember(undoState, document, edits, now(), gesture()),
          edits.length === 1 ? only : { kind: 'replace-design', design: after },
        );
      },
      undo() {
        const back = stepBack(get().undoState, get().document);
        if (back) become(back.design, back.state, { kind: 'replace-design', design: back.design });
      },
      redo() {
        const forth = stepForward(get().undoState, get().document);
        if (forth) become(forth.design, forth.state, { kind: 'replace-design', design: forth.design });
      },
      select: (wanted) => {
        const { selection } = get();
        const next = { ...nothing, ...wanted };
        if (selectable.some((kind) => next[kind].join() !== selection[kind].join())) set({ selection: next });
      },

      play() {
        const { phase } = get().run;
        if (phase === 'paused') start();
        else if (phase !== 'running') void loadRun('run');
      },
      pause() {
        if (get().run.phase !== 'running') return;
        set({ run: { phase: 'paused' } });
        engine.pause().catch(lost);
      },
      togglePlay: () => (get().run.phase === 'running' ? get().pause() : get().play()),
      async step() {
        get().pause();
        if (get().run.phase !== 'paused') await loadRun('stay');
        const of = epoch;
        await engine.step().then(onFrame(of), lost);
      },
      setSpeed(speed) {
        set({ speed });
        engine.setSpeed(speed).catch(lost);
      },
      setSeed(seed) {
        set({ seed });
        get().restart();
      },
      restart: () => void loadRun(get().run.phase === 'paused' ? 'stay' : 'run'),

      async injectFault(fault) {
        if (get().run.phase === 'failed' || get().run.phase === 'idle') {
          return say({ tone: 'info', title: 'Nothing runs', message: 'Mend the design, then start the fault.' });
        }
        live.lookAt(null);
        try {
          const done = await engine.inject(fault);
          if (done.ok) set({ injected: { ...get().injected, [fault.id]: fault } });
          else say({ tone: 'bad', title: 'The fault was not started', message: inShort(done.problems) });
        } catch (error) {
          lost(error);
        }
      },
      healFault: (id) => {
        live.lookAt(null);
        return engine.heal(id).catch(lost);
      },
      // A worker that died is told of elsewhere, and another question follows.
      accountOf: (node) => engine.account(node).catch(() => null),
      reportNow: () => engine.report().catch(() => null),
      findTraces: (query) => engine.traces(query).catch(() => null),
      traceOf: (request) => engine.trace(request).catch(() => null),

      show(document, { name, path = null, place = path, scenario }) {
        files.attach(place);
        set({
          document,
          saved: document,
          undoState: nothingToUndo,
          selection: nothing,
          problems: [],
          seed: document.seed ?? 1,
          file: { path, name, dirty: false },
          scenario: scenario ?? null,
          refused: null,
          opening: get().opening + 1,
        });
        void loadRun('run');
      },
      openText(name, text, from = {}) {
        const loaded = load(text);
        if (loaded.ok) get().show(loaded.value.design, { name, ...from });
        else set({ refused: { name, problems: loaded.problems } });
      },
      async openFile() {
        const opened = await files.open();
        if (!opened.ok) set({ refused: { name: 'The file', problems: opened.problems } });
        else if (opened.value) get().openText(opened.value.name, opened.value.text, opened.value);
      },
      newDesign: () => get().show(empty, { name: empty.name }),
      async save(as = false) {
        const { document, file } = get();
        const done = await files.save(save(document), file.name, as);
        if (!done.ok) {
          say({ tone: 'bad', title: 'Not saved', message: inShort(done.problems) });
          return false;
        }
        if (!done.value) return false;
        set({ saved: document, file: { ...done.value, dirty: get().document !== document } });
        say({ tone: 'good', title: 'Saved', message: done.value.path ?? done.value.name });
        return true;
      },
      saveAs: () => get().save(true),
      guard(what, go) {
        if (get().file.dirty) set({ pending: { what, go } });
        else go();
      },
      async answerPending(answer) {
        const { pending } = get();
        if (answer === 'save' && !(await get().save())) return;
        set({ pending: null });
        if (answer !== 'cancel') pending?.go();
      },
      dismissRefused: () => set({ refused: null }),
      refuse: (name, problems) => set({ refused: { name, problems } }),
    };
  });
}

const died = (message: string): Problem => ({
  code: 'simulation-died',
  severity: 'error',
  where: '',
  message: `${message} It did so again and again.`,
  remedy: 'Undo the last change, or press Restart.',
});

/** The one of this window. */
export const studio = createStudio(appPorts);

/** Something of the store; re-renders when it changes. */
export const useStudio = <T>(select: (state: StudioState) => T): T => useStore(studio, select);
