import { useEffect, useState } from 'react';
import { type Scenario, readScenario } from './scenarios';

/** A scenario, as soon as it is read; null until then, and where it cannot be. */
export function useScenario(slug: string | null): Scenario | null {
  const [found, setFound] = useState<{ readonly slug: string; readonly scenario: Scenario } | null>(null);
  useEffect(() => {
    if (slug === null) return;
    let wanted = true;
    readScenario(slug).then(
      (scenario) => wanted && setFound({ slug, scenario }),
      // Who opens it is told that it cannot be read.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [slug]);
  return found?.slug === slug ? found.scenario : null;
}
