import { carriesDesign, designIn } from '../../engine/design/share-link';
import { studio } from '../store/studio';

/** Opens the design that the page's address carries. The address stays: a reload opens it again. @returns whether it carries one that can be read */
export function openLinked(): boolean {
  const { hash } = window.location;
  if (!carriesDesign(hash)) return false;
  const read = designIn(hash);
  if (read.ok) studio.getState().show(read.value.design, { name: read.value.design.name });
  else studio.getState().refuse('The link', read.problems);
  return read.ok;
}

/** A link that is put into the address of an open studio asks about unsaved changes first. */
export const watchLinked = (): void =>
  window.addEventListener('hashchange', () => {
    if (carriesDesign(window.location.hash)) studio.getState().guard('Open the design from the link', () => void openLinked());
  });
