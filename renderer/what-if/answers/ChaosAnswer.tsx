import { nodeById, nodeName } from '../../inspector/describe';
import { formatShare } from '../../panels/format';
import { OutcomeGrid } from '../pictures/OutcomeGrid';
import type { AnsweredAs } from '../session';
import { Verdict } from '../Verdict';
import classes from '../what-if.module.css';

/** Every fault at every place: what holds, what degrades, what breaks, and why. */
export function ChaosAnswer({ answered: { answer, design } }: { readonly answered: AnsweredAs<'chaos'> }) {
  const { counts, cells, places, actions, worst, seeds, lasts, after, runs } = answer;
  const at = (place: string, action: string) => cells.find((cell) => cell.place === place && cell.action === action);
  const nameOf = (place: string) => places.find(({ id }) => id === place)?.name ?? nodeName(nodeById(design, place), place);
  const titleOf = (action: string) => actions.find((each) => each.action === action)?.title ?? action;
  const why = (place: string, action: string): string => {
    const cell = at(place, action);
    if (!cell) return '';
    const reasons = cell.reasons.length > 0 ? cell.reasons.join('; ') : 'nothing that matters changes';
    const blame = cell.blame[0] ? ` Trouble began at ${nameOf(cell.blame[0].node)} (${formatShare(cell.blame[0].share)}).` : '';
    return `${titleOf(action)} at ${nameOf(place)} ${cell.verdict}: ${reasons}. ${cell.story}${blame}`;
  };
  return (
    <>
      <Verdict
        tone={counts.breaks > 0 ? 'bad' : counts.degrades > 0 ? 'mixed' : 'good'}
        word={counts.breaks > 0 ? `${counts.breaks} break it` : 'Nothing breaks it'}
        text={`Of ${cells.length} faults at their places ${counts.holds} are held, ${counts.degrades} degrade and ${counts.breaks} break what must hold.`}
      />
      <OutcomeGrid
        title="Faults and places"
        rows={places.map(({ id, name }) => ({ id, title: name }))}
        columns={actions.map(({ action, title }) => ({ id: action, title }))}
        cell={(place, action) => {
          const cell = at(place, action);
          return cell ? { outcome: cell.verdict, word: cell.verdict } : null;
        }}
        about={why}
      />
      {worst.length > 0 && (
        <section aria-label="The worst">
          <h3 className={classes['section']}>The worst</h3>
          <ol className={classes['changes']}>
            {worst.slice(0, 5).map(({ place, action }) => (
              <li key={`${place} ${action}`}>{why(place, action)}</li>
            ))}
          </ol>
        </section>
      )}
      <p className={classes['facts']}>
        Each fault lasts {lasts} s, with {after} s to recover, in {seeds.length} runs with paired seeds; {runs} runs in all.
      </p>
    </>
  );
}
