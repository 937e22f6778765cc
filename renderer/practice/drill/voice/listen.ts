import { failure, type Problem, type Result, success } from '../../../../engine/core/problem';

/** A microphone that is being recorded. */
export interface Listening {
  readonly track: MediaStreamTrack;
  /** How loud it is just now, for the eye. [0 to 1] */
  level(): number;
  /** Ends it and lets go of the microphone. */
  stop(): Promise<Blob>;
}

/** Begins to record what the microphone hears. To be called when the user has pressed Speak. */
export async function listen(): Promise<Result<Listening>> {
  // Undefined where the page came over plain http from another machine.
  const devices = (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices;
  if (!devices || !('MediaRecorder' in window)) return failure(cannot);
  try {
    await window.desktop?.openMicrophone();
    // As it sounds: what evens out the loudness would hide what is measured.
    const sound = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    return success(record(await devices.getUserMedia({ audio: sound })));
  } catch (error) {
    return failure(refusal(error));
  }
}

function record(stream: MediaStream): Listening {
  const [track] = stream.getAudioTracks();
  if (!track) throw new DOMException('a stream without sound', 'NotFoundError');
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const recorder = new MediaRecorder(stream);
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const ended = new Promise<Blob>((resolve) => {
    recorder.addEventListener('stop', () => resolve(new Blob(pieces, { type: recorder.mimeType })), { once: true });
  });
  recorder.start();
  return {
    track,
    level() {
      analyser.getFloatTimeDomainData(samples);
      return Math.min(1, Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length) * 4);
    },
    stop() {
      // The recorder ends by itself when the microphone is pulled out.
      if (recorder.state !== 'inactive') recorder.stop();
      for (const each of stream.getTracks()) each.stop();
      void context.close().catch(() => undefined);
      return ended;
    },
  };
}

const problem = (code: string, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where: 'microphone',
  message,
  remedy,
});

const cannot = problem(
  'microphone-not-offered',
  'This browser does not offer a microphone to this page.',
  'Open the studio from this machine or over https, or type the answer.',
);
const none = problem(
  'no-microphone',
  'No microphone was found.',
  'Plug one in or switch it on, then press Speak again; or type the answer.',
);
const denied = (): Problem =>
  window.desktop
    ? problem(
        'microphone-denied',
        'The system does not let Faultline hear the microphone.',
        'Allow it in the settings of the system, under Privacy, Microphone; then press Speak again. Or type the answer.',
      )
    : problem(
        'microphone-denied',
        'The browser does not let this page hear the microphone.',
        'Allow it by the sign beside the address, then press Speak again. Or type the answer.',
      );
const busy = problem(
  'microphone-busy',
  'The microphone cannot be used: another program may have it.',
  'Close what else records sound, then press Speak again; or type the answer.',
);
const refused = (why: string): Problem =>
  problem(
    'microphone-refused',
    `The microphone cannot be used: ${why}.`,
    'Try another one in the settings of the system, or type the answer.',
  );

/** By the names of what getUserMedia throws. */
function refusal(error: unknown): Problem {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return denied();
    case 'NotFoundError':
    case 'OverconstrainedError':
      return none;
    case 'NotReadableError':
    case 'AbortError':
      return busy;
    default:
      return refused(error instanceof Error ? error.message : String(error));
  }
}
