import { type Result, failure, success } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';

/** The design in a file's text, or everything wrong with it. */
export function loadDesign(text: string): Result<Design> {
  try {
    return success(JSON.parse(text) as Design);
  } catch (error) {
    return failure({ code: 'no-json', severity: 'error', where: '', message: String(error), remedy: 'Open a design file.' });
  }
}

/** The text of a design's file. */
export const writeDesign = (design: Design): string => `${JSON.stringify(design, null, 2)}\n`;
