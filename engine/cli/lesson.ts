import { dirname, join } from 'node:path';
import type { Problem } from '../core/problem';
import type { Lesson } from '../design/lesson';
import { loadLesson } from '../design/lesson-file';
import type { Design } from '../design/schema';
import type { Report } from '../measure/report';
import type { RunOptions } from '../simulate/run';
import { type LessonReport, runLesson } from '../what-if/lesson';
import type { Io } from './io';
import { lessonText } from './lesson-text';
import { problemsText } from './problems';
import { readText } from './read-file';

const NAME = 'lesson.json';

/** The lesson beside a design, if there is one that can be read. */
interface Beside {
  readonly lesson: Lesson | null;
  readonly problems: readonly Problem[];
}

export interface LessonRun {
  /** Of the design file. */
  readonly path: string;
  readonly design: Design;
  /** The run without the lesson. */
  readonly report: Report;
  /** The lesson was asked for by name. */
  readonly asked: boolean;
  /** What that run was asked for; the lesson's runs are asked for the same. */
  readonly options: Pick<RunOptions, 'seed' | 'duration' | 'warmup'>;
}

/** Prints the lesson beside a design with the numbers that it has now; nothing where there is none. */
export async function printLesson(run: LessonRun, io: Io): Promise<void> {
  const { title, steps } = await measuredLesson(run, io);
  if (steps.length === 0) return;
  io.out(lessonText(title, steps, io.colors));
  const { duration, warmup } = run.options;
  if (duration !== undefined || warmup !== undefined) {
    io.out('The claims are about runs as long as the design says; these were asked for another length.\n');
  }
}

/** A run and its lesson as one document. */
export async function lessonDocument(run: LessonRun, io: Io): Promise<LessonReport> {
  const { steps } = await measuredLesson(run, io);
  return { format: 'faultline-lesson-1', report: run.report, steps: [...steps] };
}

/** Runs the lesson beside a design. What is wrong with it is only a warning: the run itself is good without it. */
async function measuredLesson({ path, asked, design, report, options }: LessonRun, io: Io) {
  const { lesson, problems } = await lessonBeside(path, asked);
  if (!lesson) {
    warn(problems, io);
    return { title: '', steps: [] };
  }
  io.progress.start();
  const measured = runLesson(design, lesson, report, { ...options, onProgress: (share) => io.progress.show(share) });
  io.progress.stop();
  warn(measured.problems, io);
  return { title: lesson.title, steps: measured.steps };
}

/** Says that a lesson is left out of several runs, where there is one. */
export async function lessonLeftOut(path: string): Promise<string> {
  const { lesson } = await lessonBeside(path, false);
  return lesson ? '\nThe lesson is left out of replications: run the design without them to see it in numbers.\n' : '';
}

async function lessonBeside(path: string, asked: boolean): Promise<Beside> {
  const text = await readText(join(dirname(path), NAME));
  if (!text.ok) {
    const missing = text.problems.some(({ code }) => code === 'file-not-found');
    return { lesson: null, problems: missing && !asked ? [] : text.problems };
  }
  const file = loadLesson(text.value);
  return file.ok ? { lesson: file.value, problems: [] } : { lesson: null, problems: file.problems };
}

function warn(problems: readonly Problem[], io: Io): void {
  if (problems.length === 0) return;
  const warnings = problems.map((problem) => ({ ...problem, severity: 'warning' as const, where: `${NAME} ${problem.where}` }));
  io.err(problemsText(warnings, io.colors));
}
