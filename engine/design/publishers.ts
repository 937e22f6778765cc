import type { ResolvedDesign } from './schema';
import { stepsOf } from './steps';

/** Nodes with a step that publishes the event, in the order of the file. */
export const publishersOf = ({ nodes }: Pick<ResolvedDesign, 'nodes'>, event: string): string[] =>
  nodes.filter((node) => [...stepsOf(node)].some(({ step }) => step.kind === 'publish' && step.event === event)).map(({ id }) => id);

/** The one node that publishes the event; null where there is none, or several. */
export function onlyPublisher(design: Pick<ResolvedDesign, 'nodes'>, event: string): string | null {
  const publishers = publishersOf(design, event);
  return publishers.length === 1 ? publishers[0]! : null;
}
