import { app, type Session } from 'electron';
import { ORIGIN } from './bundle-protocol';
import type { MediaAsked, MicrophoneDoor } from './microphone';

/** Beside the microphone, writing to the clipboard on a click is all that the page may ask of the machine beyond its own window. */
const permitted: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Denies by default: permissions, devices, network, navigation, further windows and embedded pages. */
export function lockDown(session: Session, microphone: MicrophoneDoor): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details: MediaAsked) =>
    answer(permission === 'media' ? microphone.lets(details) : permitted.has(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission, _origin, details: MediaAsked) =>
    permission === 'media' ? microphone.would(details) : permitted.has(permission),
  );
  session.setDevicePermissionHandler(() => false);
  // The page's policy forbids it as well; this holds even for a page without one.
  const outside = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] };
  session.webRequest.onBeforeRequest(outside, (_request, answer) => answer({ cancel: true }));

  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { readonly url: string; preventDefault(): void }) => {
      if (!event.url.startsWith(`${ORIGIN}/`)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
