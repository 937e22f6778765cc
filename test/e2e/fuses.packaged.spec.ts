import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';

test('what Electron can do and this app does not need is switched off in the packaged executable', async () => {
  const executable = process.env['FAULTLINE_PACKAGED_EXE'];
  expect(executable, 'FAULTLINE_PACKAGED_EXE names the executable').toBeTruthy();
  const fuses = await getCurrentFuseWire(executable ?? '');
  expect(fuses).toMatchObject({
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
    [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
    // On in this build alone: it is how a test comes in.
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.ENABLE,
  });
});

test('the package holds the built app, the licences of what it is made of, and nothing else of ours', () => {
  const folder = path.dirname(process.env['FAULTLINE_PACKAGED_EXE'] ?? '');
  const resources = path.join(folder, 'resources');
  const inside = listPackage(path.join(resources, 'app.asar'), { isPack: false });
  expect(inside).toContain('/dist/main/main.cjs');
  expect(inside.filter((name) => !/^\/(dist(\/(main|preload|renderer)(\/.*)?)?|package\.json)$/.test(name))).toEqual([]);
  expect(readFileSync(path.join(resources, 'THIRD-PARTY-NOTICES.txt'), 'utf8')).toMatch(/^react \d/m);
  expect(['LICENSE.electron.txt', 'LICENSES.chromium.html'].filter((name) => !existsSync(path.join(folder, name)))).toEqual([]);
});
