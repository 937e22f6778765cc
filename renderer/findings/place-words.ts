import type { Design } from '../../engine/design/schema';

/** Where a finding is, as the canvas names it: "Orders", "Orders → Payments", "Design". */
export function placeWords(where: string, design: Design): string {
  const [list, id = ''] = where.split('.');
  const nodeName = (of: string) => design.nodes?.find((node) => node.id === of)?.name ?? of;
  switch (list) {
    case 'nodes':
      return nodeName(id);
    case 'links': {
      const link = design.links?.find((each) => each.id === id);
      return link ? `${nodeName(link.from)} → ${nodeName(link.to)}` : id;
    }
    case 'journeys':
      return `Journey ${design.journeys?.find((journey) => journey.id === id)?.name ?? id}`;
    case 'entities':
      return `Entity ${id}`;
    case 'faults':
      return `Fault ${id}`;
    default:
      return 'Design';
  }
}
