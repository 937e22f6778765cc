import { beforeEach, describe, expect, test, vi } from 'vitest';
import { failure, success } from '../../engine/core/problem';
import type { Edit } from '../../engine/design/edits';
import type { Design, DesignNode } from '../../engine/design/schema';
import { sampleReport } from '../../engine/what-if/sample-report';
import type { EnginePort, FilePort, Notice } from './ports';
import { createStudio } from './studio';

const service = (id: string, params: object = {}) => ({ id, kind: 'service', position: { x: 0, y: 0 }, params }) as DesignNode;
const design: Design = {
  version: 1,
  name: 'Two',
  nodes: [service('a'), service('b')],
  links: [{ id: 'a-b', from: 'a', to: 'b' }],
};
const problem = { code: 'bad', severity: 'error', where: 'nodes.a', message: 'Bad.', remedy: 'Mend it.' } as const;
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

function setUp() {
  let die: (error: Error) => void = () => undefined;
  const ok = () => Promise.resolve(success({ ids: { nodes: [], links: [] }, at: 0, warnings: [] }));
  const engine = {
    load: vi.fn<EnginePort['load']>(ok),
    play: vi.fn<EnginePort['play']>(() => Promise.resolve()),
    setSpeed: vi.fn(() => Promise.resolve()),
    pause: vi.fn(() => Promise.resolve()),
    step: vi.fn(() => Promise.reject(new Error('not here'))),
    edit: vi.fn<EnginePort['edit']>(ok),
    inject: vi.fn<EnginePort['inject']>(() => Promise.resolve(success(0))),
    heal: vi.fn(() => Promise.resolve(0)),
    seek: vi.fn<EnginePort['seek']>(() => Promise.resolve(success(null))),
    cancelSeek: vi.fn(() => Promise.resolve()),
    report: vi.fn<EnginePort['report']>(() => Promise.reject(new Error('load a design first'))),
    bottleneck: vi.fn<EnginePort['bottleneck']>(() => Promise.reject(new Error('load a design first'))),
    cascade: vi.fn<EnginePort['cascade']>(() => Promise.reject(new Error('load a design first'))),
    record: vi.fn(() => Promise.reject(new Error('not here'))),
    account: vi.fn<EnginePort['account']>(() => Promise.resolve(null)),
    traces: vi.fn(() => Promise.reject(new Error('load a design first'))),
    trace: vi.fn(() => Promise.reject(new Error('load a design first'))),
    onDeath: (listener: (error: Error) => void) => {
      die = listener;
    },
  } satisfies EnginePort;
  const files = {
    open: vi.fn<FilePort['open']>(() => Promise.resolve(success(null))),
    save: vi.fn<FilePort['save']>(() => Promise.resolve(success({ name: 'two.faultline.json', path: null }))),
    attach: vi.fn(),
  };
  const notices: Notice[] = [];
  const clock: { now: number; gesture: number | null } = { now: 0, gesture: null };
  const store = createStudio({ engine, files, say: (notice) => notices.push(notice), now: () => clock.now, gesture: () => clock.gesture });
  return { engine, files, notices, clock, store, die: (error: Error) => die(error) };
}

let it: ReturnType<typeof setUp>;
const state = () => it.store.getState();
beforeEach(async () => {
  it = setUp();
  state().show(design, { name: 'Two' });
  await settled();
});

