import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { electron, fake } from './fake-electron';

vi.mock('electron', async () => (await import('./fake-electron')).electron);

// What the shell does with files that other programs and windows work on as well.

let folder = '';
let file = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-shell-'));
  file = path.join(folder, 'shared.faultline.json');
  fake.profile.folder = folder;
  await import('../../app/main');
  await fake.opened;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ask = async (channel: string, argument?: unknown): Promise<unknown> =>
  fake.handlers.get(channel)?.({ senderFrame: fake.windows[0]?.webContents.mainFrame }, argument);
const save = (text: string, more = {}) => ask('file:save', { path: file, suggestedName: 'x.json', text, ...more });

test('a file that was changed outside is not replaced without the user’s word; one that only got another date is', async () => {
  await writeFile(file, '\uFEFFas opened');
  electron.dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  expect(await ask('file:open')).toMatchObject({ ok: true, value: { text: 'as opened' } });

  await utimes(file, 1, 1);
  expect(await save('by us')).toEqual({ ok: true, value: file });

  await writeFile(file, 'by someone else');
  const refused = await save('by us, later');
  expect(refused).toMatchObject({ ok: false, problems: [{ code: 'file-changed-outside', where: file, remedy: /replace it/ }] });
  expect(await readFile(file, 'utf8')).toBe('by someone else');
  expect(await save('by us, later', { replaceChanged: true })).toEqual({ ok: true, value: file });
  expect(await save('by us, last')).toEqual({ ok: true, value: file });
});

test('a file that was removed outside is written anew', async () => {
  await rm(file);
  expect(await save('again')).toEqual({ ok: true, value: file });
  expect(await readFile(file, 'utf8')).toBe('again');
});

test('a second start of the app brings its file into the window that is open, which asks before it lets changes go', async () => {
  fake.windows[0]?.webContents.sent.splice(0);
  await ask('command:ready');
  electron.app.emit('second-instance', {}, ['faultline', 'shared.faultline.json'], folder);
  await vi.waitFor(() => expect(fake.windows[0]?.webContents.sent).toEqual([{ kind: 'opened', file: { path: file, text: 'again' } }]));
  expect(fake.windows).toHaveLength(1);
});
