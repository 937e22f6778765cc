import type { ComponentType } from 'react';
import type { FormId } from '../what-if-ui';
import { AskForm } from './AskForm';

/** Forms of questions, in the order in which they stand. */
export const forms: readonly { readonly id: FormId; readonly title: string; readonly command: string; readonly Form: ComponentType }[] = [
  { id: 'ask', title: 'What if …?', command: 'What if…', Form: AskForm },
];
