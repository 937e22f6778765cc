import { useCallback } from 'react';
import type { NodeAccount } from '../../engine/worker/api';
import { useStudio } from '../store/studio';
import { useAsked } from '../store/use-asked';

/** The account of a node, about once a second while the run goes on; null before the first answer. */
export function useAccount(id: string): NodeAccount | null {
  const accountOf = useStudio((s) => s.accountOf);
  return useAsked(
    useCallback(() => accountOf(id), [accountOf, id]),
    1_000,
  );
}
