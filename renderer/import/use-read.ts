import { useEffect, useState } from 'react';
import type { ReadAnswer, Source } from './messages';
import { readSource } from './reader';

/** What became of a source; null while it is read. @param known where it has been read already */
export function useRead(source: Source | null, known: ReadAnswer | null): ReadAnswer | null {
  const [read, setRead] = useState<{ readonly source: Source; readonly answer: ReadAnswer } | null>(null);
  useEffect(() => {
    if (!source || known) return;
    const ended = new AbortController();
    void readSource(source, ended.signal).then((answer) => {
      if (!ended.signal.aborted) setRead({ source, answer });
    });
    return () => ended.abort();
  }, [source, known]);
  return known ?? (read?.source === source ? read.answer : null);
}
