import { callCases } from './calls';
import type { AdviceCase } from './case';
import { drawingCases } from './drawing';
import { loadCases } from './load';
import { messageCases } from './messages';

/** Every weakness, at least once, with a near miss. For the tests of advice and of its fixes. */
export const adviceCases: readonly AdviceCase[] = [...callCases, ...loadCases, ...messageCases, ...drawingCases];
