import { says } from '../said';
import { byFindings, byWords, type Criterion } from './criterion';
import { hasBroker } from './parts';

const bothKinds: Criterion = {
  id: 'objectives-both',
  dimension: 'observability',
  title: 'Objectives for speed and for answers',
  level: 'mid',
  weight: 1,
  judge: ({ resolved }) => {
    if (!resolved || resolved.slos.length === 0) return null;
    const missing = (['latency', 'availability'] as const).filter((kind) => !resolved.slos.some((slo) => slo.kind === kind));
    const text =
      missing.length === 0 ? 'There are objectives for latency and for availability.' : `No objective speaks of ${missing.join(' or ')}.`;
    return {
      share: 1 - missing.length / 2,
      evidence: [{ text, where: 'slos' }],
      stronger: 'States an objective for latency and one for availability.',
    };
  },
};

/** Below this share of answers in time somebody should be woken. */
const HARM = 0.9;

const alarms: Criterion = {
  id: 'alarms',
  dimension: 'observability',
  title: 'Objectives notice when users are hurt',
  level: 'senior',
  weight: 2,
  mistake: 'Harm that no objective sees',
  judge: ({ faults, resolved }) => {
    const harmful = faults.filter(({ kept }) => kept !== null && kept < HARM);
    if (!resolved || harmful.length === 0) return null;
    const unseen = harmful.filter(({ noticed }) => noticed.length === 0);
    return {
      share: 1 - unseen.length / harmful.length,
      evidence: harmful.slice(0, 3).map(({ title, kept, noticed, break: at }) => ({
        text: `${title}: ${Math.round((kept ?? 0) * 100)} % answered in time, and ${noticed.length === 0 ? 'no objective is missed' : `"${noticed[0]}" is missed`}.`,
        where: 'slos',
        measure: { run: `fault ${at}`, path: 'requests.ok', value: kept },
      })),
      stronger: 'States objectives that mirror what users do, so that an alarm rings.',
    };
  },
};

const lag: Criterion = {
  id: 'lag',
  dimension: 'observability',
  title: 'Watches how far consumers lag',
  level: 'mid',
  weight: 1,
  mistake: 'No lag metrics',
  judge: ({ resolved, answers, words }) => {
    if (!resolved || !answers || !hasBroker(resolved)) return null;
    const said = ['lag', 'backlog', 'queue depth', 'queue length', 'oldest message', 'dead letters'].filter((phrase) =>
      says(words, phrase),
    );
    const stronger = 'Watches consumer lag, in messages and in seconds, and alarms on it.';
    return said.length > 0
      ? { share: 1, evidence: [{ text: `Watches: ${said.join(', ')}.` }], stronger }
      : { share: 0, evidence: [{ text: 'There are messages, and nobody watches how far behind their consumers are.' }], stronger };
  },
};

export const observability: readonly Criterion[] = [
  byFindings({
    id: 'objectives',
    dimension: 'observability',
    title: 'Each journey has an objective',
    level: 'junior',
    weight: 3,
    mistake: 'No objectives',
    codes: ['no-objectives', 'journey-without-objective'],
    applies: () => true,
    good: 'What users do is held against objectives.',
    stronger: 'States for each journey how fast and how often it must succeed.',
  }),
  bothKinds,
  alarms,
  byFindings({
    id: 'claims',
    dimension: 'observability',
    title: 'Damage would be counted',
    level: 'senior',
    weight: 1,
    codes: ['no-invariants'],
    applies: ({ invariants, nodes }) =>
      invariants.length > 0 || nodes.some(({ operations }) => JSON.stringify(operations ?? []).includes('"kind":"effect"')),
    good: 'Claims over the ledger say what must hold for each thing.',
    stronger: 'Says what must hold for each thing: at most once, never without, within the stock.',
  }),
  lag,
  byWords('observability', 3),
];
