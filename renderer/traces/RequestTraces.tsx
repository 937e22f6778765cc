import { UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStudio } from '../store/studio';
import classes from './traces.module.css';
import { showTrace } from './traces-ui';

/** Leads from numbers of requests to their traces, and says of which there are none. */
export function RequestTraces({ requests }: { readonly requests: readonly number[] }) {
  const findTraces = useStudio((s) => s.findTraces);
  const asked = [...new Set(requests)].join(' ');
  const [kept, setKept] = useState<ReadonlySet<number> | null>(null);
  useEffect(() => {
    let current = true;
    const wanted = asked.split(' ').map(Number);
    void findTraces({ requests: wanted }).then((found) => {
      if (current) setKept(new Set(found?.traces.map(({ request }) => request)));
    });
    return () => {
      current = false;
    };
  }, [asked, findTraces]);
  if (kept === null) return null;
  return (
    <span className={classes['requests']}>
      {asked.split(' ').map((text) =>
        kept.has(Number(text)) ? (
          <UnstyledButton key={text} className={classes['requestLink'] ?? ''} onClick={() => showTrace(Number(text))}>
            Trace of request {text}
          </UnstyledButton>
        ) : (
          <span key={text} className={classes['requestGone']}>
            Trace of request {text} was not kept
          </span>
        ),
      )}
    </span>
  );
}
