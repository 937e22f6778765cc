import { success } from '../core/problem';
import { carriesDesign, designIn } from '../design/share-link';
import type { Importer } from './definition';

export const link: Importer = {
  id: 'link',
  title: 'Faultline link',
  about: 'The whole design that a link carries.',
  extensions: ['txt'],
  detects: carriesDesign,
  read: (text) => {
    const read = designIn(text);
    return read.ok ? success({ design: read.value.design, notes: { inferred: [], guessed: [], missing: [] } }) : read;
  },
};
