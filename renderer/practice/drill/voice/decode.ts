import { loudnessOf, type Voice, voiceOf } from '../../../../engine/practice/voice';

/** Enough for a voice. [samples/s] */
const RATE = 16_000;

/** The samples of a recording; null where there are none. */
export async function decoded(sound: Blob): Promise<AudioBuffer | null> {
  try {
    return await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await sound.arrayBuffer());
  } catch {
    return null;
  }
}

/**
 * What a recording tells without its words. Chromium decodes on a thread of its own; what is left, some ten milliseconds for ten
 * minutes of sound, is not worth another.
 */
export async function measured(sound: Blob): Promise<Voice | null> {
  const buffer = await decoded(sound);
  return buffer && voiceOf(loudnessOf(buffer.getChannelData(0), buffer.sampleRate));
}
