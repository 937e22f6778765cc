import { createStore, useStore } from 'zustand';
import { type Edit, apply } from '../../engine/design/edits';
import type { Design } from '../../engine/design/schema';
import { load, save } from '../../engine/design/file';
import { live } from './live';
import { appPorts } from './app-ports';
import { type StudioPorts, inShort } from './ports';
import { createRunDriver } from './run-driver';
import { nothing, selectable, stillThere } from './selection';
import { isDirty, type StudioState } from './state';
import { differsOnlyInPlace, sameGroups } from './same-run';
import { type UndoState, firstDifference, nothingToUndo, remember, stepBack, stepForward } from './undo';

// The document and everything about it that is not a live number. Components take one small thing each:
//   const document = useStudio((s) => s.document);
//   studio.getState().edit({ kind: 'replace-node', node: { ...node, params } });
// `edit` gives undo, sends the change to the running simulation and refreshes `problems`; edits of one field that follow
// each other within a second are one step of undo, so a slider may edit on every move. Colours and light or dark come from
// Mantine and the CSS variables in theme/tokens.css, live numbers from store/live.ts.

const empty: Design = { version: 1, name: 'New design', nodes: [], links: [] };
export function createStudio(ports: StudioPorts) {
  const { engine, files, say, now, gesture } = ports;
  return createStore<StudioState>()((set, get) => {
    const driver = createRunDriver(ports, set, get);

    /** Shows another state of the same document. */
    const become = (document: Design, undoState: UndoState, edit: Edit) => {
      const before = get().document;
      const { file, saved, selection } = get();
      set({
        document,
        undoState,
        file: { ...file, dirty: isDirty(file, document, saved) },
        selection: stillThere(selection, document),
      });
      if (!differsOnlyInPlace(before, document)) void driver.send(edit);
      // What comes next may name a group that the engine was not told of.
      else if (!sameGroups(before, document)) driver.leaveBehind();
    };

    /** Takes a step of undo or redo. */
    const take = (step: ReturnType<typeof stepBack>) => {
      if (!step) return;
      become(step.design, step.state, { kind: 'replace-design', design: step.design });
      if (step.fault?.kind === 'inject') void driver.inject(step.fault.fault, false);
      else if (step.fault) void driver.heal(step.fault.fault.id, false);
    };

    live.subscribe(() => {
      if (get().activeFaults !== live.activeFaults) set({ activeFaults: live.activeFaults });
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
      changedOutside: null,
      undoState: nothingToUndo,
      saved: empty,
      opening: 0,
      log: null,
      seeking: null,
      original: null,
      cutShort: null,

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
      undo: () => take(stepBack(get().undoState, get().document)),
      redo: () => take(stepForward(get().undoState, get().document)),
      select: (wanted) => {
        const { selection } = get();
        const next = { ...nothing, ...wanted };
        if (selectable.some((kind) => next[kind].join() !== selection[kind].join())) set({ selection: next });
      },

      play() {
        const { phase } = get().run;
        if (phase === 'paused') driver.start();
        else if (phase !== 'running') void driver.load('run');
      },
      pause: driver.pause,
      togglePlay: () => (get().run.phase === 'running' ? get().pause() : get().play()),
      async step() {
        get().pause();
        await driver.step();
      },
      setSpeed(speed) {
        set({ speed });
        driver.setSpeed(speed);
      },
      setSeed(seed) {
        set({ seed });
        get().restart();
      },
      restart: () => void driver.load(get().run.phase === 'paused' ? 'stay' : 'run'),
      rewind: driver.rewind,
      cancelSeek: driver.cancelSeek,
      backToOriginal: driver.backToOriginal,
      keepFork: () => set({ original: null }),
      async resume() {
        const { cutShort } = get();
        if (cutShort) await driver.resume(cutShort);
      },
      dismissCutShort: () => set({ cutShort: null }),
      async recover({ name, path, scenario, document, saved, past, future, seed, log, injected }, time) {
        files.attach(path);
        set({
          document,
          saved,
          undoState: { past, future, last: null },
          selection: nothing,
          problems: [],
          seed,
          file: { path, name, dirty: document !== saved },
          scenario,
          refused: null,
          opening: get().opening + 1,
        });
        if (!(await driver.resume({ log, time, injected, document }))) await driver.load('run');
      },

      injectFault: (fault) => driver.inject(fault, true),
      healFault: (id) => driver.heal(id, true),
      // A worker that died is told of elsewhere, and another question follows.
      accountOf: (node) => engine.account(node).catch(() => null),
      bottleneckNow: () => engine.bottleneck().catch(() => null),
      cascadeNow: () => engine.cascade().catch(() => null),
      reportNow: () => engine.report().catch(() => null),
      findTraces: (query) => engine.traces(query).catch(() => null),
      traceOf: (request) => engine.trace(request).catch(() => null),

      show(document, { name, path = null, place = path, scenario, kept = false }) {
        files.attach(place);
        set({
          document,
          saved: document,
          undoState: nothingToUndo,
          selection: nothing,
          problems: [],
          seed: document.seed ?? 1,
          file: { path, name, dirty: false, ...(kept && { kept }) },
          scenario: scenario ?? null,
          refused: null,
          opening: get().opening + 1,
          cutShort: null,
        });
        void driver.load('run');
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
      async save(how = 'again') {
        const { document, file } = get();
        const done = await files.save(save(document), file.name, how);
        if (!done.ok) {
          const changed = done.problems.find(({ code }) => code === 'file-changed-outside');
          if (changed) set({ changedOutside: `${changed.message} ${changed.remedy}` });
          else say({ tone: 'bad', title: 'Not saved', message: inShort(done.problems) });
          return false;
        }
        if (!done.value) return false;
        set({ saved: document, file: { ...done.value, dirty: get().document !== document } });
        say({ tone: 'good', title: 'Saved', message: done.value.path ?? done.value.name });
        return true;
      },
      saveAs: () => get().save('as'),
      guard(what, go) {
        if (get().file.dirty) set({ pending: { what, go } });
        else go();
      },
      async answerChanged(answer) {
        set({ changedOutside: null });
        if (answer === 'cancel' || !(await get().save(answer))) return;
        // What waited for this save may go on.
        const { pending } = get();
        set({ pending: null });
        pending?.go();
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

/** The one of this window. */
export const studio = createStudio(appPorts);

/** Something of the store; re-renders when it changes. */
export const useStudio = <T>(select: (state: StudioState) => T): T => useStore(studio, select);
