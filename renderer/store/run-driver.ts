import type { Problem } from '../../engine/core/problem';
import type { Edit } from '../../engine/design/edits';
import type { Design, DesignFault } from '../../engine/design/schema';
import type { Frame } from '../../engine/measure/frame';
import type { RunChange } from '../../engine/simulate/record';
import { live } from './live';
import { inShort, type StudioPorts } from './ports';
import { documentAfter, drawnAs, logged, planOf, type RunLog } from './run-log';
import { stillThere } from './selection';
import { type CutShort, isDirty, type Original, type StudioState } from './state';
import { rememberFault, rememberWhole, type UndoState } from './undo';

type Set = (partial: Partial<StudioState>) => void;

/** The document that one left by going back in time, until the run has caught up with it or goes another way. */
interface Tip {
  readonly document: Design;
  readonly undoState: UndoState;
  /** With the step back to it; the same object as long as nothing else was done. */
  readonly left: UndoState;
}

/** Shorter runs are begun anew without a word. [s] */
const WORTH_KEEPING = 1;

/** The run of the document: it starts, changes, dies, goes back in time and on again. */
export function createRunDriver({ engine, say }: StudioPorts, set: Set, get: () => StudioState) {
  /** Raised at every load; answers and frames of an older run are dropped. */
  let epoch = 0;
  /** The engine stands at an older design: it refused an edit, or was not told of one. So the next change sends all of it. */
  let behind = false;
  /** Deaths since the last frame; a design that kills its worker twice is not started again. */
  let deaths = 0;
  let tip: Tip | null = null;
  /** How many of the logged changes the document has. */
  let followed = 0;

  /** Errors of calls to a dead worker are told once, by `onDeath`. */
  const lost = (error: unknown) => {
    if (error instanceof Error && error.name === 'EngineDied') return;
    say({ tone: 'bad', title: 'The simulation failed', message: error instanceof Error ? error.message : String(error) });
    set({ run: { phase: 'paused' } });
  };

  const onFrame = (of: number) => (frame: Frame) => {
    if (of !== epoch) return;
    deaths = 0;
    try {
      live.accept(frame);
      follow();
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

  const load = async (then: 'run' | 'stay') => {
    const of = ++epoch;
    const { document, seed, undoState } = get();
    behind = false;
    tip = null;
    live.reset();
    set({
      injected: {},
      activeFaults: live.activeFaults,
      run: { phase: 'idle' },
      log: { start: document, seed, changes: [] },
      original: null,
      seeking: null,
      // Faults of a run that is gone can neither be healed nor started again.
      undoState: {
        ...undoState,
        past: undoState.past.filter(({ fault }) => !fault),
        future: undoState.future.filter(({ fault }) => !fault),
      },
    });
    try {
      const loaded = await engine.load(document, seed);
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

  /** A change by hand took effect: what was logged for later does not happen, and a run that went back has gone another way. */
  const note = (change: RunChange, document: Design) => {
    const { log, original } = get();
    tip = null;
    set({
      ...(log && { log: logged(log, change, document) }),
      ...(original && original.forkAt === null && { original: { ...original, forkAt: change.at / 1e9 } }),
    });
  };

  /** What is about to change the run is about its newest moment, and not about one that it is on the way to. */
  const turnToNow = () => {
    live.lookAt(null);
    if (get().seeking) engine.cancelSeek().catch(lost);
  };

  const send = async (edit: Edit) => {
    const { run, document } = get();
    if (run.phase === 'failed' || run.phase === 'idle') return load('run');
    turnToNow();
    const of = epoch;
    const sent: Edit = behind ? { kind: 'replace-design', design: document } : edit;
    behind = false;
    try {
      const done = await engine.edit(sent);
      if (of !== epoch) return;
      if (done.ok) note({ at: done.value.at, kind: 'edit', edit: sent }, document);
      else behind = true;
      if (get().document === document) set({ problems: done.ok ? done.value.warnings : done.problems });
    } catch (error) {
      lost(error);
    }
  };

  /** @param undoable false where it is itself an undo or redo */
  const inject = async (fault: DesignFault, undoable: boolean) => {
    if (get().run.phase === 'failed' || get().run.phase === 'idle') {
      return say({ tone: 'info', title: 'Nothing runs', message: 'Mend the design, then start the fault.' });
    }
    turnToNow();
    const of = epoch;
    try {
      const done = await engine.inject(fault);
      if (of !== epoch) return;
      if (!done.ok) return say({ tone: 'bad', title: 'The fault was not started', message: inShort(done.problems) });
      note({ at: done.value, kind: 'inject', fault }, get().document);
      const { injected, undoState, document } = get();
      set({ injected: { ...injected, [fault.id]: fault } });
      if (undoable) set({ undoState: rememberFault(undoState, document, { kind: 'inject', fault }) });
    } catch (error) {
      lost(error);
    }
  };

  const heal = async (id: string, undoable: boolean) => {
    turnToNow();
    const of = epoch;
    try {
      const at = await engine.heal(id);
      if (of !== epoch) return;
      note({ at, kind: 'heal', fault: id }, get().document);
      const { injected, undoState, document } = get();
      const fault = injected[id] ?? document.faults?.find((each) => each.id === id);
      // To take it back is to start the fault at once, whenever the script had it start.
      if (undoable && fault) set({ undoState: rememberFault(undoState, document, { kind: 'heal', fault: { ...fault, startAfter: 0 } }) });
    } catch (error) {
      lost(error);
    }
  };

  /** Shows the document as it was, or is again, after so many of the logged changes. */
  const showAfter = (count: number) => {
    const { log, document, undoState, saved, file, selection } = get();
    if (!tip || !log) return;
    followed = count;
    const all = count === log.changes.length;
    const next = drawnAs(all ? tip.document : documentAfter(log, count), document);
    // Having caught up, there is nothing to go back to.
    const undo = all && next === tip.document && undoState === tip.left ? tip.undoState : undoState;
    if (all) tip = null;
    if (next === document && undo === undoState) return;
    set({ document: next, undoState: undo, file: { ...file, dirty: isDirty(file, next, saved) }, selection: stillThere(selection, next) });
  };

  /** The document goes with the run that goes its old way again. */
  const follow = () => {
    const { log, original } = get();
    if (tip && log) {
      const count = log.changes.filter(({ change }) => change.at <= live.time * 1e9).length;
      if (count !== followed) showAfter(count);
    }
    if (original && original.forkAt === null && live.time >= original.time) set({ original: null });
  };

  /** @returns the histories that were left; null when it was cancelled or did not work. */
  const seekTo = async (log: RunLog, time: number) => {
    const of = ++epoch;
    live.stage();
    set({ seeking: { to: time, share: 0 }, run: { phase: 'paused' } });
    try {
      const found = await engine.seek(planOf(log), Math.round(time * 1e9), (frame) => {
        if (of !== epoch) return;
        live.acceptStaged(frame);
        set({ seeking: { to: time, share: Math.min(1, frame.time / 1e9 / time) } });
      });
      if (of !== epoch) return null;
      set({ seeking: null });
      if (!found.ok) say({ tone: 'bad', title: 'That moment was not reached', message: inShort(found.problems) });
      if (!found.ok || !found.value) return null;
      set({ log, problems: found.value.warnings });
      // What is drawn may have changed since without a word to the engine.
      behind = true;
      return live.commitStaged();
    } catch (error) {
      if (of === epoch) set({ seeking: null });
      lost(error);
      return null;
    }
  };

  const rewind = async (time: number, then: 'play' | 'fork') => {
    const { log, run, document, undoState, injected } = get();
    if (!log || run.phase === 'failed' || run.phase === 'idle') return;
    const left = await seekTo(log, time);
    if (!left) return;
    const { original } = get();
    const longer = original === null || (original.forkAt === null && left.time > original.time);
    const whole: Original = longer
      ? {
          log,
          histories: left,
          document: tip?.document ?? document,
          undoState: tip?.undoState ?? undoState,
          injected,
          time: left.time,
          forkAt: null,
        }
      : original;
    set({ original: then === 'fork' ? { ...whole, forkAt: whole.forkAt ?? time } : whole });
    if (!tip && log.changes.some(({ change }) => change.kind === 'edit' && change.at > time * 1e9)) {
      const back = rememberWhole(undoState, document);
      tip = { document, undoState, left: back };
      set({ undoState: back });
    }
    showAfter(log.changes.filter(({ change }) => change.at <= time * 1e9).length);
    if (then === 'play') start();
  };

  /** Shows the document of a run that was reached again. A step of undo leads back from it. */
  const showDocument = (next: Design) => {
    const { document, undoState, saved, file } = get();
    const shown = drawnAs(next, document);
    if (shown !== document)
      set({ document: shown, undoState: rememberWhole(undoState, document), file: { ...file, dirty: isDirty(file, shown, saved) } });
  };

  const backToOriginal = async () => {
    const { original } = get();
    if (!original) return;
    if (!(await seekTo(original.log, original.time))) return;
    tip = null;
    set({ original: null, injected: original.injected });
    showDocument(original.document);
  };

  /** @returns false when the moment was not reached. */
  const resume = async ({ log, time, injected, document }: CutShort) => {
    set({ cutShort: null });
    if (!(await seekTo(log, time))) return false;
    tip = null;
    set({ original: null, injected });
    showDocument(document);
    start();
    return true;
  };

  engine.onDeath((error) => {
    deaths++;
    const again = deaths < 3;
    const { log, run, injected, document } = get();
    const reached = live.time;
    say({
      tone: 'bad',
      title: error.message,
      message: again ? 'It starts again from the design as it is.' : 'It did so again and again. Change the design, then press Restart.',
    });
    if (again) {
      void load(run.phase === 'paused' ? 'stay' : 'run');
      if (log && reached > WORTH_KEEPING) set({ cutShort: { log, time: reached, injected, document } });
    } else {
      epoch++; // A load that is still under way must not start anything.
      const problems = [died(error.message)];
      set({ problems, run: { phase: 'failed', problems }, seeking: null });
    }
  });

  return {
    load,
    start,
    send,
    inject,
    heal,
    rewind,
    backToOriginal,
    resume,
    cancelSeek: () => void engine.cancelSeek().catch(lost),
    /** The drawing changed, and the engine was not told. */
    leaveBehind: () => {
      behind = true;
    },
    pause() {
      if (get().run.phase !== 'running') return;
      set({ run: { phase: 'paused' } });
      engine.pause().catch(lost);
    },
    async step() {
      live.lookAt(null);
      if (get().run.phase !== 'paused') await load('stay');
      const of = epoch;
      await engine.step().then(onFrame(of), lost);
    },
    setSpeed: (speed: number) => void engine.setSpeed(speed).catch(lost),
  };
}

const died = (message: string): Problem => ({
  code: 'simulation-died',
  severity: 'error',
  where: '',
  message: `${message} It did so again and again.`,
  remedy: 'Undo the last change, or press Restart.',
});
