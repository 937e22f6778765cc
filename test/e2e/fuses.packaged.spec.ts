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
