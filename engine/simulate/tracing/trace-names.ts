import type { Design } from '../../design/schema';
import type { TraceNames } from '../../measure/trace/names';
import type { Model } from '../compile';
import type { Tracer } from './tracer';

/** What the numbers in a run's trails stand for. */
export function traceNames(model: Model, tracer: Tracer, { nodes = [] }: Pick<Design, 'nodes'>): TraceNames {
  const labels = new Map(nodes.map(({ id, name }) => [id, name ?? id]));
  return {
    nodes: model.nodes,
    links: model.links,
    journeys: model.journeys,
    operations: tracer.operations,
    reasons: tracer.reasons,
    effects: model.ledger.effects,
    eventName: (number) => model.eventName(number),
    label: (node) => labels.get(node) ?? node,
  };
}
