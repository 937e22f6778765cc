import { useEffect, useState } from 'react';
import { createStore, useStore } from 'zustand';
import { load } from '../../../engine/design/file';
import { type Posed, posed } from '../../../engine/practice/challenge';
import { type Challenge, type ChallengeFile, loadChallenge } from '../../../engine/practice/challenge-file';
import { levels } from '../../../engine/practice/levels';
import { readScenario } from '../../scenarios/scenarios';

/** A challenge and the scenario that it is of. */
export interface BankChallenge {
  readonly slug: string;
  readonly challenge: Challenge;
  /** As its file has it. */
  readonly file: ChallengeFile;
}

const bank = createStore<{ readonly challenges: readonly BankChallenge[] | null }>()(() => ({ challenges: null }));
let reading: Promise<readonly BankChallenge[]> | null = null;

/** Reads the bank once, when it is first needed. */
function readBank(): Promise<readonly BankChallenge[]> {
  reading ??= import('./bank').then(({ files }) => {
    const challenges = read(files);
    bank.setState({ challenges });
    return challenges;
  });
  return reading;
}

/** The easy ones first. One that does not read is a mistake of the studio's, found by its tests; the others are offered all the same. */
const read = (files: Readonly<Record<string, string>>): BankChallenge[] =>
  Object.entries(files)
    .flatMap(([path, text]) => {
      const loaded = loadChallenge(text);
      return loaded.ok ? [{ slug: path.split('/').at(-2) ?? path, challenge: loaded.value, file: JSON.parse(text) as ChallengeFile }] : [];
    })
    .sort((a, b) => rank(a) - rank(b) || a.challenge.title.localeCompare(b.challenge.title));

const rank = ({ challenge }: BankChallenge): number => levels.indexOf(challenge.level);

/** Every challenge; null until they are read. */
export function useChallenges(): readonly BankChallenge[] | null {
  useEffect(() => void readBank(), []);
  return useStore(bank, ({ challenges }) => challenges);
}

/** The designs of a challenge. Rejects where the files of its scenario cannot be read. */
export async function designsOf({ slug, challenge }: BankChallenge): Promise<Posed> {
  const { text, file } = await readScenario(slug);
  const loaded = load(text);
  const designs = loaded.ok && file ? posed(loaded.value.design, file, challenge) : null;
  if (designs === null) throw new Error(`The scenario "${slug}" does not have what its challenge begins with.`);
  return designs;
}

/** The same, as soon as it is read; null until then. */
export function useDesigns(of: BankChallenge | null): Posed | null {
  const [found, setFound] = useState<{ readonly of: BankChallenge; readonly designs: Posed } | null>(null);
  useEffect(() => {
    if (of === null) return;
    let wanted = true;
    designsOf(of).then(
      (designs) => wanted && setFound({ of, designs }),
      // Whoever opens it is told that it cannot be read.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [of]);
  return found?.of === of ? found.designs : null;
}
