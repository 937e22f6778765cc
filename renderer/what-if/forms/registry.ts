import type { ComponentType } from 'react';
import type { FormId } from '../what-if-ui';
import { AskForm } from './AskForm';
import { SweepForm } from './SweepForm';
import { TornadoForm } from './TornadoForm';

interface QuestionForm {
  readonly id: FormId;
  readonly title: string;
  /** What the command is called that opens it. */
  readonly command: string;
  readonly Form: ComponentType;
}

/** Forms of questions, in the order in which they stand. */
export const forms: readonly QuestionForm[] = [
  { id: 'ask', title: 'What if …?', command: 'What if…', Form: AskForm },
  { id: 'sweep', title: 'Sweep', command: 'Sweep a parameter', Form: SweepForm },
  { id: 'tornado', title: 'What matters', command: 'Which parameter matters most', Form: TornadoForm },
];
