import { create } from 'zustand';
import type { Design } from '../../engine/design/schema';
import type { VariantId } from './variants';

interface Beside {
  /** What is shown beside one's own design: a form of a scenario, or any other design; null: nothing. */
  readonly shown: { readonly slug: string; readonly variant: VariantId } | { readonly title: string; readonly design: Design } | null;
}

/** The design that is shown read-only beside one's own. */
export const useBeside = create<Beside>(() => ({ shown: null }));

export const showBeside = (slug: string, variant: VariantId = 'reference'): void => useBeside.setState({ shown: { slug, variant } });
export const hideBeside = (): void => useBeside.setState({ shown: null });
