import { expect, test } from 'vitest';
import { baseName, createFiles, fileName, readFile } from './files';

test.each([
  ['Checkout platform (draft)', 'checkout-platform-draft.faultline.json'],
  ['orders.faultline.json', 'orders.faultline.json'],
  ['///', 'design.faultline.json'],
])('%s is saved as %s', (name, expected) => {
  expect(fileName(name)).toBe(expected);
});

test('a path gives its last part, on every system', () => {
  expect(baseName('/home/a/b.json')).toBe('b.json');
  expect(baseName('C:\\designs\\b.json')).toBe('b.json');
});

test('a file of 50 MB is refused before it is read', async () => {
  const file = { name: 'huge.json', size: 50e6, text: () => Promise.reject(new Error('read')) } as unknown as File;
  const read = await readFile(file);
  expect(read).toMatchObject({ ok: false, problems: [{ code: 'file-too-large', message: expect.stringContaining('50.0 MB') }] });
});

/** A browser with the File System Access API whose pickers always give this file. */
function browser() {
  const written: string[] = [];
  let asked = 0;
  const handle = {
    name: 'shop.json',
    getFile: () => Promise.resolve({ name: 'shop.json', size: 2, text: () => Promise.resolve('{}') }),
    createWritable: () =>
      Promise.resolve({ write: (text: string) => Promise.resolve(void written.push(text)), close: () => Promise.resolve() }),
  };
  const host = {
    showOpenFilePicker: () => Promise.resolve([handle]),
    showSaveFilePicker: () => {
      asked++;
      return Promise.resolve(handle);
    },
  } as unknown as Window;
  return { host, written, asked: () => asked };
}

test('in a browser, a file that was opened and shown is written again without asking', async () => {
  const { host, written, asked } = browser();
  const files = createFiles(host);
  const opened = await files.open();
  if (!opened.ok || !opened.value) throw new Error('not opened');
  files.attach(opened.value.place);
  expect(await files.save('text', 'shop', 'again')).toMatchObject({ ok: true, value: { name: 'shop.json' } });
  expect(written).toEqual(['text']);
  expect(asked()).toBe(0);
  await files.save('text', 'shop', 'as');
  expect(asked()).toBe(1);
});

test('in a browser, a file that was opened but not shown is not written', async () => {
  const { host, asked } = browser();
  const files = createFiles(host);
  await files.open();
  await files.save('text', 'shop', 'again');
  expect(asked()).toBe(1);
});

test('two windows on one file: the second to save is told, and replaces only when asked to', async () => {
  const disk = { text: 'old' };
  const handle = () => ({
    name: 'shop.json',
    getFile: () => Promise.resolve({ name: 'shop.json', size: disk.text.length, text: () => Promise.resolve(disk.text) }),
    createWritable: () =>
      Promise.resolve({ write: (text: string) => Promise.resolve(void (disk.text = text)), close: () => Promise.resolve() }),
  });
  const windows = [handle(), handle()].map((picked) =>
    createFiles({
      showOpenFilePicker: () => Promise.resolve([picked]),
      showSaveFilePicker: () => Promise.reject(new Error('asked')),
    } as unknown as Window),
  );
  for (const files of windows) {
    const opened = await files.open();
    files.attach(opened.ok && opened.value ? opened.value.place : null);
  }
  const [first, second] = windows;
  expect(await first?.save('by the first', 'shop', 'again')).toMatchObject({ ok: true });
  expect(await second?.save('by the second', 'shop', 'again')).toMatchObject({ ok: false, problems: [{ code: 'file-changed-outside' }] });
  expect(disk.text).toBe('by the first');
  expect(await second?.save('by the second', 'shop', 'replace')).toMatchObject({ ok: true });
  expect(await second?.save('again', 'shop', 'again')).toMatchObject({ ok: true });
  expect(disk.text).toBe('again');
});

test('a cancelled dialog is no problem', async () => {
  const cancel = () => Promise.reject(new DOMException('', 'AbortError'));
  const files = createFiles({ showOpenFilePicker: cancel, showSaveFilePicker: cancel } as unknown as Window);
  expect(await files.open()).toEqual({ ok: true, value: null });
  expect(await files.save('text', 'shop', 'again')).toEqual({ ok: true, value: null });
});
