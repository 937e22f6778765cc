import { parseDuration } from '../../engine/core/units';
import { apply, type Edit } from '../../engine/design/edits';
import type { Design, DesignFault } from '../../engine/design/schema';
import type { Happening, Question } from './questions';
import { happening } from './questions';
import type { Remedy } from './remedies';
import type { Side } from './SideBySide';

/** A question put together: what happens, and what it is compared with. */
export interface Put {
  readonly title: string;
  readonly before: Side;
  readonly after: Side;
  /** Faults that both sides meet, on top of their scripts. */
  readonly under: readonly DesignFault[];
  readonly proposal: { readonly text: string; readonly edits: readonly Edit[] } | null;
}

/** When a fault begins: with the part of the run that counts, so that all of it is under the fault. */
export const faultStart = (design: Design): string => `${(parseDuration(design.run?.warmup ?? '5s') ?? 0) / 1e9}s`;

/**
 * Without a remedy the design as it is is compared with what happens; with one, what happens without it and with it.
 * @param events of the question, as they were set by hand
 */
export function put(design: Design, question: Question, events: readonly Happening[], remedy: Remedy | null): Put {
  const faults = events.filter(({ kind }) => kind === 'fault');
  const rest = events.filter(({ kind }) => kind === 'edits');
  const built = happening(design, rest, '0s');
  const start = faultStart(design);
  if (remedy === null) {
    return {
      title: `What if ${question.text}?`,
      before: { title: 'As it is now', design },
      after: { title: capital(question.text), design: happening(built, faults, start) },
      under: [],
      proposal: proposalOf(question, events),
    };
  }
  const changed = remedy.edits.reduce(apply, built);
  const [without, with_] = remedy.present ? [changed, built] : [built, changed];
  return {
    title: `What if ${question.text}, with and without ${remedy.text}?`,
    before: { title: `Without ${remedy.text}`, design: without },
    after: { title: `With ${remedy.text}`, design: with_ },
    under: happening(built, faults, start).faults?.slice(built.faults?.length ?? 0) ?? [],
    proposal: remedy.present ? null : { text: `Add ${remedy.text}`, edits: remedy.edits },
  };
}

/** A side with the faults that both meet. */
export const met = ({ title, design }: Side, under: readonly DesignFault[]): Side => ({
  title,
  design: under.length === 0 ? design : { ...design, faults: [...(design.faults ?? []), ...under] },
});

/** Building something another way can be done; a fault nobody wants. */
function proposalOf({ text }: Question, events: readonly Happening[]): Put['proposal'] {
  const edits = events.flatMap((event) => (event.kind === 'edits' ? event.edits : []));
  return edits.length === events.length && edits.length > 0 ? { text: `Build it so: ${text}`, edits } : null;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
