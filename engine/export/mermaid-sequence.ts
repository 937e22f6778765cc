import { failure, success } from '../core/problem';
import { journeysOf, type Sequence, type SequenceItem, sequenceOf } from '../design/sequence';
import { type DesignExporter, nothingToWrite } from './definition';
import { plain, titled } from './mermaid-text';
import { indented, oneLine } from './names';

/** @see https://mermaid.js.org/syntax/sequenceDiagram.html */
export const mermaidSequence: DesignExporter = {
  of: 'design',
  id: 'mermaid-sequence',
  title: 'Mermaid sequence diagram',
  about: 'What happens during one journey: who calls whom, in order.',
  extension: 'mmd',
  mime: 'text/vnd.mermaid',
  write: (design, { journey: wanted }) => {
    const journeys = journeysOf(design);
    const journey = wanted === undefined ? journeys[0] : journeys.find(({ id }) => id === wanted);
    if (!journey) return failure(noJourney(journeys.map(({ id }) => id)));
    const sequence = sequenceOf(design, { journey: journey.id });
    const left = ['Everything but this journey.', ...(sequence.cut ? ['Calls deeper than eight levels.'] : [])];
    return success({ text: diagram(sequence, `${design.name}: ${journey.name ?? journey.id}`), left });
  },
};

const noJourney = (ids: readonly string[]) =>
  ids.length === 0
    ? nothingToWrite('There is no journey: no client with a link.', 'Add a client and link it to what it calls.')
    : nothingToWrite('There is no such journey.', `Name one of: ${ids.join(', ')}.`);

function diagram({ participants, items }: Sequence, title: string): string {
  const names = new Map(participants.map(({ id }, at) => [id, `p${at + 1}`]));
  const outside = items.some((item) => item.kind === 'message' && (item.from === null || item.to === null));
  return [
    ...titled(title),
    'sequenceDiagram',
    ...indented([
      ...(outside ? ['participant outside as Caller'] : []),
      ...participants.map(({ id, name, kind }) => `${kind === 'client' ? 'actor' : 'participant'} ${names.get(id)} as ${plain(name)}`),
      ...items.flatMap((item) => lines(item, (id) => (id === null ? 'outside' : names.get(id)!))),
    ]),
    '',
  ].join('\n');
}

const arrows = { call: '->>', reply: '-->>', publish: '-)', delivery: '-)' } as const;
type Named = (id: string | null) => string;

function lines(item: SequenceItem, name: Named): string[] {
  switch (item.kind) {
    case 'message':
      return [`${name(item.from)}${arrows[item.style]}${name(item.to)}: ${plain(item.text)}`];
    case 'activity':
      return [`Note over ${name(item.node)}: ${plain(item.text)}`];
    case 'remark':
      return [`Note over ${name(item.node)}: ${plain(item.text)}`];
    case 'divider':
      return [`%% ${oneLine(item.text)}`];
    case 'run':
      // Bars of a component that is entered twice at a time cannot be told apart, so none is drawn.
      return item.items.flatMap((each) => lines(each, name));
    case 'frame':
      return frame(item, name);
  }
}

const openings = { parallel: ['par', 'and'], alternative: ['alt', 'else'], loop: ['loop', null], saga: ['critical', 'option'] } as const;

function frame({ frame: kind, text, node, sections }: Extract<SequenceItem, { kind: 'frame' }>, name: Named): string[] {
  const [open, next] = openings[kind];
  const [first, ...rest] = sections.map((section) => ({ ...section, lines: section.items.flatMap((item) => lines(item, name)) }));
  // An empty block is a mistake in Mermaid; a note says as much.
  const body = (inner: readonly string[]) => (inner.length > 0 ? inner : [`Note over ${name(node)}: nothing`]);
  return [
    `${open} ${plain([text, first?.text].filter(Boolean).join(': '))}`,
    ...indented(body(first?.lines ?? [])),
    ...rest.flatMap((section) => [...(next === null ? [] : [`${next} ${plain(section.text)}`]), ...indented(body(section.lines))]),
    'end',
  ];
}
