import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { axeFindings, axeInBothThemes } from './support/axe';
import { expect, test } from './support/studio';

// An answer that is said aloud, in both shells: Chromium hears a file in place of a microphone, over and over.

// It is recorded in real time, and looked at by axe: on a busy machine that takes minutes.
test.setTimeout(400_000);

/** [s] */
const [VOICE, PAUSE] = [3, 2.6];
const sound = path.resolve('test-results', 'voice.wav');
const microphone = ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${sound}`];
test.use({
  files: microphone,
  launchOptions: async ({ launchOptions }, use) => {
    mkdirSync(path.dirname(sound), { recursive: true });
    writeFileSync(sound, wave());
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...microphone] });
  },
});

const practice = (page: Page): Locator => page.getByRole('region', { name: 'Practice', exact: true });
const button = (page: Page, name: string | RegExp): Locator => practice(page).getByRole('button', { name });
const said = (page: Page): Locator => practice(page).getByRole('region', { name: 'Say it aloud' });

async function beginDrill(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Practice' }).click();
  await practice(page).getByText('Drill', { exact: true }).click();
  await button(page, /^Explain the circuit breaker/).click();
}

/** Longer than a voice, a pause and a voice take, wherever the file begins. [s] */
const HEARD = 10;
const recordedFor = (page: Page) =>
  said(page)
    .getByText(/^\d+:\d\d$/)
    .innerText()
    .then((text) => Number(text.split(':')[0]) * 60 + Number(text.split(':')[1]));

test('it is recorded here, measured, heard again and deleted; without words one ticks what one said', async ({ page, surface }) => {
  await beginDrill(page);
  if (surface === 'web') {
    await button(page, 'Speak').click();
    await expect(said(page).getByRole('status')).toContainText('does not let this page hear the microphone');
    await page.context().grantPermissions(['microphone']);
  }
  await button(page, 'Speak').click();
  await expect(said(page).getByRole('status')).toContainText('Nothing here turns your voice into words');
  await expect.poll(() => recordedFor(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(HEARD);
  expect(await axeFindings(page, { within: ['section[aria-label="Practice"]'] })).toEqual([]);
  await button(page, 'Stop').click();
  await expect(practice(page).getByRole('group', { name: 'Recording' })).toBeVisible();
  await button(page, 'Done: what do you say?').click();

  await expect(practice(page).getByText(/There are no words to judge/)).toBeVisible();
  await expect(practice(page).getByRole('region', { name: 'Delivery' })).toContainText(/longest (pause is )?2\.\d s/);
  await expect(button(page, /^\d:\d\d \(2\.\d s\)$/).first()).toBeVisible();
  await button(page, 'Play').click();
  await button(page, 'Pause').click();
  const point = practice(page).getByRole('region', { name: 'Content' }).getByRole('checkbox').first();
  await point.check();
  await expect(practice(page).getByText('by what you ticked')).toBeVisible();
  expect(await axeInBothThemes(page, { within: ['section[aria-label="Practice"]'] })).toEqual([]);
  await page.reload();
  await expect(point).toBeChecked();
  await button(page, 'Delete the recording').click();
  await expect(practice(page).getByText('You deleted the recording')).toBeVisible();
  await expect(practice(page).getByRole('region', { name: 'Delivery' })).toContainText(/longest (pause is )?2\.\d s/);
});

test('the microphone is shut but for one request after Speak was pressed, and never open to a camera', async ({
  page,
  surface,
  complaints,
}) => {
  complaints.allow(/permission/i);
  const asked = (what: MediaStreamConstraints) =>
    page.evaluate(
      (constraints) =>
        navigator.mediaDevices.getUserMedia(constraints).then(
          (stream) => {
            for (const track of stream.getTracks()) track.stop();
            return 'heard';
          },
          (error: unknown) => (error instanceof DOMException ? error.name : String(error)),
        ),
      what,
    );
  expect(await asked({ audio: true })).toBe('NotAllowedError');
  if (surface === 'web') return;
  const opened = () => page.evaluate(() => window.desktop?.openMicrophone());
  await opened();
  expect(await asked({ audio: true, video: true })).toBe('NotAllowedError');
  expect(await asked({ audio: true })).toBe('NotAllowedError');
  await opened();
  expect(await asked({ audio: true })).toBe('heard');
  expect(await asked({ audio: true })).toBe('NotAllowedError');
});

test('where a browser recognises speech on this machine, the words are written as they are said; the desktop app asks nobody', async ({
  page,
  surface,
}) => {
  if (surface === 'web') await page.context().grantPermissions(['microphone']);
  await page.evaluate(() => {
    class Recogniser extends EventTarget {
      static available = ({ processLocally }: { readonly processLocally: boolean }) =>
        Promise.resolve(processLocally ? 'available' : 'unavailable');
      processLocally = false;
      start(): void {
        if (!this.processLocally) throw new Error('this would go to a server');
        const said = ['a breaker counts failures', 'when the service is down it opens and calls fail fast'];
        const results = said.map((transcript) => Object.assign([{ transcript }], { isFinal: true }));
        this.dispatchEvent(Object.assign(new Event('result'), { resultIndex: 0, results }));
      }
      stop(): void {}
    }
    Object.defineProperty(Recogniser.prototype, 'processLocally', { value: false, writable: true });
    Object.assign(window, { SpeechRecognition: Recogniser });
  });
  await beginDrill(page);
  await button(page, 'Speak').click();
  const words = practice(page).getByRole('textbox', { name: 'Your answer in words' });
  if (surface === 'desktop') {
    await expect(said(page).getByRole('status')).toContainText('Nothing here turns your voice into words');
    await expect(words).toHaveValue('');
    return;
  }
  await expect(said(page).getByRole('status')).toContainText('What you say is written down on this machine');
  await expect(words).toHaveValue('A breaker counts failures. When the service is down it opens and calls fail fast.');
  await expect.poll(() => recordedFor(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(HEARD);
  await button(page, 'Done: what do you say?').click();
  await expect(practice(page).getByRole('region', { name: 'Delivery' })).toContainText('words a minute');
  await expect(practice(page).getByRole('region', { name: 'Content' })).not.toContainText('tick');
});

/** Sound as a voice makes it, as far as loudness tells, and a pause: 16 bits, mono. */
function wave(): Buffer {
  const rate = 16_000;
  const length = Math.round((VOICE + PAUSE) * rate);
  const file = Buffer.alloc(44 + 2 * length);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + 2 * length, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(2 * rate, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(2 * length, 40);
  for (let i = 0; i < VOICE * rate; i += 1) {
    const syllable = Math.max(0.05, Math.sin((2 * Math.PI * 5 * i) / rate));
    file.writeInt16LE(Math.round(12_000 * syllable * Math.sin((2 * Math.PI * 180 * i) / rate)), 44 + 2 * i);
  }
  return file;
}
