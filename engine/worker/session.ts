import { invariant } from '../core/invariant';
import { failure, type Problem, type Result, success } from '../core/problem';
import { editWords } from '../design/edit-words';
import { apply, type Edit } from '../design/edits';
import { examine, isError } from '../design/resolve';
import { type Design, type DesignFault, type ResolvedDesign, zFault } from '../design/schema';
import { type Baseline, baselineOf, takeBaseline } from '../measure/baseline';
import { CascadeWatch } from '../measure/cascade-watch';
import { TroubleMarks } from '../measure/trouble-marks';
import { DegradationWatch } from '../measure/degradation';
import { ForgottenMarks } from '../measure/forgotten-marks';
import type { Frame, Mark } from '../measure/frame';
import { FrameRecorder, TICK } from '../measure/frame-recorder';
import { ledgerLines } from '../measure/ledger-lines';
import { SloWatch } from '../measure/slo-watch';
import { tenantBlock } from '../measure/tenant-block';
import { boundedShelf } from '../measure/trace/trace-shelf';
import type { RunChange, RunPlan } from '../simulate/record';
import { Simulation } from '../simulate/simulation';
import { WorkerTraces } from './traces';

const SECOND = 1e9;
const changesSystem = new Set<Mark['kind']>(['edit', 'fault-start', 'fault-end']);

/** One design under simulation, with everything that watches it. */
export interface Session {
  /** As it was at time 0. */
  readonly start: Design;
  design: Design;
  resolved: ResolvedDesign;
  readonly seed: number;
  readonly simulation: Simulation;
  readonly recorder: FrameRecorder;
  readonly traces: WorkerTraces;
  readonly degradation: DegradationWatch;
  readonly cascade: CascadeWatch;
  readonly trouble: TroubleMarks;
  readonly forgotten: ForgottenMarks;
  slos: SloWatch;
  baseline: Baseline;
  /** The state at the last change to the system, or where the account begins. */
  steady: Baseline;
  marksSeen: number;
  warm: boolean;
  readonly changes: RunChange[];
  /** Changes of an earlier run of the same plan whose time has not come, soonest first. */
  planned: readonly RunChange[];
  marksSent: number;
  nextTick: number;
}

export interface Opened {
  readonly session: Session;
  readonly warnings: readonly Problem[];
}

/** Stands at time 0 of a plan, or gives all that is wrong with its design. */
export function openSession({ design, seed: given, changes = [] }: Partial<RunPlan> & Pick<RunPlan, 'design'>): Result<Opened> {
  const { resolved, problems } = examine(design);
  if (!resolved) return failure(...problems);
  const seed = given ?? resolved.seed;
  const simulation = new Simulation(resolved, seed, undefined, boundedShelf);
  const baseline = takeBaseline(simulation.model, 0);
  const session: Session = {
    start: design,
    design,
    resolved,
    seed,
    simulation,
    recorder: new FrameRecorder(simulation.model),
    traces: new WorkerTraces(simulation),
    degradation: new DegradationWatch(),
    cascade: new CascadeWatch(simulation.model),
    trouble: new TroubleMarks(simulation.model),
    forgotten: new ForgottenMarks(simulation.model),
    slos: new SloWatch(resolved.slos),
    baseline,
    steady: baseline,
    marksSeen: 0,
    warm: false,
    changes: [],
    planned: changes.toSorted((a, b) => a.at - b.at),
    marksSent: 0,
    nextTick: TICK,
  };
  performDue(session);
  return success({ session, warnings: problems });
}

/** Runs to a moment no later than the next tick, and looks around when that is reached. Planned changes happen on the way. [ns] */
export function advance(session: Session, to: number): void {
  const { simulation } = session;
  const goal = Math.floor(to);
  do {
    simulation.runUntil(Math.min(goal, session.planned[0]?.at ?? Infinity));
    lookForChanges(session);
    if (simulation.now >= session.nextTick) lookAround(session);
    performDue(session);
  } while (simulation.now < goal);
}

/** Whether a planned change is due at a moment or before. [ns] */
export const changesBy = (session: Session, time: number): boolean => (session.planned[0]?.at ?? Infinity) <= time;

/** A change by hand: what an earlier run was told later does not happen in this one. */
export function performByHand(session: Session, change: ByHand): Result<Performed> {
  const done = perform(session, { ...change, at: session.simulation.now });
  if (done.ok) session.planned = [];
  return done;
}

