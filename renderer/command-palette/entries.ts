import { IconBook, IconBoltOff, IconChevronRight, IconPresentation } from '@tabler/icons-react';
import { type FaultAction, faultActions } from '../../engine/faults/registry';
import { commands } from '../commands/registry';
import { keyText } from '../commands/key-text';
import { faultIcon } from '../canvas/icons';
import { shelves } from '../docs/library';
import { useOpenPage } from '../docs/open-page';
import { linkById, linkName, nodeById, nodeName } from '../inspector/describe';
import { askToOpen } from '../scenarios/open-scenario';
import { scenarios } from '../scenarios/scenarios';
import { activeOn, faultById, faultsFor, kindOfLink, newFault } from '../store/faults';
import type { StudioState } from '../store/state';
import type { Entry } from './entry';
import { findEntries } from './find-entries';

/** What can be done now, in the order of the menus. */
export const commandEntries = (): readonly Entry[] =>
  commands
    .filter(({ enabled, id }) => (enabled?.() ?? true) && id !== 'help.palette')
    .map(
      ({ id, title, group, keys = [], run }): Entry => ({
        id,
        title,
        group,
        keys: keys.map((key) => keyText(key)),
        Icon: IconChevronRight,
        run,
      }),
    );

/** Everything that the palette can find. */
export const allEntries = (state: StudioState): readonly Entry[] => [
  ...findEntries(state.document),
  ...faultEntries(state),
  ...commandEntries(),
  ...scenarioEntries,
  ...pageEntries,
];

/** Faults that can be started on what is selected, and those on it that can be healed. */
export function faultEntries(state: StudioState): readonly Entry[] {
  const { document: design, selection } = state;
  const node = nodeById(design, selection.nodes.at(-1) ?? '');
  const link = linkById(design, selection.links.at(-1) ?? '');
  const target = node ? { node: node.id } : link ? { link: link.id } : null;
  if (!target) return [];
  const name = node ? nodeName(node) : link ? linkName(design, link) : '';
  const actions: readonly FaultAction[] = faultsFor(node ? node.kind : kindOfLink(state, link?.id ?? ''));
  const on = activeOn(state, target).split(',').filter(Boolean);
  return [
    ...on.flatMap((id): Entry[] => {
      const action = faultById(state, id)?.action;
      if (!action) return [];
      return [
        {
          id: `heal:${id}`,
          title: `Heal: ${faultActions[action].title}`,
          group: 'Faults',
          note: `on ${name}`,
          Icon: IconBoltOff,
          run: () => state.healFault(id),
        },
      ];
    }),
    ...actions.map(
      (action): Entry => ({
        id: `fault:${action}`,
        title: faultActions[action].title,
        group: 'Faults',
        note: `start on ${name}`,
        words: action,
        Icon: faultIcon(action),
        run: () => state.injectFault(newFault(action, target)),
      }),
    ),
  ];
}

const scenarioEntries: readonly Entry[] = scenarios.map(
  ({ slug, name, summary, tags }): Entry => ({
    id: `scenario:${slug}`,
    title: name,
    group: 'Scenarios',
    note: summary,
    words: tags.join(' '),
    Icon: IconPresentation,
    run: () => askToOpen(slug),
  }),
);

const pageEntries: readonly Entry[] = shelves.flatMap((shelf) =>
  shelf.pages.map(
    ({ name, title }): Entry => ({
      id: `page:${name}`,
      title,
      group: 'Pages',
      note: shelf.title,
      words: 'read docs help',
      aside: true,
      Icon: IconBook,
      run: () => useOpenPage.getState().open(name),
    }),
  ),
);
