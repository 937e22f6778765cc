import path from 'node:path';
import { app, crashReporter, dialog, type BrowserWindow } from 'electron';

/** Crashes are written down on this machine and sent nowhere. To be called before the app is ready. */
export function keepCrashReports(): void {
  crashReporter.start({ uploadToServer: false });
}

/** Where a packaged app has the licences of what it is made of. */
const noticesFile = (): string => path.join(process.resourcesPath ?? '', 'THIRD-PARTY-NOTICES.txt');

/** What stands in the About dialog, line by line. */
export function aboutLines(): readonly string[] {
  return [
    `Version ${app.getVersion()}. The engine is part of it and has the same version.`,
    `Electron ${process.versions.electron}, Chromium ${process.versions['chrome'] ?? 'unknown'}`,
    app.isPackaged
      ? `Licences of what it is made of: ${noticesFile()}`
      : 'Licences of what it is made of: npm run package writes them beside the app.',
    `Crash reports stay on this machine, in ${app.getPath('crashDumps')}`,
    'No telemetry, no account, no update check.',
  ];
}

export async function showAbout(window: BrowserWindow): Promise<void> {
  await dialog.showMessageBox(window, {
    type: 'info',
    title: 'About Faultline',
    message: 'Faultline, a whiteboard that runs',
    detail: aboutLines().join('\n\n'),
    buttons: ['Close'],
    noLink: true,
  });
}
