import { createContext, useContext } from 'react';
import { nodeKinds } from '../../engine/nodes/registry';
import { useStudio } from '../store/studio';
import { nodeById, nodeName } from './describe';

/** The node whose links a form may refer to, and the link that it edits, if it does. */
export const FormOwner = createContext<{ readonly node: string; readonly link?: string } | null>(null);

/** Links that a field of this form may name: to what answers calls, and not the one that is being edited. */
export function useOwnLinks(): readonly { readonly value: string; readonly label: string }[] {
  const owner = useContext(FormOwner);
  const design = useStudio((s) => s.document);
  if (!owner) return [];
  return (design.links ?? []).flatMap(({ id, from, to }) => {
    const end = nodeById(design, to);
    const answers = end && nodeKinds[end.kind].role === 'server';
    return from === owner.node && id !== owner.link && answers ? [{ value: id, label: `to ${nodeName(end, to)}` }] : [];
  });
}
