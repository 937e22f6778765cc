import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Channel, channels } from '../../app/ipc';
import { electron, fake } from './fake-electron';
import { anyHostile } from './hostile-values';

vi.mock('electron', async () => (await import('./fake-electron')).electron);

// The shell as it is, on an Electron that only writes down: every channel of the one registry, with everything a page that was
// taken over might send.

const names = Object.keys(channels) as Channel[];
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-shell-'));
  fake.profile.folder = folder;
  await import('../../app/main');
  await fake.opened;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const page = () => ({ senderFrame: fake.windows[0]?.webContents.mainFrame });
const ask = async (channel: string, argument: unknown, event: { readonly senderFrame: unknown } = page()): Promise<unknown> => {
  const handler = fake.handlers.get(channel);
  if (!handler) throw new Error(`nobody answers ${channel}`);
  return handler(event, argument);
};

test('the shell answers the channels of its registry, and no others', () => {
  expect(names.length).toBeGreaterThan(4);
  expect([...fake.handlers.keys()].toSorted()).toEqual(names.toSorted());
});

describe.each(names)('%s', (channel) => {
  const senders = [
    ['no frame', () => null],
    ['a frame inside the page', () => ({ parent: page().senderFrame })],
    ['something that looks like the page', () => ({ ...fake.windows[0]?.webContents.mainFrame })],
  ] as const;
  test.each(senders)('%s is not answered, whatever it sends', async (_who, senderFrame) => {
    await fc.assert(
      fc.asyncProperty(anyHostile, async (value) => {
        await expect(ask(channel, value, { senderFrame: senderFrame() })).rejects.toThrow(`${channel}: unknown sender`);
      }),
      { numRuns: 20 },
    );
  });

  test('hostile values are refused by its schema before any work, or do no harm', async () => {
    const kept = path.join(folder, 'kept.json');
    await writeFile(kept, 'kept');
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(anyHostile, async (value) => {
        const allowed = channels[channel].safeParse(value).success;
        if (!allowed) refused += 1;
        const outcome = await ask(channel, value).then(
          () => 'answered',
          (error: unknown) => (error instanceof Error ? error.name : 'not an error'),
        );
        expect(outcome).toBe(allowed ? 'answered' : 'ZodError');
      }),
      { numRuns: 150 },
    );
    expect(refused).toBeGreaterThan(20);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    // Nothing was written but what the shell remembers of its window.
    expect((await readdir(folder)).filter((name) => name !== 'shell.json')).toEqual(['kept.json']);
    expect(await readFile(kept, 'utf8')).toBe('kept');
  });
});

test.each([
  ['file:save', { suggestedName: 'x', text: 'x' }],
  ['document:set', { title: 'x', dirty: false }],
] as const)('%s takes no field more than it knows', async (channel, argument) => {
  expect(channels[channel].safeParse(argument).success).toBe(true);
  await expect(ask(channel, { ...argument, more: 1 })).rejects.toThrow('more');
});

test('a file that nobody chose is neither saved to without a question, nor is its folder offered', async () => {
  const asked: unknown[] = [];
  const { showSaveDialog } = electron.dialog;
  electron.dialog.showSaveDialog = (...words: unknown[]) => {
    asked.push(words[1]);
    return Promise.resolve({ canceled: true, filePath: '' });
  };
  const hidden = path.join(folder, 'hidden.json');
  expect(await ask('file:save', { path: hidden, suggestedName: 'x.json', text: 'x' })).toEqual({ ok: true, value: null });
  expect(await ask('file:save', { suggestedName: '../../x.json', text: 'x' })).toEqual({ ok: true, value: null });
  electron.dialog.showSaveDialog = showSaveDialog;
  expect(asked).toMatchObject([{ defaultPath: hidden }, { defaultPath: 'x.json' }]);
  expect(await readdir(folder)).not.toContain('hidden.json');
});

test('the page gets one function a channel, none that names a channel of its own, and nothing of Electron', async () => {
  const asked: string[] = [];
  let exposed: Record<string, (...words: unknown[]) => unknown> = {};
  vi.resetModules();
  vi.doMock('electron', () => ({
    contextBridge: {
      exposeInMainWorld: (name: string, api: typeof exposed) => {
        expect(name).toBe('desktop');
        exposed = api;
      },
    },
    ipcRenderer: { invoke: (channel: string) => asked.push(channel), on: () => undefined, off: () => undefined },
    webUtils: { getPathForFile: () => '' },
  }));
  await import('../../app/preload');
  for (const call of Object.values(exposed)) call('file:open', 'shell:open');
  expect(asked.toSorted()).toEqual(names.toSorted());
  expect(Object.values(exposed).every((call) => typeof call === 'function')).toBe(true);
});
