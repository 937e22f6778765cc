import { formatDuration } from '../../engine/core/units';
import type { Prompt } from '../../engine/practice/prompt-file';
import type { Design } from '../../engine/design/schema';
import { studio } from '../store/studio';
import { practice } from './practice';
import { practiceUi } from './practice-ui';
import type { Interview } from './record';

// One's own canvas: a document of its own beside all others, kept with the interview, or the challenge, at every change.

/** Whom a canvas belongs to: an interview, or an attempt at a challenge. */
type Owner = Pick<Interview, 'id' | 'ask'>;

/** The canvas that is shown: whose, at which opening of the studio, as it was kept last. Null while another document is shown. */
let shown: { readonly owner: string; readonly opening: number; readonly kept: Design } | null = null;

/** An empty canvas that promises what the prompt asks for. */
export function emptyCanvas({ ask, targets }: Prompt): Design {
  return {
    version: 1,
    name: canvasName(ask),
    nodes: [],
    links: [],
    slos: [
      { id: 'target-p99', kind: 'latency', percentile: 99, below: formatDuration(targets.p99) },
      { id: 'target-availability', kind: 'availability', atLeast: targets.availability },
    ],
  };
}

/** `Design a URL shortener.` is drawn on `URL shortener, my answer`. */
export const canvasName = (ask: string): string => {
  const what = ask.replace(/^design (an? |the )?/i, '').replace(/[.,:;?!].*$/, '');
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}`.slice(0, 60).concat(', my answer');
};

/** Shows a design as the canvas of an interview or a challenge. Changes that no file holds are asked about first. */
export function showCanvas(owner: Owner, design: Design): void {
  studio.getState().guard('Open your own canvas', () => openCanvas(owner, design));
}

/** The same without asking. */
export function openCanvas({ id, ask }: Owner, design: Design): void {
  studio.getState().show(design, { name: design.name ?? canvasName(ask), kept: true });
  shown = { owner: id, opening: studio.getState().opening, kept: design };
  practice.getState().keepCanvas(id, design);
  practiceUi.setState({ canvas: id });
}

/** Shows the canvas that was kept; false where there is none. */
export async function showKeptCanvas(owner: Owner): Promise<boolean> {
  const design = await practice.getState().canvas(owner.id);
  if (design) showCanvas(owner, design);
  return design !== null;
}

/** Keeps every change of the canvas, and notices when another document is shown. */
export function watchCanvas(): void {
  studio.subscribe(({ opening, document }) => {
    if (shown === null) return;
    if (opening !== shown.opening) {
      shown = null;
      practiceUi.setState({ canvas: null });
    } else if (document !== shown.kept) {
      shown = { ...shown, kept: document };
      practice.getState().keepCanvas(shown.owner, document);
    }
  });
}

/** Keeps nothing more of what is shown: practice goes on in another window. */
export function letGoOfCanvas(): void {
  shown = null;
  practiceUi.setState({ canvas: null });
}

/** After a page was loaded again, the canvas that was shown; unless a file was opened meanwhile. */
export async function restoreCanvas(): Promise<void> {
  const { canvas } = practiceUi.getState();
  const owner = ownerOf(canvas);
  if (!owner) {
    practiceUi.setState({ canvas: null });
    return;
  }
  const design = await practice.getState().canvas(owner.id);
  const { file, opening: openings } = studio.getState();
  if (design && !file.dirty && file.path === null && openings <= 1) openCanvas(owner, design);
  else practiceUi.setState({ canvas: null });
}

function ownerOf(canvas: string | null): Owner | undefined {
  const { interviews, attempts } = practice.getState();
  const attempt = attempts.find(({ id, kind }) => id === canvas && kind === 'challenge');
  return attempt ? { id: attempt.id, ask: attempt.title } : interviews.find(({ id }) => id === canvas);
}
