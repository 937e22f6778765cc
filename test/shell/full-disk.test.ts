import type * as Disk from 'node:fs/promises';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { saveDesign } from '../../app/files';

// A disk without room, as the system tells of it: half of a text is written, and then no more; or nobody says so before `sync`.

const trouble = vi.hoisted(() => ({ in: '', code: '' }));
vi.mock('node:fs/promises', async (original) => {
  const disk = await original<typeof Disk>();
  const refuse = (what: string) => {
    if (trouble.in === what) throw Object.assign(new Error(`${trouble.code}: ${what}`), { code: trouble.code });
  };
  const open: typeof disk.open = async (file, flags, mode) => {
    if (flags === 'wx') refuse('open');
    const handle = await disk.open(file, flags, mode);
    if (flags !== 'wx') return handle;
    const { writeFile, sync } = handle;
    handle.writeFile = async (data, ...more) => {
      if (trouble.in === 'write') await writeFile.call(handle, (data as Buffer).subarray(0, 3));
      refuse('write');
      return writeFile.call(handle, data, ...more);
    };
    handle.sync = () => {
      refuse('sync');
      return sync.call(handle);
    };
    return handle;
  };
  const rename: typeof disk.rename = async (from, to) => {
    refuse('rename');
    await disk.rename(from, to);
  };
  return { ...disk, open, rename };
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-full-'));
  await writeFile(path.join(folder, 'a.json'), 'the old one');
});
afterEach(async () => {
  trouble.in = '';
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['ENOSPC', 'disk-full', 'There is no room on the disk for "a.json".'],
  ['EDQUOT', 'disk-full', 'There is no room on the disk for "a.json".'],
  ['EROFS', 'file-read-only', '"a.json" cannot be written: the file or its folder is read-only.'],
  ['EIO', 'file-not-saved', '"a.json" could not be saved: EIO'],
])('%s at any step is the problem %s, the old file stays whole and nothing is left behind', async (code, problem, words) => {
  for (const step of ['open', 'write', 'sync', 'rename']) {
    Object.assign(trouble, { in: step, code });
    expect(await saveDesign(path.join(folder, 'a.json'), 'the new one')).toMatchObject({
      ok: false,
      problems: [{ code: problem, message: expect.stringContaining(words), remedy: /\w/ }],
    });
    expect([step, await readFile(path.join(folder, 'a.json'), 'utf8'), await readdir(folder)]).toEqual([step, 'the old one', ['a.json']]);
  }
});

test('what a killed save left is removed by a later one of the same file, once nobody can be at it any more', async () => {
  const [old, young] = ['.a.json.0123456789ab.tmp', '.a.json.ba9876543210.tmp'];
  const others = ['.b.json.0123456789ab.tmp', '.a.json.notes.tmp', 'a.json.0123456789ab.tmp'];
  for (const name of [old, young, ...others]) await writeFile(path.join(folder, name), 'left');
  for (const name of [old, ...others]) await utimes(path.join(folder, name), 1, 1);
  await saveDesign(path.join(folder, 'a.json'), 'the new one');
  expect(await readdir(folder)).toEqual([young, ...others, 'a.json'].toSorted());
});
