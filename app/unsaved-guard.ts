import { app, type BrowserWindow, dialog } from 'electron';
import type { DocumentState } from './ipc';

export interface UnsavedGuard {
  setDocument(document: DocumentState): void;
  /** A save was cancelled or failed: then nothing closes. */
  saveFailed(): void;
  /** Lets the window close without a question. */
  release(): void;
}

/** Asks before a window with unsaved changes closes. `save` tells the page to save; closing waits until it says that it is clean. */
export function guardUnsavedChanges(window: BrowserWindow, save: () => void): UnsavedGuard {
  let document: DocumentState = { title: 'Faultline', dirty: false };
  let asking = false;
  let closeOnceSaved = false;
  let quitting = false;
  const noteQuit = () => {
    quitting = true;
  };
  app.on('before-quit', noteQuit);
  window.once('closed', () => app.off('before-quit', noteQuit));

  const release = () => {
    document = { ...document, dirty: false };
  };
  const leave = () => {
    release();
    if (quitting) app.quit();
    else window.close();
  };
  const stay = () => {
    closeOnceSaved = false;
    quitting = false;
  };

  async function ask(): Promise<void> {
    asking = true;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: `Save the changes to “${document.title}”?`,
      detail: 'Otherwise they are lost.',
      buttons: ['Save', 'Discard', 'Cancel'],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    });
    asking = false;
    if (response === 1) leave();
    else if (response === 2) stay();
    else {
      closeOnceSaved = true;
      save();
    }
  }

  window.on('close', (event) => {
    if (!document.dirty) return;
    event.preventDefault();
    if (!asking) void ask();
  });

  return {
    setDocument: (next) => {
      document = next;
      window.setTitle(`${next.dirty ? '● ' : ''}${next.title} — Faultline`);
      window.setDocumentEdited(next.dirty);
      if (closeOnceSaved && !next.dirty) leave();
    },
    saveFailed: stay,
    release,
  };
}
