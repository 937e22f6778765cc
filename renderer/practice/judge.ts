import { invariant } from '../../engine/core/invariant';
import { type Result, success } from '../../engine/core/problem';
import type { Answers } from '../../engine/practice/critique/answers';
import type { Critique, Truth } from '../../engine/practice/critique/document';
import type { Design } from '../../engine/design/schema';
import { answerInWorkers } from '../engine/run-crew';
import { readScenario } from '../scenarios/scenarios';
import { variantDesign } from '../scenarios/variants';
import { inputsOf } from './interview/sheet';
import { practice } from './practice';
import { promptFile } from './prompts';
import type { Interview } from './record';

/** What a candidate said beside the drawing, as the critique takes it. */
function answersOf({ level, asked, notes, sheet, predictions }: Interview): Answers {
  const inputs = Object.fromEntries(Object.entries(inputsOf(sheet)).filter(([, value]) => Number.isFinite(value)));
  const typed = Object.values(sheet).some((text) => text.trim() !== '');
  const words = Object.fromEntries(Object.entries(notes).filter(([note, text]) => note !== 'question' && text.trim() !== ''));
  return {
    level,
    questions: asked.map(({ text }) => text),
    ...(typed && { estimate: { inputs, answers: {} } }),
    words,
    predictions: [...predictions],
  };
}

/** The interview's own canvas as it was kept last; an empty one where nothing was drawn. */
const drawnOf = async ({ id, ask }: Interview): Promise<Design> =>
  (await practice.getState().canvas(id)) ?? { version: 1, name: ask, nodes: [], links: [] };

/** What one of the prompt's faults does to one's own canvas. */
export async function truthOf(interview: Interview, at: number, signal: AbortSignal): Promise<Result<Truth>> {
  const found = await judged(interview, { improve: false, only: at, replications: 1 }, () => undefined, signal);
  if (!found.ok) return found;
  const truth = found.value.faults.find((each) => each.break === at);
  invariant(truth, `the critique tells of fault ${at}`);
  return success(truth);
}

/** The critique of an interview: runs at the load of the prompt, under its faults, and with changes that may help. */
export const critiqueOf = (interview: Interview, onProgress: (share: number) => void, signal: AbortSignal): Promise<Result<Critique>> =>
  judged(interview, { improve: true, replications: 2 }, onProgress, signal);

async function judged(
  interview: Interview,
  how: { readonly improve: boolean; readonly replications: number; readonly only?: number },
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Result<Critique>> {
  const [design, prompt] = [await drawnOf(interview), await promptFile(interview.prompt)];
  if (!prompt) throw new Error('Its prompt is not in this version of Faultline.');
  const reference = await referenceFor(interview.prompt);
  const wanted = { design, prompt, ...(reference && { reference }), answers: answersOf(interview), ...how };
  return answerInWorkers('critique', wanted, onProgress, signal);
}

/** The task's own solution: what it keeps under the faults is what can be kept. */
const referenceFor = async (slug: string): Promise<Design | null> => variantDesign(await readScenario(slug), 'reference');
