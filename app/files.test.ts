import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../engine/design/limits';
import { readDesign, saveDesign } from './files';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...names: string[]) => path.join(folder, ...names);
const codes = (result: Awaited<ReturnType<typeof saveDesign | typeof readDesign>>) =>
  result.ok ? [] : result.problems.map(({ code }) => code);

/** Root may write everywhere; what a user may not is tried as a user. */
async function asUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('saveDesign', () => {
  test('writes the text and leaves nothing else behind', async () => {
    expect(await saveDesign(at('a.json'), 'größe')).toEqual({ ok: true, value: at('a.json') });
    expect(await readFile(at('a.json'), 'utf8')).toBe('größe');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  test('replaces a file by another one, so that a reader never sees half of each', async () => {
    await writeFile(at('a.json'), 'old');
    const before = await stat(at('a.json'));
    await saveDesign(at('a.json'), 'new');
    expect((await stat(at('a.json'))).ino).not.toBe(before.ino);
    expect(await readFile(at('a.json'), 'utf8')).toBe('new');
  });

  test('keeps the rights of the file and the link that leads to it', async () => {
    await writeFile(at('real.json'), 'old');
    await chmod(at('real.json'), 0o640);
    await symlink(at('real.json'), at('link.json'));
    expect(await saveDesign(at('link.json'), 'new')).toEqual({ ok: true, value: at('link.json') });
    expect(await readFile(at('real.json'), 'utf8')).toBe('new');
    expect((await stat(at('real.json'))).mode & 0o777).toBe(0o640);
    expect((await readdir(folder)).length).toBe(2);
  });

  test('a read-only folder is a problem, and the old file stays', async () => {
    await writeFile(at('a.json'), 'old');
    await chmod(at('a.json'), 0o666);
    await chmod(folder, 0o555);
    const result = await asUser(() => saveDesign(at('a.json'), 'new'));
    await chmod(folder, 0o755);
    expect(codes(result)).toEqual(['file-read-only']);
    expect(await readFile(at('a.json'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  test('a read-only file is a problem, although its folder would let it be replaced', async () => {
    await chmod(folder, 0o777);
    await writeFile(at('a.json'), 'old');
    await chmod(at('a.json'), 0o444);
    expect(codes(await asUser(() => saveDesign(at('a.json'), 'new')))).toEqual(['file-read-only']);
    expect(await readFile(at('a.json'), 'utf8')).toBe('old');
  });

  test('a missing folder, a folder and a text that nobody could open again are problems', async () => {
    await mkdir(at('folder.json'));
    await writeFile(at('file'), '');
    expect(codes(await saveDesign(at('gone', 'a.json'), ''))).toEqual(['folder-missing']);
    expect(codes(await saveDesign(at('file', 'a.json'), ''))).toEqual(['folder-missing']);
    expect(codes(await saveDesign(at('folder.json'), ''))).toEqual(['not-a-file']);
    // Counted in bytes: each of these letters has two.
    expect(codes(await saveDesign(at('a.json'), 'ö'.repeat(limits.fileBytes / 2 + 1)))).toEqual(['file-too-large']);
    expect((await readdir(folder)).toSorted()).toEqual(['file', 'folder.json']);
  });
});

describe('readDesign', () => {
  test('gives the text, without a byte-order mark', async () => {
    await writeFile(at('a.json'), '\uFEFF{}');
    expect(await readDesign(at('a.json'))).toEqual({ ok: true, value: { path: at('a.json'), text: '{}' } });
  });

  test('says what is wrong with a file that cannot be read', async () => {
    await writeFile(at('huge.json'), Buffer.alloc(limits.fileBytes + 1, ' '));
    await writeFile(at('binary.json'), Uint8Array.of(0xff, 0xfe));
    await writeFile(at('secret.json'), '{}');
    await chmod(at('secret.json'), 0o000);
    await chmod(folder, 0o755);
    expect(codes(await readDesign(at('missing.json')))).toEqual(['file-missing']);
    expect(codes(await readDesign(at('huge.json', 'a.json')))).toEqual(['file-missing']);
    expect(codes(await readDesign(at('huge.json')))).toEqual(['file-too-large']);
    expect(codes(await readDesign(at('binary.json')))).toEqual(['file-not-text']);
    expect(codes(await readDesign(folder))).toEqual(['not-a-file']);
    expect(codes(await asUser(() => readDesign(at('secret.json'))))).toEqual(['file-not-readable']);
  });

  test.runIf(process.platform !== 'win32')('does not wait for a pipe that nobody writes to', async () => {
    execFileSync('mkfifo', [at('pipe.json')]);
    expect(codes(await readDesign(at('pipe.json')))).toEqual(['not-a-file']);
  });

  test('every problem names the place and a remedy', async () => {
    for (const result of [await readDesign(at('missing.json')), await saveDesign(at('gone', 'a.json'), '')]) {
      expect(result).toMatchObject({
        ok: false,
        problems: [{ severity: 'error', where: expect.stringContaining(folder), remedy: expect.stringMatching(/\w.*\.$/) }],
      });
    }
  });
});