/** What was recorded while nobody looked, as one frame. @param pace simulated seconds per second of the clock */
export function frameOf(session: Session, pace: number): Frame {
  const { simulation, recorder } = session;
  if (recorder.empty) recorder.tick(simulation.now, false);
  const rows = recorder.take();
  const marks = simulation.marks.slice(session.marksSent);
  session.marksSent = simulation.marks.length;
  const totals = { arrived: 0, ok: 0, degraded: 0, late: 0, failed: 0, inFlight: 0 };
  for (const { stats } of simulation.model.journeys) {
    for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += stats[key];
  }
  return {
    time: rows.ticks.at(-1) ?? simulation.now,
    structure: simulation.model.structure,
    ids: idsOf(session),
    ...rows,
    ledger: ledgerLines(simulation.model, simulation.now) ?? null,
    slos: session.slos.take(),
    marks,
    totals,
    tenants: tenantBlock(simulation.model.tenants),
    events: simulation.kernel.events,
    pace,
    activeFaults: simulation.activeFaults,
  };
}

export const idsOf = ({ simulation: { model } }: Session): Frame['ids'] => ({
  nodes: model.nodes.map((node) => node.id),
  links: model.links.map((link) => link.id),
});

type ByHand =
  | { readonly kind: 'edit'; readonly edit: Edit }
  | { readonly kind: 'inject'; readonly fault: DesignFault }
  | { readonly kind: 'heal'; readonly fault: string };

/** When it took effect [ns], and what is to be said of the design now. */
export interface Performed {
  readonly at: number;
  readonly warnings: readonly Problem[];
}

function perform(session: Session, change: RunChange): Result<Performed> {
  const { simulation } = session;
  const done = change.kind === 'edit' ? edit(session, change.edit) : change.kind === 'inject' ? inject(session, change.fault) : none;
  if (!done.ok) return done;
  if (change.kind === 'heal') simulation.heal(change.fault);
  session.changes.push(change);
  return success({ at: simulation.now, warnings: done.value });
}
const none: Result<readonly Problem[]> = success([]);

function edit(session: Session, change: Edit): Result<readonly Problem[]> {
  const design = apply(session.design, change);
  const { resolved, problems } = examine(design);
  if (!resolved) return failure(...problems);
  const { simulation } = session;
  // Moving a card changes nothing that runs, nor does letting a finding be.
  if (change.kind !== 'move-nodes' && change.kind !== 'set-ignored' && change.kind !== 'set-experiments') {
    const { subject, text } = editWords(change, session.design);
    simulation.change(resolved, text, subject);
  }
  if (JSON.stringify(resolved.slos) !== JSON.stringify(session.resolved.slos)) {
    session.slos = new SloWatch(resolved.slos);
    session.slos.begin(simulation.model);
  }
  session.design = design;
  session.resolved = resolved;
  return success(problems);
}

function inject({ simulation, design }: Session, fault: DesignFault): Result<readonly Problem[]> {
  const parsed = zFault.safeParse(fault);
  const checked = parsed.success ? examine({ ...design, faults: [fault] }) : examine({ version: 1, name: 'fault', faults: [fault] });
  if (!parsed.success || !checked.resolved) return failure(...checked.problems.filter(isError));
  simulation.inject(parsed.data);
  return none;
}

function performDue(session: Session): void {
  for (;;) {
    const next = session.planned[0];
    if (next === undefined || next.at > session.simulation.now) return;
    session.planned = session.planned.slice(1);
    invariant(perform(session, next).ok, 'a change that was once made can be made again');
  }
}

function lookAround(session: Session): void {
  const { simulation, recorder, resolved } = session;
  const { model } = simulation;
  recorder.tick(session.nextTick);
  session.cascade.look(session.nextTick);
  simulation.marks.push(...session.trouble.look(session.nextTick));
  if (!session.warm && session.nextTick >= resolved.run.warmup) {
    session.warm = true;
    session.baseline = takeBaseline(model, session.nextTick);
    session.steady = session.baseline;
    session.cascade.restart();
    session.slos.begin(model);
  }
  if (session.nextTick % SECOND === 0) {
    simulation.marks.push(...session.slos.look(model, session.nextTick), ...session.forgotten.look(session.nextTick));
    if (session.warm) session.degradation.look(model, session.nextTick);
  }
  session.nextTick += TICK;
}

/** After a change the system is another one: what theory is held against begins anew. */
function lookForChanges(session: Session): void {
  const { marks, model, now } = session.simulation;
  let changed = false;
  for (; session.marksSeen < marks.length; session.marksSeen++) changed ||= changesSystem.has(marks[session.marksSeen]!.kind);
  if (changed) session.steady = baselineOf(model, now);
}
