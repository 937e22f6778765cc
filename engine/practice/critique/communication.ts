import { stepsOf } from '../../design/steps';
import { byFindings, byWords, type Criterion } from './criterion';
import { calls, hasBroker, isMoreThanOne, isService } from './parts';

/** Services that wait for each other before "all of it waits" is a fair thing to say. */
const MANY = 4;

const asynchronous: Criterion = {
  id: 'asynchronous',
  dimension: 'communication',
  title: 'Nobody waits for what is not needed at once',
  level: 'junior',
  weight: 2,
  mistake: 'Synchronous calls for everything',
  judge: ({ resolved, findings }) => {
    if (!resolved || !isMoreThanOne(resolved)) return null;
    const chains = findings.filter(({ code }) => code === 'calls-in-a-row' || code === 'deep-call-chain');
    const services = new Set(resolved.nodes.filter(isService).map(({ id }) => id));
    const between = calls(resolved).filter(({ from, to }) => services.has(from) && services.has(to));
    const all = !hasBroker(resolved) && between.length >= MANY - 1;
    const stronger = 'Answers the user first, and tells the others by event.';
    if (chains.length > 0) {
      return { share: 0.5 ** chains.length, evidence: chains.map(({ message, where }) => ({ text: message, where })), stronger };
    }
    if (all) {
      const text = `All ${between.length} ways between services wait for an answer; there is no queue, log or topic.`;
      return { share: 0.25, evidence: [{ text, where: `links.${between[0]!.id}` }], stronger };
    }
    const text = hasBroker(resolved) ? 'What need not be waited for goes by message.' : 'The chains of calls are short.';
    return { share: 1, evidence: [{ text }], stronger };
  },
};

/** A claim that was broken in a run is worse than any that may be. */
const once: Criterion = {
  id: 'effects-once',
  dimension: 'communication',
  title: 'What is done twice counts once',
  level: 'mid',
  weight: 4,
  mistake: 'No idempotency',
  judge: ({ resolved, findings, load, faults }) => {
    if (!resolved || !resolved.nodes.some((node) => [...stepsOf(node)].some(({ step }) => step.kind === 'effect'))) return null;
    const codes = ['effect-may-repeat', 'hedge-repeats-effect', 'key-forgotten-too-soon'];
    const found = findings.filter(({ code }) => codes.includes(code));
    const broken = [...new Set([...load.flatMap((run) => run.broken), ...faults.flatMap((fault) => fault.broken)])];
    const stronger = 'Gives each effect an idempotency key, or puts an inbox before it.';
    if (found.length === 0 && broken.length === 0) {
      return { share: 1, evidence: [{ text: 'No run broke a claim over the ledger, and no effect can happen twice.' }], stronger };
    }
    return {
      share: 0,
      evidence: [
        ...broken.map((id) => ({ text: `A run broke the claim "${id}".`, where: `invariants.${id}` })),
        ...found.map(({ message, where }) => ({ text: message, where })),
      ].slice(0, 4),
      stronger,
    };
  },
};

export const communication: readonly Criterion[] = [
  asynchronous,
  once,
  byFindings({
    id: 'contracts',
    dimension: 'communication',
    title: 'Contracts with versions',
    level: 'mid',
    weight: 2,
    mistake: 'Unversioned contracts',
    codes: [
      'unversioned-contract',
      'contract-broken',
      'deprecated-contract',
      'no-event-catalog',
      'event-not-in-catalog',
      'needs-of-unknown-event',
      'consumer-of-unpublished-event',
      'filter-for-unpublished-event',
    ],
    applies: (design) => hasBroker(design) || design.events.length > 0,
    good: 'Events and operations say what they hold.',
    stronger: 'Lists the events with owner, versions and fields.',
  }),
  byFindings({
    id: 'delivery',
    dimension: 'communication',
    title: 'No message is lost between write and event',
    level: 'mid',
    weight: 2,
    mistake: 'Write and event apart',
    codes: [
      'dual-write',
      'queue-forgets',
      'acks-lose-records',
      'outbox-without-write',
      'event-without-consumer',
      'queue-without-consumers',
      'unkeyed-where-order-matters',
      'retention-shorter-than-outage',
    ],
    applies: hasBroker,
    good: 'A write and its event happen both or not at all.',
    stronger: 'Writes the event with the data, in an outbox.',
  }),
  byFindings({
    id: 'sagas',
    dimension: 'communication',
    title: 'Work over several services can be undone',
    level: 'senior',
    weight: 1,
    codes: ['stage-without-compensation', 'saga-without-store'],
    applies: ({ nodes }) => nodes.some((node) => [...stepsOf(node)].some(({ step }) => step.kind === 'saga')),
    good: 'Each stage of the saga has what undoes it.',
    stronger: 'Gives each stage a compensation, and the saga a store.',
  }),
  byWords('communication', 2),
];
