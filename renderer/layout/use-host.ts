import { useEffect } from 'react';
import type { Command } from '../../app/ipc';
import { unreachable } from '../../engine/core/invariant';
import { runCommand } from '../commands/registry';
import { baseName, readFile } from '../files/files';
import { offerFile } from '../import/arrivals';
import { studio, useStudio } from '../store/studio';

/** Title, unsaved-changes guard and dropped files, in the desktop app and in a browser. */
export function useHost(): void {
  const name = useStudio((s) => s.file.name);
  const dirty = useStudio((s) => s.file.dirty);
  useEffect(() => {
    document.title = `${dirty ? '• ' : ''}${name} - Faultline`;
    void window.desktop?.setDocument({ title: name, dirty });
    // The shell asks by a dialog of its own; a browser only by this event.
    if (!dirty || window.desktop) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [name, dirty]);
  useDroppedFiles();
  useMenu();
}

function useDroppedFiles(): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void openDropped(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
}

async function openDropped(file: File): Promise<void> {
  // What is not ours is looked at first. Its text is all that is wanted of it: it is never written again.
  if (await offerFile(file)) return;
  const { guard, openText, refuse } = studio.getState();
  const read = window.desktop ? await window.desktop.openDropped(file) : await readFile(file);
  if (!read.ok) return refuse(file.name, read.problems);
  const { path, text } = read.value;
  guard(`Open “${file.name}”`, () => openText(file.name, text, { path }));
}

/** Menu and files from outside, in the desktop app. */
function useMenu(): void {
  useEffect(() => {
    const run = (command: Command): unknown => {
      const { guard, openText, refuse } = studio.getState();
      switch (command.kind) {
        case 'menu':
          return runCommand(command.id);
        case 'opened': {
          const { path, text } = command.file;
          return guard(`Open “${baseName(path)}”`, () => openText(baseName(path), text, { path }));
        }
        case 'failed':
          return refuse('The file', command.problems);
        default:
          return unreachable(command);
      }
    };
    return window.desktop?.onCommand(run);
  }, []);
}
