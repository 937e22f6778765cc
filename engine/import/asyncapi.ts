import { failure, type Result } from '../core/problem';
import type { StepInput } from '../design/step-schema';
import { type Exchange, exchangesOf } from './asyncapi-exchanges';
import { designFromSketch } from './design-from-sketch';
import { type Imported, type Importer, importProblem } from './definition';
import { counted, listed, notesOf } from './note-taker';
import { operationNames } from './operation-names';
import { safeName } from './safe-names';
import { readYaml } from './safe-yaml';
import type { SketchLink, SketchPart } from './sketch';
import { textAt } from './tree';

/** Channels of an application, and which way its messages go. @see https://www.asyncapi.com/docs/reference/specification/v3.0.0 */
export const asyncapi: Importer = {
  id: 'asyncapi',
  title: 'AsyncAPI 2 and 3',
  about: 'One application with its channels as logs, queues and topics, and what it publishes and consumes',
  extensions: ['yaml', 'yml', 'json'],
  detects: (text) => /^[\s{]*"?asyncapi"?\s*:\s*["']?[23]\./m.test(text),
  read: (text, { fileName }) => {
    const read = readYaml(text);
    if (!read.ok) return read;
    const file = read.value.find((document) => /^[23]\./.test(textAt(document, 'asyncapi') ?? ''));
    return file === undefined
      ? failure(importProblem('nothing-to-import', 'The file is no AsyncAPI description.', 'Give one of version 2 or 3.'))
      : fromApplication(file, fileName);
  },
};

/** Messages per second that come in, over all of them. [1/s] */
const RATE = 50;

function fromApplication(file: unknown, fileName: string): Result<Imported> {
  const notes = notesOf();
  const exchanges = exchangesOf(file, notes);
  if (exchanges.length === 0)
    return failure(
      importProblem('nothing-to-import', 'No operation of the description has a channel.', 'Give a description with operations.'),
    );
  const title = safeName(textAt(file, 'info', 'title') ?? '') || 'Application';
  const sent = exchanges.filter(({ way }) => way === 'send');
  const received = exchanges.filter(({ way }) => way === 'receive');
  const links: SketchLink[] = [];
  const parts: SketchPart[] = [{ key: 'clients', name: 'Clients', kind: 'client', params: { traffic: { kind: 'open', rate: RATE } } }];
  if (sent.length > 0) links.push({ from: 'clients', to: 'app', protocol: 'rest' });
  if (received.length > 0) {
    parts.push({ key: 'publishers', name: 'Publishers', kind: 'service', operations: publishing(received) });
    links.push({ from: 'clients', to: 'publishers', protocol: 'rest' }, ...received.map((one): SketchLink => linkOf('publishers', one)));
    notes.guessed(`“Publishers” stands for whoever publishes to ${listed(namesOf(received))}: the description is of one application only.`);
  }
  parts.push({ key: 'app', name: title, kind: 'service', operations: applicationOf(sent, received) }, ...channelsOf(exchanges));
  links.push(...uniqueLinks(sent.map((one) => linkOf('app', one))), ...uniqueLinks(received.map((one) => linkFrom(one, 'app'))));
  if (sent.length > 0) {
    parts.push({ key: 'subscribers', name: 'Subscribers', kind: 'service' });
    links.push(...uniqueLinks(sent.map((one) => linkFrom(one, 'subscribers'))));
    notes.guessed(`“Subscribers” stands for whoever consumes from ${listed(namesOf(sent))}.`);
    notes.guessed(`Clients ask “${title}” for what makes it publish: the description does not say what does.`);
  }
  notes.inferred(
    `“${title}” ${[sent.length > 0 && `publishes to ${listed(namesOf(sent))}`, received.length > 0 && `consumes from ${listed(namesOf(received))}`].filter(Boolean).join(' and ')}: ${counted(exchanges.length, 'operation')}.`,
  );
  notes.guessed(`The load: ${RATE} requests per second, as many for each operation, and a service’s usual 5 ms for each message.`);
  return designFromSketch({ name: title, parts, links: uniqueLinks(links) }, fileName, notes);
}

const namesOf = (exchanges: readonly Exchange[]): string[] => [...new Set(exchanges.map(({ channel }) => channel.name))];

const channelKey = ({ channel }: Exchange): string => `channel ${channel.name}`;
const linkOf = (from: string, one: Exchange): SketchLink => ({
  key: `${from}\n${one.channel.name}`,
  from,
  to: channelKey(one),
  protocol: 'event',
});
const linkFrom = (one: Exchange, to: string): SketchLink => ({ from: channelKey(one), to, protocol: 'event' });

const uniqueLinks = (links: readonly SketchLink[]): SketchLink[] => [
  ...new Map(links.map((link) => [`${link.from}\n${link.to}`, link])).values(),
];

function channelsOf(exchanges: readonly Exchange[]): SketchPart[] {
  const channels = new Map(exchanges.map((one) => [channelKey(one), one.channel]));
  return [...channels].map(([key, { name, kind, partitions }]) => ({
    key,
    name,
    kind,
    ...(kind === 'log' && partitions !== undefined && { params: { partitions } }),
  }));
}

type Operations = NonNullable<SketchPart['operations']>;

/** Publishing one of the messages of a channel, each as often as the others. */
function publish(link: string, { messages }: Exchange): StepInput {
  const steps = messages.slice(0, 50).map((event): StepInput => ({ kind: 'publish', link, event }));
  return steps.length === 1
    ? steps[0]!
    : { kind: 'choose', by: 'probability', branches: steps.map((step) => ({ share: 1, steps: [step] })) };
}

/** Each request publishes to one of the channels, each as often as the others. */
const publishing =
  (received: readonly Exchange[]): Operations =>
  (link) => [
    {
      name: 'publish',
      steps: [
        { kind: 'work', own: true },
        {
          kind: 'choose',
          by: 'probability',
          branches: received.slice(0, 50).map((one) => ({ share: 1, steps: [publish(link(`publishers\n${one.channel.name}`), one)] })),
        },
      ],
    },
  ];

/** What clients ask it for stands first: it sends its messages. What it receives has an operation for each message. */
function applicationOf(sent: readonly Exchange[], received: readonly Exchange[]): Operations {
  const free = operationNames();
  // Operations that consume are found by the event's name, so these names come first.
  const consumed = [...new Set(received.flatMap(({ messages }) => messages))].map((event) => ({ event, name: free(event) }));
  return (link) => {
    const sending =
      sent.length === 0
        ? []
        : [
            {
              name: free('send'),
              steps: [
                { kind: 'work', own: true },
                {
                  kind: 'choose',
                  by: 'probability',
                  branches: sent.slice(0, 50).map((one) => ({ share: 1, steps: [publish(link(`app\n${one.channel.name}`), one)] })),
                },
              ] as StepInput[],
            },
          ];
    return [...sending, ...consumed.map(({ name }) => ({ name, steps: [{ kind: 'work', own: true }] as StepInput[] }))].slice(0, 100);
  };
}
