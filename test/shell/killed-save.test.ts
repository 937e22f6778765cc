import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from 'vite';

// A process that saves by the app's own code is killed (SIGKILL): in front of each thing it asks of the disk and after it, in the
// middle of writing, and at moments that chance picks. What is then in the file is the old text or the new one, whole.

/** Large enough that writing it takes a while. */
const SIZE = 2_000_000;
const textOf = (letter: string) => letter.repeat(SIZE);

/** Runs before the app's code: counts what is asked of the disk, and dies at the step it was told. */
const dying = `
import fs, { createRequire } from 'node:module';
const disk = createRequire(import.meta.url)('node:fs/promises');
const [, , at, half] = process.argv.slice(1);
let steps = 0;
const die = () => process.kill(process.pid, 'SIGKILL');
const counted = (work, self) => async (...words) => {
  if (steps++ === Number(at)) die();
  const value = await work.apply(self, words);
  if (steps++ === Number(at)) die();
  return value;
};
const handleOf = (handle) => {
  const { writeFile } = handle;
  handle.writeFile = async (data) => {
    if (half === 'half') {
      await writeFile.call(handle, data.subarray(0, data.length / 2));
      die();
    }
    return writeFile.call(handle, data);
  };
  for (const name of ['writeFile', 'sync', 'close']) handle[name] = counted(handle[name], handle);
  return handle;
};
const { open } = disk;
disk.open = async (...words) => handleOf(await open(...words));
for (const name of ['open', 'realpath', 'rename', 'stat', 'readdir']) disk[name] = counted(disk[name], disk);
fs.syncBuiltinESMExports();
process.on('exit', () => console.log(steps));
`;
const saving = `
const [, , file] = process.argv;
const { saveDesign } = await import('./files.mjs');
const text = (letter) => letter.repeat(${SIZE});
if (process.argv[4] === 'for ever') for (;;) for (const letter of 'ab') await saveDesign(file, text(letter));
const saved = await saveDesign(file, text('b'));
if (!saved.ok) throw new Error(JSON.stringify(saved));
`;

let folder = '';
const at = (name: string) => path.join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-killed-'));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'app/files.ts', write: false, target: 'node20' },
    ssr: { noExternal: true },
  });
  const [code] = 'output' in built ? built.output : [];
  if (code?.type !== 'chunk') throw new Error('nothing was built');
  await writeFile(at('files.mjs'), code.code);
  await writeFile(at('dying.mjs'), dying);
  await writeFile(at('saving.mjs'), saving);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Saves in a process of its own. @param until the process is killed from outside when it comes true */
async function save(file: string, words: readonly string[], until?: () => Promise<void>) {
  const child = spawn(process.execPath, ['--import', at('dying.mjs'), at('saving.mjs'), file, ...words]);
  let said = '';
  let complaint = '';
  child.stdout.on('data', (part: Buffer) => (said += String(part)));
  child.stderr.on('data', (part: Buffer) => (complaint += String(part)));
  const ended = new Promise<string>((resolve) => child.once('close', (code, signal) => resolve(signal ?? String(code))));
  if (until) {
    await until();
    child.kill('SIGKILL');
  }
  return { end: await ended, said: said.trim(), complaint };
}

const whole = async (file: string): Promise<string> => {
  const text = await readFile(file, 'utf8');
  if (text === 'old') return 'old';
  const letter = text[0] ?? '';
  return text === textOf(letter) ? letter : `half of a text: ${text.length} characters`;
};

test('a save that is killed at any of its steps leaves the old file or the new one', { timeout: 120_000 }, async () => {
  await writeFile(at('free.json'), 'old');
  const free = await save(at('free.json'), ['never']);
  expect(free).toMatchObject({ end: '0', complaint: '' });
  const steps = Number(free.said);
  // With the 25 of the other test: more than 50 kills.
  expect(steps).toBeGreaterThan(25);
  const kills = [...Array.from({ length: steps }, (_, step) => [String(step)]), ['never', 'half']];
  const outcomes = await inTwos(kills, async (words, i) => {
    const file = at(`step-${i}.json`);
    await writeFile(file, 'old');
    const { end } = await save(file, words);
    return `${end} ${await whole(file)}`;
  });
  const renamed = outcomes.indexOf('SIGKILL b');
  expect(renamed).toBeGreaterThan(10);
  // Old up to one step, new from there on; half a text was only ever in the file beside it.
  expect(outcomes).toEqual(outcomes.map((_, i) => (i < renamed || i === steps ? 'SIGKILL old' : 'SIGKILL b')));
});

test('a process that saves on and on and is killed at any moment leaves a whole file', { timeout: 120_000 }, async () => {
  const outcomes = await inTwos(Array.from({ length: 25 }), async (_, i) => {
    const file = at(`moment-${i}.json`);
    await writeFile(file, 'old');
    // Once it is at work, and then at another moment each time.
    const atWork = async () => {
      while ((await readFile(file, 'utf8')) === 'old') await pause(1);
      await pause((i * 7) % 23);
    };
    const { end } = await save(file, ['never', 'for ever'], atWork);
    return `${end} ${await whole(file)}`;
  });
  expect(outcomes.filter((outcome) => !/^SIGKILL [ab]$/.test(outcome))).toEqual([]);
  // Some of them were in the middle of it: what they left lies beside the file, under another name.
  expect((await readdir(folder)).some((name) => name.startsWith('.moment-') && name.endsWith('.tmp'))).toBe(true);
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Two processes at a time: each spends most of its life starting. */
async function inTwos<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!, index);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
