import { createContext, useContext } from 'react';
import type { Referred } from '../../engine/core/fields';
import { useStudio } from '../store/studio';
import { type Option, optionsFor } from './references';
import type { Fields } from './values';

/** The node whose links a form may refer to, and the link that it edits, if it does. */
export const FormOwner = createContext<{ readonly node: string; readonly link?: string } | null>(null);

/** What a field of this form may name. @param siblings what stands beside the field */
export function useOptions(what: Referred | undefined, siblings?: Fields): readonly Option[] {
  const owner = useContext(FormOwner);
  const design = useStudio((s) => s.document);
  return what === undefined ? [] : optionsFor(what, design, { ...owner, siblings });
}