describe('documents', () => {
  test('a design that is shown runs at once', () => {
    expect(it.engine.load).toHaveBeenCalledWith(design, 1);
    expect(state().run.phase).toBe('running');
    expect(state().file.dirty).toBe(false);
  });

  test('an edit is sent to the run, makes the document dirty and can be undone and redone', async () => {
    const edit: Edit = { kind: 'replace-node', node: service('a', { workers: 3 }) };
    state().edit(edit);
    await settled();
    expect(it.engine.edit).toHaveBeenLastCalledWith(edit);
    expect(state().file.dirty).toBe(true);
    state().undo();
    expect(state().document).toBe(design);
    expect(state().file.dirty).toBe(false);
    state().redo();
    expect(state().document.nodes?.[0]?.params).toEqual({ workers: 3 });
    expect(it.engine.edit).toHaveBeenLastCalledWith({ kind: 'replace-design', design: state().document });
  });

  test('a drag is one step of undo however long it rests; saying the same again is none', () => {
    const slide = (workers: number) => {
      it.clock.now += 5_000;
      state().edit({ kind: 'replace-node', node: service('a', { workers }) });
    };
    it.clock.gesture = 1;
    for (const workers of [3, 4, 5]) slide(workers);
    it.clock.gesture = null;
    slide(5);
    expect(state().undoState.past).toHaveLength(1);
    it.clock.gesture = 2;
    slide(6);
    expect(state().undoState.past).toHaveLength(2);
    state().undo();
    state().undo();
    expect(state().document).toBe(design);
  });

  test('a slider is one step of undo also when its field was not in the file before', () => {
    const bare: DesignNode = { id: 'a', kind: 'service' };
    state().show({ ...design, nodes: [bare, service('b')] }, { name: 'Bare' });
    for (const workers of [3, 4, 5]) {
      it.clock.now += 100;
      state().edit({ kind: 'replace-node', node: { ...bare, params: { workers } } });
    }
    expect(state().undoState.past).toHaveLength(1);
  });

  test('a slider is one step of undo; the next field is another', () => {
    for (const workers of [3, 4, 5]) {
      it.clock.now += 100;
      state().edit({ kind: 'replace-node', node: service('a', { workers }) });
    }
    state().edit({ kind: 'replace-node', node: service('a', { workers: 5, replicas: 2 }) });
    expect(state().undoState.past).toHaveLength(2);
    it.clock.now += 5_000;
    state().edit({ kind: 'replace-node', node: service('a', { workers: 5, replicas: 3 }) });
    expect(state().undoState.past).toHaveLength(3);
  });

  test('moving a card is no business of the run', async () => {
    state().edit({ kind: 'move-nodes', positions: { a: { x: 50, y: 60 } } });
    state().undo();
    await settled();
    expect(it.engine.edit).not.toHaveBeenCalled();
  });

  test('after a refused edit the whole design is sent, since the run stands at an older one', async () => {
    it.engine.edit.mockResolvedValueOnce(failure(problem));
    state().edit({ kind: 'replace-node', node: service('a', { workers: -1 }) });
    await settled();
    expect(state().problems).toEqual([problem]);
    state().edit({ kind: 'replace-node', node: service('a', { workers: 2 }) });
    await settled();
    expect(it.engine.edit).toHaveBeenLastCalledWith({ kind: 'replace-design', design: state().document });
    expect(state().problems).toEqual([]);
  });

  test('what is removed leaves the selection', () => {
    state().select({ nodes: ['a', 'b'] });
    state().edit({ kind: 'remove-node', id: 'a' });
    expect(state().selection.nodes).toEqual(['b']);
  });
});

