import { useState } from 'react';

/** Why something could not be done, as long as the same thing is shown. */
export function useRefusal(about: string): [string | null, (why: string | null) => void] {
  const [refused, setRefused] = useState<{ readonly about: string; readonly why: string } | null>(null);
  return [refused?.about === about ? refused.why : null, (why) => setRefused(why === null ? null : { about, why })];
}
