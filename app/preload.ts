import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Answers, Argument, Channel, Command, CommandChannel, DesktopApi } from './ipc';

// The only code that sees both worlds. It holds no logic: it names channels, and the shell checks what comes through them.

function ask<C extends Channel>(channel: C, argument: Argument<C>): Promise<Answers[C]> {
  return ipcRenderer.invoke(channel, argument) as Promise<Answers[C]>;
}

const command: CommandChannel = 'command';

const desktop: DesktopApi = {
  openFile: () => ask('file:open', undefined),
  // The path comes from Chromium's own record of the drop, so the page cannot make one up.
  openDropped: (file) => ask('file:open-dropped', webUtils.getPathForFile(file)),
  saveFile: (request) => ask('file:save', request),
  setDocument: (document) => ask('document:set', document),
  onCommand: (listener) => {
    const forward = (_event: unknown, sent: Command) => listener(sent);
    ipcRenderer.on(command, forward);
    void ask('command:ready', undefined);
    return () => ipcRenderer.off(command, forward);
  },
  versions: () => ask('app:versions', undefined),
  openMicrophone: () => ask('microphone:open', undefined),
};

contextBridge.exposeInMainWorld('desktop', desktop);
