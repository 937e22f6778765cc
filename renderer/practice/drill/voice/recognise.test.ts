import { describe, expect, test, vi } from 'vitest';
import { localRecognition } from './recognise';

/** A browser's recognition as far as it is used; what is started is written down. */
function browser(state: string, own: { readonly knowsLocal?: boolean } = {}) {
  const started: { readonly local: boolean; readonly lang: string }[] = [];
  const live: EventTarget[] = [];
  class Fake extends EventTarget {
    static available = vi.fn(() => Promise.resolve(state));
    lang = '';
    continuous = false;
    start(): void {
      live.push(this);
      started.push({ local: (this as { processLocally?: boolean }).processLocally === true, lang: this.lang });
    }
    stop(): void {
      this.dispatchEvent(new Event('end'));
    }
  }
  if (own.knowsLocal !== false) Object.defineProperty(Fake.prototype, 'processLocally', { value: false, writable: true });
  const happens = (name: string, what: object) => live.at(-1)?.dispatchEvent(Object.assign(new Event(name), what));
  const say = (transcript: string, isFinal = true) =>
    happens('result', { resultIndex: 0, results: [Object.assign([{ transcript }], { isFinal })] });
  return {
    scope: { SpeechRecognition: Fake },
    started,
    say,
    end: () => happens('end', {}),
    fail: (error: string) => happens('error', { error }),
  };
}
const track = { readyState: 'live' } as MediaStreamTrack;

describe('recognition', () => {
  test.each(['unavailable', 'downloadable', 'downloading'])('a browser that says “%s” is not asked', async (state) => {
    const { scope, started } = browser(state);
    expect(await localRecognition(scope)).toBeNull();
    expect(started).toEqual([]);
  });

  test('nor is one that cannot promise to stay on this machine, one without any, or the desktop app', async () => {
    expect(await localRecognition(browser('available', { knowsLocal: false }).scope)).toBeNull();
    expect(await localRecognition({ SpeechRecognition: Date })).toBeNull();
    expect(await localRecognition({ webkitSpeechRecognition: browser('available').scope.SpeechRecognition })).toBeNull();
    expect(await localRecognition({ ...browser('available').scope, desktop: {} })).toBeNull();
  });

  test('on this machine it is started with that promise, and only what it is sure of is written', async () => {
    const { scope, started, say, end } = browser('available');
    const words: string[] = [];
    const recognise = (await localRecognition(scope))!;
    const { stop } = recognise(
      track,
      (each) => words.push(each),
      () => words.push('lost'),
    );
    say('a brea', false);
    say(' a breaker ');
    end();
    say('counts failures');
    stop();
    expect(words).toEqual(['a breaker', 'counts failures']);
    // Begun again after the pause, not after the stop.
    expect(started).toEqual([
      { local: true, lang: 'en-US' },
      { local: true, lang: 'en-US' },
    ]);
  });

  test('silence is no failure; a service that goes away is said once and not asked again', async () => {
    const { scope, started, end, fail } = browser('available');
    const lost = vi.fn();
    (await localRecognition(scope))!(track, () => undefined, lost);
    fail('no-speech');
    expect(lost).not.toHaveBeenCalled();
    fail('service-not-allowed');
    end();
    expect(lost).toHaveBeenCalledOnce();
    expect(started).toHaveLength(1);
  });
});
