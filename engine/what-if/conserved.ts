import { balances } from '../measure/group-lines';
import type { Report } from '../measure/report';

/** Nodes (and `requests`, and consumer groups) whose books do not balance: arrived ≠ completed + failed + in flight. Empty when all is well. */
export function unbalanced({ conservation: { requests, nodes }, nodes: lines }: Report): string[] {
  const odd = [{ id: 'requests', ...requests }, ...nodes]
    .filter(({ arrived, completed, failed, inFlight }) => arrived !== completed + failed + inFlight)
    .map(({ id }) => id);
  return [
    ...odd,
    ...lines
      .flatMap(({ groups = [] }) => groups)
      .filter((group) => !balances(group))
      .map(({ id }) => id),
  ];
}
