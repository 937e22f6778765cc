import { describe, expect, test } from 'vitest';
import { loudnessOf, voiceOf } from './voice';

/** [samples/s] */
const RATE = 16_000;

/** What was said and not said, in its order: seconds of a voice at a loudness of full scale, or of silence. */
type Part = { readonly seconds: number; readonly loud: number };
const says = (seconds: number, loud = 0.2): Part => ({ seconds, loud });
const pause = (seconds: number): Part => ({ seconds, loud: 0 });

/** A voice as far as loudness tells: five syllables a second over a hiss. The same parts give the same samples. */
function recorded(parts: readonly Part[], hiss = 0.001): Float32Array {
  const samples: number[] = [];
  let seed = 1;
  for (const { seconds, loud } of parts) {
    for (let i = 0; i < seconds * RATE; i += 1) {
      seed = (seed * 16_807) % 2_147_483_647;
      const syllable = Math.max(0, Math.sin((2 * Math.PI * 5 * i) / RATE));
      samples.push(loud * syllable * Math.sin((2 * Math.PI * 180 * i) / RATE) + hiss * ((2 * seed) / 2_147_483_647 - 1));
    }
  }
  return Float32Array.from(samples);
}
const heard = (parts: readonly Part[], hiss?: number) => voiceOf(loudnessOf(recorded(parts, hiss), RATE));

describe('loudness', () => {
  test('a sine at full scale has -3 dB, at a tenth of it -23 dB, silence the floor', () => {
    const tone = (height: number) => Float32Array.from({ length: RATE }, (_, i) => height * Math.sin((2 * Math.PI * 200 * i) / RATE));
    expect(loudnessOf(tone(1), RATE)[10]).toBeCloseTo(-3.01, 2);
    expect(loudnessOf(tone(0.1), RATE)[10]).toBeCloseTo(-23.01, 2);
    expect(loudnessOf(tone(0), RATE)[10]).toBe(-90);
    expect(loudnessOf(tone(1), RATE)).toHaveLength(50);
  });
});

describe('a voice', () => {
  // Method: parts of known length; each border lies within two frames and half a syllable of where it was put: 0.25 s.
  test('speaking, silence and pauses are measured to a quarter of a second; what lies before and after counts for nothing', () => {
    const voice = heard([pause(1), says(6), pause(3), says(4), pause(0.5), says(4), pause(2.5), says(2), pause(2)])!;
    expect(voice.seconds).toBe(25);
    expect(Math.abs(voice.span - 22)).toBeLessThan(0.25);
    expect(Math.abs(voice.speaking - 16)).toBeLessThan(0.6);
    expect(Math.abs(voice.silence - 6 / 22)).toBeLessThan(0.03);
    expect(Math.abs(voice.longestPause - 3)).toBeLessThan(0.25);
    expect(voice.longPauses.map(({ at }) => Math.round(at))).toEqual([7, 18]);
  });

  test('gaps within words are no pauses: someone who talks without a break has no silence', () => {
    const voice = heard([says(10)])!;
    expect(voice.silence).toBe(0);
    expect(voice.longestPause).toBe(0);
  });

  test('a hiss at a tenth of the voice changes nothing', () => {
    const parts = [says(5), pause(3), says(5)];
    const [clean, noisy] = [heard(parts)!, heard(parts, 0.02)!];
    expect(Math.abs(clean.silence - noisy.silence)).toBeLessThan(0.03);
    expect(noisy.longPauses).toHaveLength(1);
  });

  test('a click in a pause leaves it one pause', () => {
    expect(heard([says(4), pause(2), says(0.04, 0.8), pause(2), says(4)])!.longPauses).toEqual([
      { at: expect.closeTo(4, 0) as number, seconds: expect.closeTo(4, 0) as number },
    ]);
  });

  test('nothing, a hum and a whisper far off are no voice', () => {
    const hum = Float32Array.from({ length: 5 * RATE }, (_, i) => 0.1 * Math.sin((2 * Math.PI * 50 * i) / RATE));
    expect(voiceOf(loudnessOf(new Float32Array(5 * RATE), RATE))).toBeNull();
    expect(voiceOf(loudnessOf(hum, RATE))).toBeNull();
    expect(heard([says(3, 0.002), pause(2), says(3, 0.002)], 0)).toBeNull();
    expect(voiceOf(new Float64Array(0))).toBeNull();
  });

  test('an even voice has a small spread; one that fades says by how much', () => {
    const even = heard([says(5), pause(1), says(5)])!;
    expect(even.spread).toBeLessThan(1);
    expect(Math.abs(even.fade!)).toBeLessThan(1);
    // A quarter of the height is 12 dB less.
    const fading = heard([says(4, 0.4), says(4, 0.2), says(4, 0.1)])!;
    expect(Math.abs(fading.fade! - 12)).toBeLessThan(1.5);
    expect(fading.spread).toBeGreaterThan(4);
    expect(heard([says(3)])).toMatchObject({ spread: null, fade: null });
  });
});
