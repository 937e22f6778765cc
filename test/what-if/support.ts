import type { Result } from '../../engine/core/problem';
import type { Crew } from '../../engine/what-if/crew';

/** The answer of a what-if, or what is wrong as an error. */
export async function answered<W, A>(ask: (wanted: W, crew: Crew) => Promise<Result<A>>, wanted: W, crew: Crew): Promise<A> {
  const result = await ask(wanted, crew);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
