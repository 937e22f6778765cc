import { useEffect, useState } from 'react';
import type { Design } from '../../engine/design/schema';
import type { Format, StudioOptions, Written } from './formats';

/** A design in a format, written anew whenever something changes; null while that takes, and a text where it cannot be. */
export function useWritten(format: Format, design: Design, options: StudioOptions): Written | string | null {
  const [written, setWritten] = useState<Written | string | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    setWritten(null);
    format.write(design, options, signal).then(
      (result) => !signal.aborted && setWritten(result),
      () => !signal.aborted && setWritten('This could not be written.'),
    );
    return () => leaving.abort();
  }, [format, design, options]);
  return written;
}
