import type { z } from 'zod';
import { failure, type Problem, type Result, success } from '../core/problem';
import { readJson } from './json-text';
import { type Lesson, zLesson } from './lesson';
import { placeOf } from './place';

/** Reads a lesson file. It gives a lesson, or everything that is wrong with the file; it never throws. */
export function loadLesson(text: string): Result<Lesson> {
  const json = readJson(text);
  if (!json.ok) return json;
  const parsed = zLesson.safeParse(json.value);
  if (parsed.success) return success(parsed.data);
  return failure(...parsed.error.issues.map((issue) => problemOf(issue, json.value)));
}

const problemOf = ({ path, message }: z.core.$ZodIssue, document: unknown): Problem => ({
  code: 'not-a-lesson',
  severity: 'error',
  where: placeOf(document, path),
  message: /[.!?]$/.test(message) ? message : `${message}.`,
  remedy: 'Correct it in the lesson file.',
});
