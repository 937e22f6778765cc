import { expect, test } from 'vitest';
import { giveBack, leftIn, pause } from './clock';
import type { PracticeShelf } from './database';
import { stateOf } from './challenge/challenge-state';
import { createPractice } from './practice';
import { type Attempt, type Canvas, type Interview, RECORD_VERSION, type Recording } from './record';

/** A shelf in memory that keeps what was put as a database does: a copy. */
function memory(): PracticeShelf {
  const interviews = new Map<string, Interview>();
  const canvases = new Map<string, Canvas>();
  const attempts = new Map<string, Attempt>();
  const recordings = new Map<string, Recording>();
  const all: readonly Map<string, unknown>[] = [interviews, canvases, attempts, recordings];
  const newest = <T extends { begun: number }>(rows: Map<string, T>) => [...rows.values()].sort((a, b) => b.begun - a.begun);
  return {
    putInterview: async (interview) => void interviews.set(interview.id, structuredClone(interview)),
    interviews: async () => newest(interviews),
    putCanvas: async (canvas) => void canvases.set(canvas.id, structuredClone(canvas)),
    canvas: async (id) => canvases.get(id) ?? null,
    putAttempt: async (attempt) => void attempts.set(attempt.id, structuredClone(attempt)),
    attempts: async () => newest(attempts),
    putRecording: async (recording) => void recordings.set(recording.id, recording),
    recording: async (id) => recordings.get(id) ?? null,
    dropRecording: async (id) => void recordings.delete(id),
    drop: async (id) => {
      for (const rows of all) rows.delete(id);
    },
    dropAll: async () => {
      for (const rows of all) rows.clear();
    },
    export: async () => ({
      kind: 'faultline-practice',
      version: RECORD_VERSION,
      interviews: newest(interviews),
      canvases: [...canvases.values()],
      attempts: newest(attempts),
    }),
  };
}

function machine() {
  const shelf = memory();
  const time = { now: 1_700_000_000_000 };
  let ids = 0;
  /** A page of the studio on this machine; another one is a reload. */
  const page = async () => {
    const store = createPractice({ shelf, say: () => undefined, now: () => time.now, newId: () => `i${++ids}` });
    await store.getState().load();
    return store;
  };
  return { shelf, time, page };
}

const prompt = { slug: 'url-shortener', ask: 'Design a URL shortener.' };

test('a page that is loaded again has every text, the sheet, and the clock that went on', async () => {
  const { page, time } = machine();
  const first = await page();
  const id = first.getState().begin(prompt, 'mid');
  for (const text of ['S', 'Sh', 'Shorten a link']) first.getState().note(id, 'functional', text);
  first.getState().change(id, (interview) => ({ ...interview, sheet: { users: '10M' } }));
  time.now += 60_000;
  await first.getState().settled();
  const again = (await page()).getState().interviews[0]!;
  expect(again.notes.functional).toBe('Shorten a link');
  expect(again.sheet).toEqual({ users: '10M' });
  expect(leftIn(again.clock, 'clarify', time.now)).toBe(4 * 60_000);
});

test('the time in which no page was open is said, and can be given back', async () => {
  const { page, time } = machine();
  const first = await page();
  const id = first.getState().begin(prompt, 'mid');
  await first.getState().settled();
  time.now += 10 * 60_000;
  const later = await page();
  expect(later.getState().interviews[0]!.clock.away).toBe(10 * 60_000);
  later.getState().tick(id, giveBack);
  expect(leftIn(later.getState().interviews[0]!.clock, 'clarify', time.now)).toBe(5 * 60_000);
});

test('a second interview pauses the first', async () => {
  const { page, time } = machine();
  const { getState } = await page();
  const first = getState().begin(prompt, 'mid');
  time.now += 60_000;
  getState().begin(prompt, 'senior');
  expect(getState().interviews.map(({ level }) => level)).toEqual(['senior', 'mid']);
  const paused = getState().interviews.find(({ id }) => id === first)!;
  expect(paused.clock.since).toBeNull();
  expect(leftIn(paused.clock, 'clarify', time.now + 60_000)).toBe(4 * 60_000);
});

test('what is deleted is gone from the machine, even while it was being written', async () => {
  const { page, shelf } = machine();
  const { getState } = await page();
  const id = getState().begin(prompt, 'mid');
  getState().keepCanvas(id, { version: 1, name: 'Mine' });
  getState().note(id, 'functional', 'x');
  const attempt = getState().beginAttempt('drill', 'cqrs', 'CQRS?');
  await getState().drop(id);
  expect(await shelf.export()).toMatchObject({ interviews: [], canvases: [], attempts: [{ id: attempt }] });
  await getState().dropAll();
  expect(await shelf.export()).toMatchObject({ interviews: [], canvases: [], attempts: [] });
});

test('the sound of an answer is deleted with it, or alone: what was measured of it stays where it was judged by it', async () => {
  const { page, shelf } = machine();
  const { getState } = await page();
  const spoken = { voice: null, dictated: false };
  const [judged, open] = [getState().beginAttempt('drill', 'cqrs', 'CQRS?'), getState().beginAttempt('drill', 'saga', 'Sagas?')];
  for (const id of [judged, open]) await getState().keepRecording(id, new Blob(['sound']), spoken);
  expect(await getState().recording(judged)).toBeInstanceOf(Blob);
  getState().changeAttempt(judged, (was) => ({ ...was, ended: 1, score: 20 }));
  for (const id of [judged, open]) await getState().dropRecording(id);
  await getState().settled();
  for (const id of [judged, open]) expect(await shelf.recording(id)).toBeNull();
  const kept = (await page()).getState().attempts;
  expect(kept.find(({ id }) => id === judged)).toMatchObject({ score: 20, spoken: { ...spoken, deleted: true } });
  expect(kept.find(({ id }) => id === open)).not.toHaveProperty('spoken');

  await getState().keepRecording(open, new Blob(['again']), spoken);
  await getState().drop(open);
  expect(await shelf.recording(open)).toBeNull();
});

test('a machine that cannot keep anything is told of once, and practice goes on', async () => {
  const said: string[] = [];
  const full = { ...memory(), putInterview: () => Promise.reject(new Error('no room')) };
  const { getState } = createPractice({ shelf: full, say: ({ title }) => said.push(title), now: () => 0, newId: () => 'i' });
  const id = getState().begin(prompt, 'mid');
  getState().tick(id, pause);
  getState().note(id, 'functional', 'x');
  await getState().settled();
  expect(said).toHaveLength(1);
  expect(getState().interviews[0]?.notes.functional).toBe('x');
});

test('a challenge is under way until it is solved, once; the answer leaves it without a score', async () => {
  const { page, time } = machine();
  const { getState } = await page();
  const first = getState().beginAttempt('challenge', 'monolith', 'Three slow seconds');
  expect(stateOf('monolith', getState().attempts)).toMatchObject({ open: { id: first }, solved: null });
  const solved = (time.now += 1_000);
  getState().solve(first);
  time.now += 1_000;
  getState().solve(first);
  expect(getState().attempts[0]).toMatchObject({ ended: solved, score: 100 });
  const again = getState().beginAttempt('challenge', 'monolith', 'Three slow seconds');
  expect(stateOf('monolith', getState().attempts)).toMatchObject({ open: { id: again }, solved });
  getState().changeAttempt(again, (was) => ({ ...was, told: { hints: 0, answer: true } }));
  getState().solve(again);
  expect(getState().attempts[0]).toMatchObject({ ended: time.now, score: null });
  expect(stateOf('outbox', getState().attempts)).toEqual({ open: null, solved: null });
});
