import type { ComponentType } from 'react';
import type { FormId } from '../what-if-ui';
import { AskForm } from './AskForm';
import { ChaosForm } from './ChaosForm';
import { ExperimentForm } from './ExperimentForm';
import { KneeForm } from './KneeForm';
import { MetastabilityForm } from './MetastabilityForm';
import { RightSizeForm } from './RightSizeForm';
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
  { id: 'knee', title: 'Knee', command: 'Find the highest load that is borne', Form: KneeForm },
  { id: 'right-size', title: 'Right size', command: 'Find the cheapest sizes', Form: RightSizeForm },
  { id: 'chaos', title: 'Chaos matrix', command: 'Try every fault everywhere', Form: ChaosForm },
  { id: 'experiment', title: 'Experiments', command: 'Do the experiments of the design', Form: ExperimentForm },
  { id: 'metastability', title: 'Metastability', command: 'Map after which surges it does not find back', Form: MetastabilityForm },
];
