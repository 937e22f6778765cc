import { create } from 'zustand';
import type { VariantId } from './variants';

interface Beside {
  /** What is shown beside one's own design; null: nothing. */
  readonly shown: { readonly slug: string; readonly variant: VariantId } | null;
}

/** The design of a scenario that is shown read-only beside one's own. */
export const useBeside = create<Beside>(() => ({ shown: null }));

export const showBeside = (slug: string, variant: VariantId = 'reference'): void => useBeside.setState({ shown: { slug, variant } });
export const hideBeside = (): void => useBeside.setState({ shown: null });
