import path from 'node:path';
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { line, menuCommands } from './menu-commands';

export interface MenuHandlers {
  /** @param id of a command of the studio */
  command(id: string): void;
  openRecent(file: string): void;
  clearRecent(): void;
  about(): void;
}

const mac = process.platform === 'darwin';
const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The canvas has the usual keys for its own zoom. */
const textSizes: MenuItemConstructorOptions[] = [
  { role: 'zoomIn', label: 'Larger', accelerator: 'CmdOrCtrl+Alt+=' },
  { role: 'zoomOut', label: 'Smaller', accelerator: 'CmdOrCtrl+Alt+-' },
  { role: 'resetZoom', label: 'Usual size', accelerator: 'CmdOrCtrl+Alt+0' },
];

/** Puts the native menu up; to be called again when the recent files change. The page carries the actions out. */
export function showMenu({ command, openRecent, clearRecent, about }: MenuHandlers, recent: readonly string[]): void {
  // Chromium gives a key to the page first and to the menu only if the page left it, so no shortcut acts twice.
  const items = (part: keyof typeof menuCommands): MenuItemConstructorOptions[] =>
    menuCommands[part].map((one) => (one === line ? separator : { ...one, click: () => command(one.id) }));
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
        ...items('open'),
        { label: 'Open recent', submenu: recentMenu },
        separator,
        ...items('save'),
        separator,
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        ...items('undo'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        ...items('edit'),
      ],
    },
    { label: '&Add', submenu: items('add') },
    { label: 'A&rrange', submenu: items('arrange') },
    {
      label: '&View',
      submenu: [
        ...items('view'),
        separator,
        { label: 'Views of the run', submenu: items('panels') },
        { label: 'Colours', submenu: items('colours') },
        { label: 'Text and controls', submenu: textSizes },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools' } as const]),
      ],
    },
    { label: '&Run', submenu: [...items('run'), { label: 'Ask', submenu: items('questions') }] },
    { label: '&Practice', submenu: items('practice') },
    { role: 'windowMenu' },
    { label: '&Help', submenu: [...items('help'), separator, { label: 'About Faultline', click: about }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
