import { findingsOf } from '../design/findings';
import { resolve } from '../design/resolve';
import type { Design } from '../design/schema';
import { asked } from '../practice/clarify';
import type { Answers } from '../practice/critique/answers';
import type { Evidence } from '../practice/critique/criterion';
import type { Prompt } from '../practice/prompt-file';
import { said } from '../practice/said';
import { atTarget, type Runs } from './critique-runs';

/** What the candidate's words and questions come to; the same for each drawing that is tried. */
export function spoken(prompt: Prompt, answers: Answers | null): Pick<Evidence, 'prompt' | 'answers' | 'level' | 'words' | 'known'> {
  const known = (answers?.questions ?? []).flatMap((question) => asked(prompt, question).reveals.map(({ id }) => id));
  return {
    prompt,
    answers,
    level: answers?.level ?? 'senior',
    words: said(Object.values(answers?.words ?? {}).join('\n')),
    known: [...new Set(known)],
  };
}

/** All that the rubric looks at, for one drawing. */
export function evidenceOf(design: Design, runs: Runs | null, of: ReturnType<typeof spoken>): Evidence {
  const loaded = atTarget(design, of.prompt);
  const resolved = resolve(loaded);
  return {
    ...of,
    design,
    resolved: resolved.ok ? resolved.value : null,
    findings: findingsOf(loaded).filter(({ ignored }) => ignored === undefined),
    load: runs?.load ?? [],
    faults: runs?.truths ?? [],
  };
}
