/** How the system itself writes down what one says. @param platform as the browser names it */
export function dictationOf(platform: string): string {
  if (/windows|win32/i.test(platform))
    return 'Voice access of Windows 11 writes into the field and works without a network. Windows+H does so too, but by a service of Microsoft.';
  if (/mac|darwin/i.test(platform))
    return 'macOS writes into the field: the microphone key, or Edit, Start Dictation. Its keyboard settings say whether your voice stays on the Mac.';
  if (/cros|chrome ?os/i.test(platform)) return 'ChromeOS writes into the field: Launcher+D, once Dictation is on under Accessibility.';
  return 'Linux brings no dictation of its own; a program that works offline, such as Speech Note, writes into the field.';
}

/** Of this machine. */
export const dictationHere = (): string =>
  dictationOf((navigator as { readonly userAgentData?: { readonly platform?: string } }).userAgentData?.platform ?? navigator.userAgent);
