import type { Design } from '../../design/schema';
import type { PictureOptions } from './picture';

/** What of a design a picture does not show. */
export function leftOfPicture(design: Design, { only, live }: PictureOptions): string[] {
  const collapsed = (design.groups ?? []).filter((group) => group.collapsed === true).length;
  return [
    ...(only ? ['What was not marked.'] : []),
    ...(collapsed > 0 ? [`What lies in collapsed groups: ${collapsed}. Open them to have it in the picture.`] : []),
    ...((design.links ?? []).length > 0 ? ['Protocols of links; an SVG tells them under the pointer.'] : []),
    ...(live ? [] : ['Numbers of a run: the studio can put those of a moment in.']),
    'How components behave: their parameters, operations and policies. Keep the Faultline file beside this one.',
  ];
}
