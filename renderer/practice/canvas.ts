import { formatDuration } from '../../engine/core/units';
import type { Prompt } from '../../engine/practice/prompt-file';
import type { Design } from '../../engine/design/schema';
import { studio } from '../store/studio';
import { practice } from './practice';
import { practiceUi } from './practice-ui';
import type { Interview } from './record';

// The candidate's own canvas: a document of its own beside all others, kept with the interview at every change.

/** The canvas that is shown: of which interview, at which opening of the studio, as it was kept last. Null while another document is shown. */
let shown: { readonly interview: string; readonly opening: number; readonly kept: Design } | null = null;

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

/** Shows a design as the canvas of an interview. Changes that no file holds are asked about first. */
export function showCanvas(interview: Interview, design: Design): void {
  studio.getState().guard('Open your canvas of the interview', () => become(interview, design));
}

function become({ id, ask }: Interview, design: Design): void {
  studio.getState().show(design, { name: design.name ?? canvasName(ask), kept: true });
  shown = { interview: id, opening: studio.getState().opening, kept: design };
  practice.getState().keepCanvas(id, design);
  practiceUi.setState({ canvas: id });
}

/** Shows the canvas that an interview has kept; false where it has none. */
export async function showKeptCanvas(interview: Interview): Promise<boolean> {
  const design = await practice.getState().canvas(interview.id);
  if (design) showCanvas(interview, design);
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
      practice.getState().keepCanvas(shown.interview, document);
    }
  });
}

/** After a page was loaded again, the canvas that was shown; unless a file was opened meanwhile. */
export async function restoreCanvas(): Promise<void> {
  const { canvas } = practiceUi.getState();
  const interview = practice.getState().interviews.find(({ id }) => id === canvas);
  if (!interview) {
    practiceUi.setState({ canvas: null });
    return;
  }
  const design = await practice.getState().canvas(interview.id);
  const { file, opening: openings } = studio.getState();
  if (design && !file.dirty && file.path === null && openings <= 1) become(interview, design);
  else practiceUi.setState({ canvas: null });
}
