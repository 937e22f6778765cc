import { afterEach, expect, test, vi } from 'vitest';
import { listen } from './listen';

afterEach(() => vi.unstubAllGlobals());

/** A machine on which asking for the microphone ends so. */
function machine(getUserMedia: (() => Promise<MediaStream>) | null, desktop?: object): void {
  vi.stubGlobal('window', { MediaRecorder: Date, ...(desktop && { desktop }) });
  vi.stubGlobal('navigator', getUserMedia ? { mediaDevices: { getUserMedia } } : {});
}
const refuses = (name: string) => () => Promise.reject(new DOMException('no', name));
const problem = async () => {
  const found = await listen();
  return found.ok ? null : found.problems[0]!;
};

test.each([
  ['NotAllowedError', 'microphone-denied'],
  ['NotFoundError', 'no-microphone'],
  ['NotReadableError', 'microphone-busy'],
  ['InvalidStateError', 'microphone-refused'],
] as const)('%s is said with what to do, and that one can type', async (name, code) => {
  machine(refuses(name));
  expect(await problem()).toMatchObject({ code, remedy: expect.stringContaining('type the answer') });
});

test('a page that is offered no microphone says so', async () => {
  machine(null);
  expect(await problem()).toMatchObject({ code: 'microphone-not-offered' });
});

test('in the desktop app the door is opened first, and a refusal names the settings of the system', async () => {
  const order: string[] = [];
  const ask = vi.fn(() => {
    order.push('asked');
    return Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  machine(ask, { openMicrophone: () => Promise.resolve(void order.push('opened')) });
  expect((await problem())!.remedy).toMatch(/settings of the system/);
  expect(order).toEqual(['opened', 'asked']);
  // Sound alone, and as it is: what evens it out would hide what is measured.
  expect(ask).toHaveBeenCalledWith({
    audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
});
