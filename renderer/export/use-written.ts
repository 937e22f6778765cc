import { useEffect, useState } from 'react';
import type { Design } from '../../engine/design/schema';
import type { Format, StudioOptions, Written } from './formats';

/** A design in a format, written anew whenever something changes; null while that takes, and a text where it cannot be. */
export function useWritten(format: Format, design: Design, options: StudioOptions): Written | string | null {
  const [written, setWritten] = useState<Written | string | null>(null);
  useEffect(() => {
    let current = true;
    setWritten(null);
    format.write(design, options).then(
      (result) => current && setWritten(result),
      () => current && setWritten('This could not be written.'),
    );
    return () => {
      current = false;
    };
  }, [format, design, options]);
  return written;
}
