import { app } from 'electron';
import { changeSettings, readSettings } from './settings';

const KEPT = 10;

/** Paths, the latest first. */
export const recentFiles = (): readonly string[] => readSettings().recentFiles.slice(0, KEPT);

export function rememberFile(file: string): void {
  changeSettings({ recentFiles: [file, ...recentFiles().filter((other) => other !== file)].slice(0, KEPT) });
  app.addRecentDocument(file);
}

export function forgetFile(file: string): void {
  changeSettings({ recentFiles: recentFiles().filter((other) => other !== file) });
}

export function forgetAllFiles(): void {
  changeSettings({ recentFiles: [] });
  app.clearRecentDocuments();
}
