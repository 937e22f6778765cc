import { z } from 'zod';
import type { Blame } from './blame-share';
import { cascadeStates, type CascadeState } from './cascade-signs';
import type { CascadeWatch, Spell } from './cascade-watch';
import type { Mark } from './frame';

const zStep = z.strictObject({
  at: z.number().describe('When it began, to a fifth of a second. [s]'),
  until: z.number().nullable().describe('When it was over; null while it lasts. [s]'),
  node: z.string().describe('Node that entered the state; of a link that is unwell, its caller.'),
  link: z.string().nullable().describe('Set where the link itself is unwell.'),
  state: z.enum(cascadeStates).describe('What it entered.'),
  holds: z.boolean().describe('It keeps trouble from going further: a breaker, a bulkhead, calls turned away on purpose.'),
  through: z.string().nullable().describe('Link through which it came; null where it began here.'),
  from: z.number().nullable().describe('Place in this list of the step that led to it; null where it began here.'),
  fault: z.string().nullable().describe('Fault that was on there when it began.'),
  worse: z.boolean().describe('The node was unwell already, and got worse.'),
  facts: z.record(z.string(), z.number()).describe('What was measured when it was found out.'),
  failed: z.number().describe('Failed requests whose first cause lay there meanwhile.'),
  late: z.number().describe('Late requests that are its, those that ran out of time among them, by where the time beyond the usual went.'),
  extraTime: z.number().describe('Time beyond the usual that calls spent there. [call-seconds]'),
  share: z
    .number()
    .nullable()
    .describe('Its share of all failed and late requests, or of the extra time where there are none. Null for what got worse or holds.'),
});

/** Who degraded first, who followed, through which link, and with what share of the blame. */
export const zCascade = z.strictObject({
  failed: z.number().describe('Failed requests, but for those that only ran out of time.'),
  late: z.number().describe('Late requests, and those that failed since they had no time left.'),
  shareOf: z.enum(['requests', 'time']).describe('What the shares are shares of.'),
  unexplained: z.number().describe('Share of them that no step explains.'),
  steps: z.array(zStep),
});
export type Cascade = z.infer<typeof zCascade>;
export type CascadeStep = Cascade['steps'][number];

/** How bad a state is: a node that is unwell is listed again only when it gets worse. */
const badness: Record<CascadeState, number> = {
  slow: 1,
  late: 1,
  waiting: 2,
  saturated: 2,
  backlog: 2,
  'slow-link': 2,
  failing: 3,
  losing: 3,
  'queue-full': 4,
  cut: 5,
  down: 5,
  'breaker-open': 0,
  'bulkhead-full': 0,
  shedding: 0,
};

/** Steps of the same place that overlap, the first one first, and what is left of them. */
interface Episode {
  readonly first: Spell;
  readonly shown: Spell[];
  readonly all: Spell[];
}

/** A callee's sign may be seen a little after its caller's. [ns] */
const SLACK = 3e9;
/** [ns] */
const FORERUN = 2e9;

/** The cascade so far, from what was watched. */
export function cascadeOf(watch: CascadeWatch, marks: readonly Mark[]): Cascade {
  const held = watch.spells.filter(({ state }) => badness[state] === 0);
  const episodes = episodesOf(watch.spells.filter(({ state }) => badness[state] > 0));
  const blames = new Map(episodes.map((episode) => [episode.first, blameIn(watch, episode)]));
  const spells = [...episodes.flatMap(({ shown }) => shown), ...inEpisodes(held)].toSorted(
    (a, b) => a.at - b.at || Number(badness[a.state] === 0) - Number(badness[b.state] === 0),
  );
  const parents = parentsOf(spells, episodes);
  const ordered = causesFirst(spells, parents);
  const requests = watch.blame.failed + watch.blame.late;
  const shareOf = requests > 0 ? ('requests' as const) : ('time' as const);
  const total = requests > 0 ? requests : [...blames.values()].reduce((sum, { time }) => sum + time, 0);
  const weight = ({ failed, late, time }: Blame): number => (requests > 0 ? failed + late : time);
  const explained = [...blames.values()].reduce((sum, blame) => sum + weight(blame), 0);
  const nothing: Blame = { failed: 0, late: 0, time: 0 };
  return {
    failed: watch.blame.failed,
    late: watch.blame.late,
    shareOf,
    unexplained: total > 0 ? Math.max(0, 1 - explained / total) : 0,
    steps: ordered.map((spell) => {
      const blame = blames.get(spell);
      const { failed, late, time } = blame ?? nothing;
      return {
        at: spell.at / 1e9,
        until: spell.until === null ? null : spell.until / 1e9,
        node: spell.node.id,
        link: spell.link?.id ?? null,
        state: spell.state,
        holds: badness[spell.state] === 0,
        through: spell.through?.id ?? null,
        from: parents.has(spell) ? ordered.indexOf(parents.get(spell)!) : null,
        fault: faultAt(spell, marks),
        worse: blame === undefined && badness[spell.state] > 0,
        facts: spell.facts,
        failed,
        late,
        extraTime: time,
        share: blame && total > 0 ? weight(blame) / total : null,
      };
    }),
  };
}

