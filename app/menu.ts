import path from 'node:path';
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuAction } from './ipc';

export interface MenuHandlers {
  act(action: MenuAction): void;
  openRecent(file: string): void;
  clearRecent(): void;
  about(): void;
}

const mac = process.platform === 'darwin';
const separator: MenuItemConstructorOptions = { type: 'separator' };

/** Puts the native menu up; to be called again when the recent files change. The page carries the actions out. */
export function showMenu({ act, openRecent, clearRecent, about }: MenuHandlers, recent: readonly string[]): void {
  // Chromium gives a key to the page first and to the menu only if the page left it, so no shortcut acts twice.
  const item = (label: string, action: MenuAction, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => act(action),
    ...(accelerator ? { accelerator } : {}),
  });
  const recentItems = recent.map(
    (file): MenuItemConstructorOptions => ({ label: `${path.basename(file)}  —  ${path.dirname(file)}`, click: () => openRecent(file) }),
  );
  const recentMenu: MenuItemConstructorOptions[] =
    recentItems.length > 0
      ? [...recentItems, separator, { label: 'Clear the list', click: clearRecent }]
      : [{ label: 'No files yet', enabled: false }];

  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('New', 'new', 'CmdOrCtrl+N'),
        item('Open…', 'open', 'CmdOrCtrl+O'),
        { label: 'Open recent', submenu: recentMenu },
        separator,
        item('Save', 'save', 'CmdOrCtrl+S'),
        item('Save as…', 'save-as', 'CmdOrCtrl+Shift+S'),
        separator,
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('Undo', 'undo', 'CmdOrCtrl+Z'),
        item('Redo', 'redo', mac ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        item('Duplicate', 'duplicate', 'CmdOrCtrl+D'),
        item('Delete', 'delete'),
        { role: 'selectAll' },
      ],
    },
    { label: '&Run', submenu: [item('Play or pause', 'play-pause'), item('Step', 'step'), item('Restart', 'restart')] },
    {
      label: '&View',
      submenu: [
        item('Zoom to fit', 'zoom-to-fit'),
        item('Light or dark', 'toggle-colors'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    { label: '&Help', submenu: [{ label: 'About Faultline', click: about }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