describe('files', () => {
  test('a file that cannot be loaded shows all its problems and leaves the document', () => {
    state().openText('bad.json', '{"version": 1, "name": 3, "nodes": [{}]}');
    expect(state().refused?.problems.length).toBeGreaterThan(1);
    expect(state().document).toBe(design);
  });

  test('a file that was refused is never the place that saving writes to', async () => {
    it.files.attach.mockClear();
    it.files.open.mockResolvedValue(success({ name: 'bad.json', path: '/bad.json', place: '/bad.json', text: '{' }));
    await state().openFile();
    expect(state().refused).not.toBeNull();
    expect(it.files.attach).not.toHaveBeenCalled();
    it.files.open.mockResolvedValue(success({ name: 'good.json', path: '/good.json', place: '/good.json', text: JSON.stringify(design) }));
    await state().openFile();
    expect(it.files.attach).toHaveBeenLastCalledWith('/good.json');
    expect(state().refused).toBeNull();
  });

  test('what was saved can be loaded again', async () => {
    expect(await state().save()).toBe(true);
    const text = it.files.save.mock.calls[0]?.[0] ?? '';
    state().openText('two.faultline.json', text);
    expect(state().document).toEqual(design);
  });

  test('unsaved changes are guarded', async () => {
    let went = 0;
    state().guard('Open', () => went++);
    expect(went).toBe(1);
    state().edit({ kind: 'set-info', name: 'Other' });
    state().guard('Open', () => went++);
    expect(state().pending).not.toBeNull();
    await state().answerPending('cancel');
    expect(went).toBe(1);
    state().guard('Open', () => went++);
    await state().answerPending('save');
    expect(went).toBe(2);
    expect(state().file.dirty).toBe(false);
  });

  test('a file that something else changed is replaced, or kept beside, only on the user’s word', async () => {
    const changed = { ...problem, code: 'file-changed-outside', message: '“a.json” was changed by another program.' };
    it.files.save.mockResolvedValueOnce(failure(changed));
    state().edit({ kind: 'set-info', name: 'Other' });
    let went = 0;
    state().guard('Open', () => went++);
    await state().answerPending('save');
    expect(state()).toMatchObject({ changedOutside: expect.stringContaining('a.json'), file: { dirty: true } });
    await state().answerChanged('cancel');
    expect(state()).toMatchObject({ changedOutside: null, file: { dirty: true } });
    expect([went, it.files.save.mock.calls.length]).toEqual([0, 1]);
    await state().answerChanged('replace');
    expect(it.files.save.mock.calls.at(-1)?.[2]).toBe('replace');
    // What waited for the save goes on.
    expect([went, state().pending, state().file.dirty]).toEqual([1, null, false]);
  });

  test('a failed save keeps the guard and says why', async () => {
    it.files.save.mockResolvedValue(failure({ ...problem, message: 'The folder is read-only.' }));
    state().edit({ kind: 'set-info', name: 'Other' });
    state().guard('Open', () => undefined);
    await state().answerPending('save');
    expect(state().pending).not.toBeNull();
    expect(it.notices.at(-1)?.message).toContain('read-only');
  });
});

describe('the run', () => {
  test('a design that does not check does not run; a change that mends it starts it', async () => {
    it.engine.load.mockResolvedValueOnce(failure(problem));
    state().restart();
    await settled();
    expect(state().run.phase).toBe('failed');
    state().edit({ kind: 'set-info', name: 'Mended' });
    await settled();
    expect(state().run.phase).toBe('running');
  });

  test('a dead worker is said and restarted from the design, but not for ever', async () => {
    it.die(new Error('The simulation stopped.'));
    await settled();
    expect(it.notices).toHaveLength(1);
    expect(it.engine.load).toHaveBeenCalledTimes(2);
    expect(state().run.phase).toBe('running');
    it.die(new Error('The simulation stopped.'));
    it.die(new Error('The simulation stopped.'));
    await settled();
    expect(state().run.phase).toBe('failed');
    expect(state().problems.map((each) => each.code)).toEqual(['simulation-died']);
    expect(it.engine.load).toHaveBeenCalledTimes(3);
  });

  test('restart keeps a pause', async () => {
    state().pause();
    state().restart();
    await settled();
    expect(state().run.phase).toBe('paused');
    expect(it.engine.play).toHaveBeenCalledTimes(1);
  });

  test('a fault by hand is remembered, a refused one is said', async () => {
    await state().injectFault({ id: 'slow', action: 'slow-down', target: { node: 'a' } } as never);
    expect(Object.keys(state().injected)).toEqual(['slow']);
    it.engine.inject.mockResolvedValueOnce(failure(problem));
    await state().injectFault({ id: 'slow-2', action: 'slow-down', target: { node: 'zz' } } as never);
    expect(Object.keys(state().injected)).toEqual(['slow']);
    expect(it.notices).toHaveLength(1);
  });
});

test('the account of a node is asked of the engine; a dead worker or an idle run has none', async () => {
  const account = { since: 5, node: sampleReport().nodes[1]! };
  it.engine.account.mockResolvedValueOnce(account);
  expect(await state().accountOf('payments')).toBe(account);
  it.engine.account.mockRejectedValueOnce(new Error('load a design first'));
  expect(await state().accountOf('payments')).toBeNull();
});

test('the report of the run so far is asked of the engine; an idle run has none', async () => {
  it.engine.report.mockResolvedValueOnce(sampleReport());
  expect((await state().reportNow())?.requests.arrived).toBe(27_500);
  it.engine.report.mockRejectedValueOnce(new Error('load a design first'));
  expect(await state().reportNow()).toBeNull();
});