const placeOf = ({ node, link }: Spell): string => (link === null ? `node ${node.id}` : `link ${link.id}`);

/** Groups what overlaps at one place. Of it, what is worse than all that is still on is shown, once. */
function episodesOf(spells: readonly Spell[]): Episode[] {
  const byPlace = new Map<string, Episode[]>();
  for (const spell of spells.toSorted((a, b) => a.at - b.at || badness[b.state] - badness[a.state])) {
    const place = placeOf(spell);
    const episodes = byPlace.get(place) ?? [];
    byPlace.set(place, episodes);
    const last = episodes.at(-1);
    const goesOn = last?.all.some(({ until }) => until === null || until >= spell.at);
    if (last && goesOn) {
      last.all.push(spell);
      const stillOn = last.shown.filter(({ until }) => until === null || until >= spell.at);
      if (stillOn.every(({ state }) => badness[state] < badness[spell.state]) && !last.shown.some(({ state }) => state === spell.state))
        last.shown.push(spell);
    } else episodes.push({ first: spell, shown: [spell], all: [spell] });
  }
  return [...byPlace.values()].flat().map(withoutForerunner);
}

/** That calls stay long is seen at once, and says little where the reason is seen soon after. */
function withoutForerunner(episode: Episode): Episode {
  const [first, second] = episode.shown;
  if (first === undefined || second === undefined || badness[first.state] > 1 || second.at - first.at > FORERUN) return episode;
  const before = first.before;
  const shown = [{ ...second, before }, ...episode.shown.slice(2)];
  return { first: shown[0]!, shown, all: episode.all };
}

/** A breaker that opens again while trouble lasts is one step, not twenty. */
function inEpisodes(held: readonly Spell[]): Spell[] {
  const last = new Map<string, Spell>();
  return held.filter((spell) => {
    const key = `${spell.node.id} ${spell.through?.id ?? ''} ${spell.state}`;
    const before = last.get(key);
    last.set(key, spell);
    return before === undefined || (before.until !== null && spell.at - before.until > 30e9);
  });
}

function blameIn(watch: CascadeWatch, { first, all }: Episode): Blame {
  const ends = all.map((spell) => watch.blamedNow(spell));
  const most = (of: keyof Blame): number => Math.max(0, Math.max(...ends.map((end) => end[of])) - first.before[of]);
  return { failed: most('failed'), late: most('late'), time: most('time') };
}

/** By time, but none before what led to it: a caller's calls are seen to stay long a little before the callee itself is seen to be unwell. */
function causesFirst(spells: readonly Spell[], parents: ReadonlyMap<Spell, Spell>): Spell[] {
  const ordered = new Set<Spell>();
  const put = (spell: Spell): void => {
    const parent = parents.get(spell);
    if (parent !== undefined) put(parent);
    ordered.add(spell);
  };
  for (const spell of spells) put(spell);
  return [...ordered];
}

/** Whether a spell is of the link that another came through, or of the node behind that link. */
const isSource = (of: Spell, { through, node }: Spell): boolean =>
  through !== null &&
  (of.link === through || (of.link === null && badness[of.state] > 0 && of.node.id === through.to.id && of.node !== node));

/** The step that led to each: what was unwell at the other end of the link when it began, the earliest first. */
function parentsOf(spells: readonly Spell[], episodes: readonly Episode[]): ReadonlyMap<Spell, Spell> {
  const parents = new Map<Spell, Spell>();
  const leadsBack = (from: Spell, to: Spell): boolean => {
    for (let at: Spell | undefined = from; at !== undefined; at = parents.get(at)) if (at === to) return true;
    return false;
  };
  for (const spell of spells) {
    const found = spells.find(
      (other) =>
        other !== spell &&
        isSource(other, spell) &&
        other.at <= spell.at + SLACK &&
        (other.until === null || other.until >= spell.at) &&
        !leadsBack(other, spell),
    );
    if (found !== undefined) parents.set(spell, found);
  }
  // What only got worse came of what was there before.
  for (const { first, shown } of episodes)
    for (const spell of shown) if (spell !== first && !parents.has(spell) && !leadsBack(first, spell)) parents.set(spell, first);
  return parents;
}

/** The fault that was on at the place when it began. */
function faultAt({ node, link, at }: Spell, marks: readonly Mark[]): string | null {
  const on = new Set<string>();
  for (const { kind, at: when, subject, fault } of marks) {
    if (when > at + 400e6) break;
    if (fault === undefined || (subject !== node.id && subject !== link?.id)) continue;
    if (kind === 'fault-start') on.add(fault);
    else if (kind === 'fault-end' && when < at) on.delete(fault);
  }
  return [...on][0] ?? null;
}
