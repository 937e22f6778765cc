import { CARD } from '../design/auto-layout';
import { protocolNames } from '../design/protocols';
import { failure } from '../core/problem';
import { nodeKinds, type NodeKind } from '../nodes/registry';
import { type Importer, importProblem } from './definition';
import { designFromSketch } from './design-from-sketch';
import { type Element, elementsIn } from './excalidraw-elements';
import { arrowsIn } from './excalidraw-arrows';
import { readSheet, type Sheet } from './excalidraw-sheet';
import { importLimits } from './import-limits';
import { counted, notesOf, type NoteTaker } from './note-taker';
import type { Sketch } from './sketch';
import { stretchFor } from './stretch';

/** @see https://docs.excalidraw.com/docs/codebase/json-schema */
export const excalidraw: Importer = {
  id: 'excalidraw',
  title: 'Excalidraw',
  about: 'Boxes with their words, arrows, frames and notes of a sheet, with their places.',
  extensions: ['excalidraw'],
  // A scene in a file, or what Excalidraw puts on the clipboard.
  detects: (text) => /^\s*\{/.test(text) && /"type"\s*:\s*"excalidraw(?:\/clipboard)?"/.test(text.slice(0, 2000)),
  read: (text, { fileName }) => {
    const elements = elementsIn(text);
    if (elements === null) return failure(notAScene);
    if (typeof elements === 'number') return failure(tooMany(elements));
    const notes = notesOf();
    return designFromSketch(sketchOf(readSheet(elements), elements, notes), fileName, notes);
  },
};

const isKind = (text: string): text is NodeKind => Object.hasOwn(nodeKinds, text);

function sketchOf(sheet: Sheet, elements: readonly Element[], notes: NoteTaker): Sketch {
  const { parts, groups, words } = sheet;
  const stretch = stretchFor(parts);
  const corner = ({ x, y }: Element) => ({ x: x * stretch.x, y: y * stretch.y });
  if (sheet.unnamed > 0) notes.missing(`${counted(sheet.unnamed, 'shape')} without words and arrows: taken for decoration.`);
  return {
    name: null,
    parts: parts.map((box) => {
      const kind = box.own.get('kind') ?? '';
      const id = box.own.get('node');
      return {
        key: box.id,
        name: words(box),
        ...(id !== undefined && { id }),
        ...(isKind(kind) && { kind }),
        group: sheet.groupOf(box),
        place: {
          x: (box.x + box.width / 2) * stretch.x - CARD.width / 2,
          y: (box.y + box.height / 2) * stretch.y - CARD.height / 2,
        },
      };
    }),
    links: arrowsIn(sheet, elements, notes).map(({ arrow, from, to }) => {
      const id = arrow.own.get('link');
      const protocol = protocolNames.find((name) => name === arrow.own.get('protocol'));
      return { from, to, label: words(arrow), ...(id !== undefined && { id }), ...(protocol && { protocol }) };
    }),
    groups: groups.map((box) => {
      const id = box.own.get('group');
      const kind = (['plain', 'context', 'zone', 'region'] as const).find((each) => each === box.own.get('kind'));
      const name = words(box).trim();
      return {
        key: box.id,
        name: name === '' ? (id ?? 'Group') : name,
        parent: sheet.groupOf(box),
        place: corner(box),
        ...(id !== undefined && { id }),
        ...(kind && { kind }),
      };
    }),
    notes: sheet.notes.map((element) => {
      const id = element.own.get('note');
      return {
        text: words(element),
        look: element.type === 'text' ? 'text' : 'note',
        place: corner(element),
        ...(id !== undefined && { id }),
        ...(element.width > 0 && element.height > 0 && { size: { width: element.width, height: element.height } }),
      };
    }),
  };
}

const notAScene = importProblem(
  'excalidraw-not-a-scene',
  'This is no scene of Excalidraw.',
  'Save the drawing there as an .excalidraw file, and import that one. Pictures with a scene in them are not read.',
);
const tooMany = (count: number) =>
  importProblem(
    'import-too-large',
    `The sheet has ${count.toLocaleString('en')} things on it; at most ${importLimits.drawn.toLocaleString('en')} are read.`,
    'Import a part of it.',
  );
