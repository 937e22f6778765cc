import type { MouseEvent as ReactMouseEvent } from 'react';
import type { DesignLink } from '../../../engine/design/schema';
import { studio } from '../../store/studio';
import { canvasUi, enter, leave, type MenuTarget } from '../canvas-ui';
import { canvasView } from '../canvas-view';
import { lineAt } from './line-at';

/** As wide as the band around a link that has an element of its own, but never too narrow to hit. [px at zoom 1, px on the screen] */
const REACH = { drawn: 9, least: 3 } as const;

type PaneEvent = MouseEvent | ReactMouseEvent;

/** The pointer on lines that have no elements of their own: they are found by where they are. */
export function linePointer(lines: readonly DesignLink[], openMenu: (event: PaneEvent, target: MenuTarget) => void) {
  let asked = 0;
  const under = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): string | null => {
    const view = canvasView();
    if (!view || lines.length === 0) return null;
    const reach = Math.max(REACH.drawn, REACH.least / view.getZoom());
    return lineAt(lines, view.screenToFlowPosition({ x: clientX, y: clientY }), reach);
  };
  return {
    move(event: ReactMouseEvent) {
      // While something is moved, or the view is, nothing is pointed at; what lies over the lines comes before them.
      if (lines.length === 0 || event.buttons !== 0 || asked !== 0 || event.target !== event.currentTarget) return;
      const { clientX, clientY } = event;
      asked = requestAnimationFrame(() => {
        asked = 0;
        const link = under({ clientX, clientY });
        const { hover } = canvasUi.getState();
        if (link !== null) enter({ link });
        else if (hover && 'link' in hover) leave();
      });
    },
    click(event: ReactMouseEvent) {
      const link = under(event);
      if (link === null) return;
      const { links } = studio.getState().selection;
      const more = event.shiftKey || event.ctrlKey || event.metaKey;
      studio.getState().select({ links: more ? [...links, link] : [link] });
    },
    menu(event: PaneEvent) {
      const link = under(event);
      if (link !== null) openMenu(event, { link });
    },
  };
}
