import { ORIGIN } from './bundle-protocol';

/** What Electron says of a permission that is asked for; fields are missing where it does not know. */
export interface MediaAsked {
  readonly requestingUrl?: string | undefined;
  readonly isMainFrame?: boolean | undefined;
  /** Of a request. */
  readonly mediaTypes?: readonly string[] | undefined;
  /** Of a check. */
  readonly mediaType?: string | undefined;
}

/**
 * The one door to the microphone, shut until the page says that its user has pressed Speak. Then it lets one request through: for
 * sound alone, from the studio's own page. @param now of a clock [ms]
 */
export function createMicrophoneDoor(now: () => number = () => Date.now()) {
  let openUntil = 0;
  const isOurs = ({ requestingUrl, isMainFrame }: MediaAsked): boolean =>
    isMainFrame === true && requestingUrl !== undefined && requestingUrl.startsWith(`${ORIGIN}/`);
  const isOpen = (): boolean => now() < openUntil;
  return {
    open(): void {
      openUntil = now() + OPEN;
    },
    /** Answers a request, and shuts the door. */
    lets(asked: MediaAsked): boolean {
      const sound = asked.mediaTypes?.length === 1 && asked.mediaTypes[0] === 'audio';
      const yes = isOpen() && isOurs(asked) && sound;
      openUntil = 0;
      return yes;
    },
    /** Whether a request would be let through now. */
    would: (asked: MediaAsked): boolean => isOpen() && isOurs(asked) && asked.mediaType === 'audio',
  };
}

export type MicrophoneDoor = ReturnType<typeof createMicrophoneDoor>;

/** From the press to Chromium's question the page needs milliseconds; a machine under load may need seconds. [ms] */
const OPEN = 10_000;
