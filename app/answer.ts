import { type BrowserWindow, ipcMain } from 'electron';
import { type Answers, type Argument, type Channel, channels } from './ipc';

/** Answers a channel: checks the sender, then the argument, then works. */
export function answer<C extends Channel>(
  channel: C,
  currentWindow: () => BrowserWindow | null,
  work: (argument: Argument<C>) => Answers[C] | Promise<Answers[C]>,
): void {
  ipcMain.handle(channel, (event, raw: unknown) => {
    // Only the page itself may ask: no frame inside it, no other window, none that is about to go.
    if (!event.senderFrame || event.senderFrame !== currentWindow()?.webContents.mainFrame) throw new Error(`${channel}: unknown sender`);
    return work(channels[channel].parse(raw) as Argument<C>);
  });
}
