import type { ElectronApplication } from '@playwright/test';

interface Answers {
  /** Path that the open dialog answers; null cancels. */
  readonly open?: string | null;
  /** Path that the save dialog answers; null cancels. */
  readonly save?: string | null;
  /** Index of the button pressed in a message box. */
  readonly button?: number;
}

/** Answers the native dialogs from now on: nobody is there to press their buttons. */
export async function stubDialogs(app: ElectronApplication, answers: Answers): Promise<void> {
  await app.evaluate(({ dialog }, { open, save, button }) => {
    if (open !== undefined)
      dialog.showOpenDialog = () => Promise.resolve({ canceled: open === null, filePaths: open === null ? [] : [open] });
    if (save !== undefined) dialog.showSaveDialog = () => Promise.resolve({ canceled: save === null, filePath: save ?? '' });
    if (button !== undefined) dialog.showMessageBox = () => Promise.resolve({ response: button, checkboxChecked: false });
  }, answers);
}
