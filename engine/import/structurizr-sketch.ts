import { nodeKinds } from '../nodes/registry';
import type { Shape } from './kind-from-drawing';
import { protocolInWords } from './link-protocol';
import { counted, type NoteTaker } from './note-taker';
import type { Sketch, SketchGroup, SketchPart } from './sketch';
import type { Element, Model } from './structurizr-model';

/**
 * A model as boxes and arrows: a system that has containers is a frame around those, one without is a box; components are
 * inside of their container's box.
 */
export function sketchOf(
  model: Model,
  about: { readonly name: string | null; readonly description: string | null },
  notes: NoteTaker,
): Sketch {
  const { elements, groups, relations } = model;
  const opened = new Set(elements.filter(({ type, parent }) => type === 'container' && parent).map(({ parent }) => parent!));
  const boxes = elements.filter((element) => element.type !== 'component' && !opened.has(element));
  const boxOf = (element: Element | null): Element | null =>
    element === null || element.type !== 'component' ? element : boxOf(element.parent);
  const components = elements.filter(({ type }) => type === 'component').length;
  if (components > 0) notes.missing(`${counted(components, 'component')} inside of containers: each container is one box.`);
  // One system alone needs no frame: it is the design.
  const frames = opened.size > 1 ? [...opened] : [];
  const framed = new Set(frames);
  const home = ({ group, parent }: Element): string | undefined => group ?? (parent && framed.has(parent) ? parent.key : undefined);
  const links = relations
    .map(({ from, to, description, technology }) => ({ from: boxOf(from)!, to: boxOf(to)!, description, technology }))
    .filter(({ from, to }) => from !== to);
  const between = links.filter(({ from, to }) => !opened.has(from) && !opened.has(to));
  const whole = links.length - between.length;
  if (whole > 0) notes.missing(`${counted(whole, 'relationship')} with a whole system that has containers: only containers are linked.`);
  return {
    name: about.name,
    ...(about.description !== null && { description: about.description }),
    parts: boxes.map(
      (element): SketchPart => ({ key: element.key, name: element.name, group: home(element), ...kindOf(element, model, opened.size > 0) }),
    ),
    links: between.map(({ from, to, description, technology }) => ({
      from: from.key,
      to: to.key,
      label: description,
      protocol: protocolInWords(technology) ?? undefined,
    })),
    groups: [
      ...frames.map(
        (element): SketchGroup => ({ key: element.key, name: element.name, kind: 'context', parent: element.group ?? undefined }),
      ),
      ...groups.map(
        ({ key, name, parent, within }): SketchGroup => ({
          key,
          name,
          parent: parent ?? (within && framed.has(within) ? within.key : undefined),
        }),
      ),
    ],
  };
}

/** @param detailed whether some system shows its containers, so that those which do not are other people's */
function kindOf(
  { type, technology, tags, name }: Element,
  { shapes }: Model,
  detailed: boolean,
): Pick<SketchPart, 'kind' | 'shape' | 'technology'> {
  if (type === 'person') return { kind: 'client' };
  const words = tags.map((tag) => tag.toLowerCase());
  if (words.some((tag) => /\bexternal\b|existing system/.test(tag)) || (type === 'softwaresystem' && detailed)) return { kind: 'external' };
  const shape = words.map((tag) => shapeByStyle.get(shapes.get(tag) ?? '') ?? shapeByTag(tag)).find((each) => each !== undefined);
  const known = Object.values(nodeKinds).some(({ title }) => title === technology);
  return { technology: technology === '' ? undefined : technology, shape: known || name === '' ? undefined : shape };
}

const shapeByStyle: ReadonlyMap<string, Shape> = new Map([
  ['cylinder', 'store'],
  ['pipe', 'queue'],
  ['person', 'person'],
  ['robot', 'person'],
]);

const shapeByTag = (tag: string): Shape | undefined => {
  if (/\b(database|data ?store)\b/.test(tag)) return 'store';
  return /\b(queue|topic|message bus|event bus)\b/.test(tag) ? 'queue' : undefined;
};
