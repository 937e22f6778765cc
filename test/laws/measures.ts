import type { Report } from '../../engine/measure/report';

type Node = Report['nodes'][number];
type Link = Report['links'][number];
type Measure = (report: Report) => number | null;

/** Something that a report says of a node. */
export const node =
  (id: string, read: (node: Node) => number | null): Measure =>
  (report) => {
    const found = report.nodes.find((n) => n.id === id);
    return found ? read(found) : null;
  };

/** Something that a report says of a link, called `from-to`. */
export const over =
  (id: string, read: (link: Link) => number | null): Measure =>
  (report) => {
    const found = report.links.find((l) => l.id === id);
    return found ? read(found) : null;
  };

/** Share of requests that failed. */
export const failedShare: Measure = ({ requests: { failed, ok, degraded, late } }) => failed / (failed + ok + degraded + late);
/** Mean time from request to answer. [ms] */
export const latency: Measure = ({ requests }) => requests.latency.mean;
export const throughput: Measure = ({ requests }) => requests.throughput;
