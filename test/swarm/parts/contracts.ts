import type { Design, DesignNode } from '../../../engine/design/schema';
import type { Draw } from '../draw';

const fields = ['id', 'total', 'lines'];
const randomFields = (draw: Draw): string[] => draw.some(fields, 0.7);

export const randomVersions = (draw: Draw): { version: number; fields: string[]; deprecated: boolean }[] =>
  draw.times(draw.int(1, 3), (i) => ({ version: i + 1, fields: randomFields(draw), deprecated: draw.chance(0.2) }));

/** What a caller or consumer cannot do without; mostly little. */
export const randomNeeds = (draw: Draw): { needs: string[] } => ({ needs: draw.some(fields, 0.25) });

export const randomRelease = (draw: Draw): Pick<DesignNode, 'release'> => ({
  release: {
    version: draw.int(1, 2),
    ...draw.maybe(0.5, () => ({
      canary: { version: draw.int(2, 3), share: draw.between(0, 1), errorRate: draw.one([0, 0.3]), slowdown: draw.one([1, 0.5, 4]) },
    })),
  },
});

/** A catalog of what the steps publish. */
export const randomCatalog = (draw: Draw, nodes: readonly DesignNode[]): Pick<Design, 'events'> => ({
  events: draw.some(['Placed', 'Paid', 'first'], 0.7).map((id) => ({
    id,
    ...draw.maybe(0.5, () => ({ owner: draw.one(nodes).id })),
    versions: randomVersions(draw),
  })),
});
