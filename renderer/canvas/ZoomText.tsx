import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';

/** Text on cards and links grows against the zoom, up to this factor, so that a fitted design stays readable. */
const MOST = 1.5;

/** How much larger than the cards signs and labels are drawn at a zoom. */
export const unzoom = (zoom: number): number => Math.min(2.4, Math.max(1, 1 / zoom));

/** Sets the sizes of text on the canvas from the zoom, past React: cards only read CSS variables. */
export function ZoomText() {
  const flow = useStoreApi();
  useEffect(() => {
    let shown = 0;
    const apply = () => {
      const { domNode, transform } = flow.getState();
      const zoom = transform[2];
      if (!domNode || zoom === shown) return;
      shown = zoom;
      const factor = Math.min(MOST, Math.max(1, 0.92 / zoom));
      const px = (size: number) => `${(size * factor).toFixed(2)}px`;
      domNode.style.setProperty('--unzoom', unzoom(zoom).toFixed(3));
      domNode.style.setProperty('--card-text', px(12));
      domNode.style.setProperty('--card-small', px(11));
      domNode.style.setProperty('--card-name', `${(13 * Math.min(zoom < 0.4 ? MOST : 1.35, factor)).toFixed(2)}px`);
      domNode.style.setProperty('--card-icon', px(15));
      domNode.dataset['detail'] = zoom < 0.4 ? 'least' : factor > 1.15 ? 'less' : 'all';
    };
    apply();
    return flow.subscribe(apply);
  }, [flow]);
  return null;
}
