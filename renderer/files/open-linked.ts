import { carriesDesign, designIn } from '../../engine/design/share-link';
import { studio } from '../store/studio';

/** Opens the design that the page's address carries, and something else where it carries none or a broken one. The address stays: a reload opens it again. */
export async function openLinked(otherwise: () => Promise<void>): Promise<void> {
  const { hash } = window.location;
  const read = carriesDesign(hash) ? designIn(hash) : null;
  if (read?.ok) studio.getState().show(read.value.design, { name: read.value.design.name });
  else await otherwise();
  // What is opened clears what was refused before.
  if (read && !read.ok) studio.getState().refuse('The link', read.problems);
}

/** A link that is put into the address of an open studio asks about unsaved changes first. */
export const watchLinked = (): void =>
  window.addEventListener('hashchange', () => {
    if (!carriesDesign(window.location.hash)) return;
    studio.getState().guard('Open the design from the link', () => void openLinked(() => Promise.resolve()));
  });
