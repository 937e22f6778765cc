import type { Problem } from '../../engine/core/problem';
import type { Design, DesignFault } from '../../engine/design/schema';
import type { Selection } from '../store/state';

/** What a problem's path speaks of, so that a click can go there; null for the design as a whole. */
export function problemSubject({ where }: Pick<Problem, 'where'>, design: Design): Partial<Selection> | null {
  const [list, id = ''] = where.split('.');
  switch (list) {
    case 'nodes':
      return design.nodes?.some((node) => node.id === id) ? { nodes: [id] } : null;
    case 'links':
      return design.links?.some((link) => link.id === id) ? { links: [id] } : null;
    case 'groups':
      return design.groups?.some((group) => group.id === id) ? { groups: [id] } : null;
    case 'notes':
      return design.notes?.some((note) => note.id === id) ? { notes: [id] } : null;
    case 'journeys': {
      const client = design.journeys?.find((journey) => journey.id === id)?.client;
      return client !== undefined && design.nodes?.some((node) => node.id === client) ? { nodes: [client] } : null;
    }
    case 'faults': {
      const target = design.faults?.find((fault) => fault.id === id)?.target;
      return target ? targetSubject(target) : null;
    }
    default:
      return null;
  }
}

/** What a fault's target leads to; the design as a whole for zones. */
export function targetSubject(target: DesignFault['target']): Partial<Selection> {
  if ('node' in target) return { nodes: [target.node] };
  if ('link' in target) return { links: [target.link] };
  if ('group' in target) return { groups: [target.group] };
  return 'nodes' in target ? { nodes: [...target.nodes.one, ...target.nodes.other] } : {};
}

/** The problems of one node, link, group or note: those whose path leads to it. */
export const problemsOf = (problems: readonly Problem[], list: 'nodes' | 'links' | 'groups' | 'notes', id: string): readonly Problem[] =>
  problems.filter(({ where, ignored }) => ignored === undefined && (where === `${list}.${id}` || where.startsWith(`${list}.${id}.`)));
