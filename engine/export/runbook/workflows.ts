import { number } from '../html/words';
import { listed, spanWords } from '../words';
import type { SagaStep } from '../../design/step-schema';
import type { Basis } from '../blueprint/basis';
import { catalogOf } from '../blueprint/events';
import { againWords } from './facts';
import type { Failure } from './failure';

/** Sagas that cannot go on nor back. */
export const sagaFailures = (basis: Basis): Failure[] =>
  basis.resolved.nodes.flatMap((node) =>
    (node.operations ?? []).flatMap((operation): Failure[] => {
      const saga = operation.steps.find((step): step is SagaStep => step.kind === 'saga');
      if (!saga) return [];
      const { name, view, measured } = basis;
      const store = saga.store === undefined ? undefined : view.index.links.get(saga.store)?.to;
      const stuck = measured.node(node.id)?.figures?.find(({ id }) => id === 'sagas-stuck');
      const undo = saga.stages.filter(({ compensate }) => compensate.length > 0).map(({ name: title }, i) => title ?? `stage ${i + 1}`);
      const { attempts, backoff } = saga.compensation;
      return [
        {
          title: `Sagas of ${name(node.id)} get stuck`,
          node: node.id,
          rehearsed: false,
          signal: [{ text: 'Sagas stuck: 1 or more', why: `${number(stuck?.kind === 'level' ? stuck.now : 0)} at the end of the run` }],
          check: [
            ...(store === undefined
              ? ['Its progress is kept nowhere: look in the data of each stage how far it came.']
              : [`The state of each saga in ${name(store)}: which stage, which compensation failed, why.`]),
            `A compensation was tried ${attempts} times over about ${spanWords(attempts * backoff)}: whatever it calls was away for longer.`,
          ],
          mitigate: [
            `Bring back what the compensation calls, then start it again by hand: ${undo.length > 0 ? `undo ${listed(undo.toReversed())}, the latest first` : 'no stage has a compensation, so mend the data by hand'}.`,
            'Tell support: a customer may have paid for what will not come.',
          ],
          rollBack: [],
          pause: [],
          replay: [],
        },
      ];
    }),
  );

/** A new version that its consumers cannot read. */
export function contractFailures(basis: Basis): Failure[] {
  const { name, view } = basis;
  const entries = catalogOf({ resolved: basis.resolved, index: basis.view.index }).filter(
    ({ event, consumers }) => event !== null && consumers.some(({ needs }) => needs.length > 0),
  );
  const owners = [...new Set(entries.flatMap(({ publishers }) => publishers))];
  return owners.flatMap((owner): Failure[] => {
    const node = view.index.nodes.get(owner);
    const own = entries.filter(({ publishers }) => publishers.includes(owner));
    if (!node || own.length === 0) return [];
    const consumers = [...new Set(own.flatMap((entry) => entry.consumers.map((consumer) => consumer.node)))];
    return [
      {
        title: `A new version of ${name(owner)} breaks its consumers`,
        node: owner,
        rehearsed: false,
        signal: [
          {
            text: `Consumers of ${listed(own.map(({ id }) => id))} fail, or dead letters of it: 1 or more`,
            why: `after a deploy of ${name(owner)}; the cause is a field that is not there`,
          },
        ],
        check: own.map(
          ({ id, consumers: all, event }) =>
            `${id}: needed are ${listed([...new Set(all.flatMap(({ needs }) => needs))])}; known versions ${listed(event!.versions.map(({ version }) => `v${version}`))}.`,
        ),
        mitigate: ['Stop the roll-out where it is.'],
        rollBack: [
          `Bring ${name(owner)} back to ${node.release ? `version ${node.release.version}` : 'the version before'}.`,
          'faultline changes OLD NEW tells which fields went, and who needs them.',
        ],
        pause: [`${listed(consumers.map(name))}, before more is parked or skipped.`],
        replay: [
          'When the version is right again, or the consumer can read both: replay what failed since the deploy.',
          ...consumers.map((consumer) => againWords(consumer, basis)),
        ],
      },
    ];
  });
}
