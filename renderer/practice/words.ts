import type { Level } from '../../engine/practice/levels';
import type { Dimension, Prompt } from '../../engine/practice/prompt-file';

export const levelWords: Readonly<Record<Level, string>> = { junior: 'Junior', mid: 'Mid', senior: 'Senior' };

export const styleWords: Readonly<Record<Prompt['style'], string>> = {
  'large-scale': 'Scale first',
  'start-up': 'Speed first',
  enterprise: 'Rules first',
  product: 'Users first',
};

export const dimensionWords: Readonly<Record<Dimension, string>> = {
  requirements: 'Requirements',
  estimation: 'Estimation',
  boundaries: 'Boundaries and data',
  communication: 'Communication',
  resilience: 'Resilience',
  observability: 'Observability',
  'trade-offs': 'Trade-offs',
};

export const revealWords: Readonly<Record<Prompt['reveals'][number]['kind'], string>> = {
  functional: 'What it does',
  scale: 'How much',
  quality: 'How well',
  constraint: 'What is given',
};
