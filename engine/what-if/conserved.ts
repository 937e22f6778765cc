import type { Report } from '../measure/report';

/** Nodes (and `requests`) whose books do not balance: arrived ≠ completed + failed + in flight. Empty when all is well. */
export function unbalanced({ conservation: { requests, nodes } }: Report): string[] {
  return [{ id: 'requests', ...requests }, ...nodes]
    .filter(({ arrived, completed, failed, inFlight }) => arrived !== completed + failed + inFlight)
    .map(({ id }) => id);
}
