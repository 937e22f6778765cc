import type { DesignNode } from './schema';

/** Whether a node's calls share its cores: then none of them waits, and its numbers mean something else. */
export const sharesCores = ({ params }: DesignNode): boolean =>
  params !== undefined && 'discipline' in params && params.discipline?.kind === 'processor-sharing';
