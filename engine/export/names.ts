import { allNodes, type Drawing, type DrawnGroup, type Frame } from './drawing';

/** What components and groups are called in a language that has its own rules for names. Every name is used once. */
export interface Names {
  readonly node: (id: string) => string;
  readonly group: (id: string) => string;
}

const allGroups = (frame: Frame): readonly DrawnGroup[] => frame.groups.flatMap((group) => [group, ...allGroups(group.inside)]);

/** @param allowed makes an id into a name of the language; two ids may come out the same */
export function namesFor(drawing: Drawing, allowed: (id: string) => string): Names {
  const taken = new Set<string>();
  const named = (ids: readonly string[]) =>
    new Map(
      ids.map((id) => {
        const wanted = allowed(id);
        let name = wanted;
        for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`;
        taken.add(name);
        return [id, name];
      }),
    );
  const nodes = named(allNodes(drawing.sheet).map(({ id }) => id));
  const groups = named(allGroups(drawing.sheet).map(({ id }) => id));
  return { node: (id) => nodes.get(id)!, group: (id) => groups.get(id)! };
}

/** Lines of a block, one step further in. */
export const indented = (lines: readonly string[], by = '  '): string[] => lines.map((line) => by + line);

/** Words on one line: line breaks would begin a new statement. */
export const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+|[\u2028\u2029]+/gu, ' ').trim();
