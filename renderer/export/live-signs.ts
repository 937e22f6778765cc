import { takesMessages } from '../../engine/nodes/definition';
import { nodeKinds } from '../../engine/nodes/registry';
import type { Design } from '../../engine/design/schema';
import type { PictureOptions } from '../../engine/export/picture/picture';
import { shareText } from '../canvas/card-fact';
import { healthOf, withFaults } from '../../engine/measure/health';
import { formatMs, formatNumber, formatRate } from '../panels/format';
import { actionsOn } from '../store/faults';
import { live } from '../store/live';
import { studio } from '../store/studio';

/** Share of failed calls from which a line is drawn as failing. */
const FAILING = 0.05;

/** How everything is at the moment that the studio shows; undefined before there is any. */
export function liveSigns({ nodes = [], links = [] }: Design): PictureOptions['live'] {
  if (live.frames === 0) return undefined;
  return {
    nodes: new Map(
      nodes.map(({ id, kind }) => {
        const { role } = nodeKinds[kind];
        const health = healthOf(role, (column) => live.node(id, column));
        const second = takesMessages(role)
          ? `${formatNumber(live.node(id, 'backlog'))} waiting`
          : `p99 ${formatMs(live.node(id, 'samples') > 0 ? live.node(id, 'p99') : Number.NaN)}`;
        const errors = `errors ${shareText(live.node(id, 'errorShare'))}`;
        const facts = [formatRate(live.node(id, 'arrivals')), second, errors];
        return [id, { state: withFaults(health, actionsOn(studio.getState(), { node: id })), facts }];
      }),
    ),
    failing: new Set(links.filter(({ id }) => live.link(id, 'errorShare') >= FAILING).map(({ id }) => id)),
  };
}
