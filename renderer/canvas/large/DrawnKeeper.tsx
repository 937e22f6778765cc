import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import type { Place } from '../../../engine/design/auto-layout';
import { bottleneckUi } from '../../bottleneck/bottleneck-ui';
import { cascadeUi } from '../../cascade/cascade-ui';
import { markOf } from '../../findings/marks';
import { faultById } from '../../store/faults';
import { live } from '../../store/live';
import { studio, useStudio } from '../../store/studio';
import { canvasUi } from '../canvas-ui';
import { linkPath } from '../overlay/link-paths';
import { drawn, nearer, nothingDrawn } from './drawn';
import { cardsInView, linksInView } from './in-view';
import { isLarge } from './large';

/** Changes in one frame: a card in full costs about a millisecond to make. */
const MOST_CARDS = 24;
const MOST_LINKS = 48;
/** Selected things and links with a sign that are drawn in full wherever they are. */
const MOST_APART = 60;

/** Keeps a large design drawn by what is in view, a few changes a frame. */
export function DrawnKeeper() {
  const large = useStudio((s) => isLarge(s.document));
  const flow = useStoreApi();
  useEffect(() => {
    if (!large) return;
    drawn.setState({ cards: nothingDrawn, links: nothingDrawn });
    let asked = 0;
    const keep = () => {
      asked = 0;
      const { width, height, transform, nodeLookup } = flow.getState();
      const [x, y, zoom] = transform;
      const window = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom, zoom };
      const places = new Map<string, Place>();
      for (const [id, node] of nodeLookup) if (node.type === 'component') places.set(id, node.internals.positionAbsolute);
      const links = studio.getState().document.links ?? [];
      const apart = apartFromView();
      const cards = [...apart.cards, ...cardsInView(window, places)];
      const lines = [...apart.links, ...linksInView(window, links, (id) => places.get(id), linkPath)];
      const before = drawn.getState();
      const next = {
        cards: nearer(before.cards ?? nothingDrawn, cards, MOST_CARDS),
        links: nearer(before.links ?? nothingDrawn, lines, MOST_LINKS),
      };
      if (next.cards === before.cards && next.links === before.links) return;
      drawn.setState(next);
      ask();
    };
    const ask = () => {
      if (asked === 0) asked = requestAnimationFrame(keep);
    };
    ask();
    const ends = [flow, studio, canvasUi, cascadeUi, bottleneckUi, live].map((store) => store.subscribe(ask));
    return () => {
      cancelAnimationFrame(asked);
      for (const end of ends) end();
      drawn.setState({ cards: null, links: null });
    };
  }, [large, flow]);
  return null;
}

/** What is drawn in full wherever it is: what is pointed at or selected, and links that have something to say. */
function apartFromView(): { readonly cards: readonly string[]; readonly links: readonly string[] } {
  const state = studio.getState();
  const { hover, dropLink, connecting, renaming } = canvasUi.getState();
  const { nodes, links } = state.selection;
  const cards = [...(nodes.length <= MOST_APART ? nodes : []), connecting, renaming, hover && 'node' in hover ? hover.node : null];
  const near = new Set(nodes.length <= MOST_APART ? nodes : []);
  const { steps, at } = cascadeUi.getState();
  const told = new Set(steps.slice(0, at + 1).flatMap(({ link, through }) => link ?? through ?? []));
  for (const { subject } of bottleneckUi.getState().preview?.changes ?? []) told.add(subject);
  for (const id of state.activeFaults) {
    const target = faultById(state, id)?.target;
    if (target && 'link' in target) told.add(target.link);
  }
  const all = state.document.links ?? [];
  const signs = all.filter(
    ({ id, from, to }) =>
      near.has(from) ||
      near.has(to) ||
      told.has(id) ||
      live.link(id, 'cut') > 0 ||
      live.link(id, 'breaker') > 0 ||
      markOf(state.problems, `links.${id}`)?.severity === 'error',
  );
  const first = [...links.slice(0, MOST_APART), dropLink, hover && 'link' in hover ? hover.link : null];
  return { cards: some(cards), links: some([...first, ...signs.slice(0, MOST_APART).map(({ id }) => id)]) };
}

const some = (ids: readonly (string | null)[]): string[] => ids.filter((id) => id !== null);
