import { type Problem, failure, success } from '../../engine/core/problem';
import { limits } from '../../engine/design/limits';
import type { FilePort } from '../store/ports';

// The part of the File System Access API that we use; TypeScript's own DOM types do not have the pickers.
interface PickerOptions {
  readonly suggestedName?: string;
  readonly types: readonly { readonly description: string; readonly accept: Readonly<Record<string, readonly string[]>> }[];
}
interface Pickers {
  showOpenFilePicker?(options: PickerOptions): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: PickerOptions): Promise<FileSystemFileHandle>;
}

const types = [{ description: 'Faultline design', accept: { 'application/json': ['.json'] } }] as const;

/** Designs in files: through the shell in the desktop app, else through the browser's pickers, else by upload and download. */
export function createFiles(host: Window | undefined = globalThis.window): FilePort {
  if (host?.desktop) return desktopFiles(host.desktop);
  const pickers = host as (Window & Pickers) | undefined;
  let handle: FileSystemFileHandle | null = null;
  /** What stood in a file when it was last read or written here. */
  const contents = new WeakMap<FileSystemFileHandle, string>();
  return {
    attach: (place) => {
      handle = place instanceof Object ? place : null;
    },
    async open() {
      try {
        const [picked] = pickers?.showOpenFilePicker ? await pickers.showOpenFilePicker({ types }) : [];
        const file = picked ? await picked.getFile() : pickers?.showOpenFilePicker ? null : await pickedByInput();
        if (!file) return success(null);
        const read = await readFile(file);
        if (!read.ok || !picked) return read;
        contents.set(picked, read.value.text);
        return success({ ...read.value, place: picked });
      } catch (error) {
        return cancelled(error) ? success(null) : failure(unreadable(error));
      }
    },
    async save(text, name, how) {
      const suggestedName = fileName(name);
      try {
        if (!pickers?.showSaveFilePicker) {
          download(text, suggestedName);
          return success({ name: suggestedName, path: null });
        }
        if (how === 'as' || !handle) handle = await pickers.showSaveFilePicker({ suggestedName, types });
        else if (how === 'again' && (await changed(handle, contents.get(handle)))) return failure(changedOutside(handle.name));
        const stream = await handle.createWritable();
        await stream.write(text);
        await stream.close();
        contents.set(handle, text);
        return success({ name: handle.name, path: null });
      } catch (error) {
        return cancelled(error) ? success(null) : failure(unwritable(error));
      }
    },
  };
}

function desktopFiles(desktop: NonNullable<Window['desktop']>): FilePort {
  let at: string | null = null;
  return {
    attach: (place) => {
      at = typeof place === 'string' ? place : null;
    },
    async open() {
      const opened = await desktop.openFile();
      if (!opened.ok || !opened.value) return opened.ok ? success(null) : opened;
      return success({ name: baseName(opened.value.path), path: opened.value.path, place: opened.value.path, text: opened.value.text });
    },
    async save(text, name, how) {
      const place = at && how !== 'as' ? { path: at, replaceChanged: how === 'replace' } : {};
      const saved = await desktop.saveFile({ text, suggestedName: fileName(name), ...place });
      if (!saved.ok || !saved.value) return saved.ok ? success(null) : saved;
      at = saved.value;
      return success({ name: baseName(at), path: at });
    },
  };
}

/** Reads a file that was picked or dropped. Larger ones than any design may be are not read at all. */
export async function readFile(file: File) {
  if (file.size > limits.fileBytes) {
    return failure({
      code: 'file-too-large',
      severity: 'error',
      where: '',
      message: `"${file.name}" has ${(file.size / 1e6).toFixed(1)} MB; a design has at most ${limits.fileBytes / 1e6} MB.`,
      remedy: 'Choose a Faultline design file.',
    } as const);
  }
  return success({ name: file.name, path: null, place: null, text: await file.text() });
}

export const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** A name that every file system takes. */
export function fileName(name: string): string {
  if (name.endsWith('.json')) return name;
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${plain || 'design'}.faultline.json`;
}

function pickedByInput(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

function download(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Whether a file holds something else than it did. One that is gone is written anew. */
async function changed(handle: FileSystemFileHandle, before: string | undefined): Promise<boolean> {
  const now = await handle.getFile().catch(() => null);
  if (!now || before === undefined) return false;
  return now.size > limits.fileBytes || (await now.text()) !== before;
}

const cancelled = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';
const say = (error: unknown) => (error instanceof Error ? error.message : String(error));
const unreadable = (error: unknown): Problem => ({
  code: 'file-unreadable',
  severity: 'error',
  where: '',
  message: `The file could not be read: ${say(error)}.`,
  remedy: 'Check that it is there and that you may read it.',
});
const changedOutside = (name: string): Problem => ({
  code: 'file-changed-outside',
  severity: 'error',
  where: '',
  message: `“${name}” was changed by another program or window since it was opened here.`,
  remedy: 'Save under another name to keep both, or replace it.',
});
const unwritable = (error: unknown): Problem => ({
  code: 'file-unwritable',
  severity: 'error',
  where: '',
  message: `The file could not be written: ${say(error)}.`,
  remedy: 'Save it under another name or in another folder.',
});
