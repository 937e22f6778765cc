import type { Problem } from '../../engine/core/problem';

/**
 * What is wrong with one thing, at the field that the checks name; the field of a list takes what is said of its items.
 * Advice has its place among the problems: a field that works is not marked.
 * @param base place of the thing in the design: `entities.order`
 * @param whole field that takes what is said of the thing as a whole
 */
export function fromProblems(problems: readonly Problem[], base: string, whole = ''): ReadonlyMap<string, string> {
  const own = problems.filter(({ where, severity }) => severity !== 'hint' && (where === base || where.startsWith(`${base}.`)));
  return new Map(
    own.flatMap(({ where, message, remedy }): [string, string][] => {
      const path = where.slice(base.length + 1) || whole;
      const [first = ''] = path.split('.');
      const said = `${message} ${remedy}`;
      return first === path
        ? [[path, said]]
        : [
            [path, said],
            [first, said],
          ];
    }),
  );
}
