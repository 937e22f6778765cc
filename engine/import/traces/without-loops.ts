import { apply } from '../../design/edits';
import { examine, isError } from '../../design/resolve';
import type { Design } from '../../design/schema';
import type { NoteTaker } from '../note-taker';

const endless: ReadonlySet<string> = new Set(['endless-call-cycle', 'endless-message-cycle']);
const MOST_CUTS = 50;

/**
 * A design whose calls end. Traces end, but where what ended them was too rare to be written down, the steps that are left can go round:
 * the link that closes the round is cut.
 */
export function withoutLoops(design: Design, notes: NoteTaker): Design {
  let cut = design;
  for (let cuts = 0; cuts < MOST_CUTS; cuts++) {
    const loop = examine(cut).problems.find((problem) => isError(problem) && endless.has(problem.code));
    const link = loop === undefined ? undefined : cut.links?.find(({ id }) => loop.where === `links.${id}`);
    if (link === undefined) return cut;
    notes.missing(`Calls over “${link.id}” are left out: with them, requests would go round without end.`);
    cut = apply(cut, { kind: 'remove-link', id: link.id });
  }
  return cut;
}
