import { success } from '../core/problem';
import { fragmentOf } from '../design/share-link';
import type { DesignExporter } from './definition';

/** Understood by the studio wherever it runs: pasted on its canvas, or behind the address of a studio on the web. */
const OWN_ADDRESS = 'faultline://open';

/** From here on, programs for messages may cut an address. */
const LONG = 2000;

export const link: DesignExporter = {
  of: 'design',
  id: 'link',
  title: 'Link',
  about: 'The whole design in one address, behind #: no server is told of it. It opens in a studio on the web, or pasted on a canvas.',
  extension: 'txt',
  mime: 'text/plain',
  write: (design, { address = OWN_ADDRESS }) => {
    const text = `${address.replace(/#.*/s, '')}#${fragmentOf(design)}`;
    return success({
      text,
      left: [
        'Runs: whoever opens it runs the design anew, with the same numbers for the same seed.',
        ...(text.length > LONG ? [`It is ${text.length} characters long. Some programs cut addresses of more than ${LONG}.`] : []),
      ],
    });
  },
};
