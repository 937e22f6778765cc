import { cascadeSentence, stepWords } from '../measure/cascade-words';
import type { Report } from '../measure/report';
import { percent } from './numbers';

/** Who degraded first, who followed and with what share of the blame. Steps are numbered from 1. */
export function cascadeText({ cascade, links }: Pick<Report, 'cascade' | 'links'>): string {
  const node = (id: string): string => id;
  const target = (id: string): string => links.find((link) => link.id === id)?.to ?? id;
  const lines = cascade.steps.map((step, i) => {
    const blame = step.share === null ? '' : `; ${percent(step.share)} of the blame`;
    const because = step.from === null ? (step.fault === null ? '' : `; the fault ${step.fault} was on`) : `; because of ${step.from + 1}`;
    const over = step.until === null ? '' : ` to ${time(step.until)}`;
    return `${i + 1}. ${time(step.at)}${over} ${step.link ?? step.node}: ${stepWords(step, node, target)}${blame}${because}\n`;
  });
  return [`${cascadeSentence(cascade, node, target)}\n`, ...lines].join('');
}

const time = (seconds: number): string => `${Number(seconds.toFixed(1))} s`;
