import { nodeKinds } from '../nodes/registry';
import type { Known } from './infrastructure';
import { counted, listed, type NoteTaker } from './note-taker';
import { usualWork } from './serving';

/** Tells what the components of a deployment were taken for, and what their sizes mean. */
export function tellComponents(components: readonly Known[], links: number, notes: NoteTaker): void {
  notes.inferred(`${counted(components.length, 'component')}, and ${counted(links, 'link')} between them.`);
  tellKinds(components, notes);
  const serving = components.filter(({ is, size }) => size && (is === 'service' || is === 'gateway'));
  if (serving.length > 0)
    notes.guessed(
      `How long work takes: each call costs a service ${usualWork.service} ms of a processor and a gateway ${usualWork.gateway} ms. Measure, or import traces.`,
    );
  const bounded = serving.filter(({ size }) => size!.cpus !== undefined);
  if (bounded.length > 0)
    notes.inferred(
      `All calls in a replica share the processors that it may use, and work takes longer on less than a whole one: ${words(bounded.map(({ name, size }) => `“${name}” has ${size!.cpus}`))}.`,
    );
  const stores = components.filter(({ is, size }) => nodeKinds[is].group === 'data' && (size?.replicas ?? 1) > 1);
  if (stores.length > 0)
    notes.missing(
      `${listed(stores.map(({ name }) => name))} ${stores.length === 1 ? 'runs' : 'run'} in several replicas. How they divide the data is not in the file: set replication or shards.`,
    );
  for (const { name, is, users } of components)
    if (is === 'client' && users !== undefined)
      notes.inferred(
        `“${name}” plays ${counted(users, 'user')}, as its settings say; that each thinks for a second between requests is a guess.`,
      );
}

function tellKinds(components: readonly Known[], notes: NoteTaker): void {
  const sure = new Map<string, string[]>();
  for (const { name, is, telemetry, why, sure: known } of components) {
    if (why === null || why === 'the file') continue;
    const title = telemetry ? 'Collector of telemetry, drawn as a log since nobody waits for it' : nodeKinds[is].title;
    if (known) sure.set(title, [...(sure.get(title) ?? []), name]);
    else notes.guessed(`“${name}” is of the kind ${title}, by ${why}.`);
  }
  for (const [title, names] of sure) notes.inferred(`${title}: ${listed(names, 12)}, by the product in the image.`);
  const plain = components.filter(({ why }) => why === null).map(({ name }) => name);
  if (plain.length > 0)
    notes.guessed(
      `Nothing says what ${listed(plain, 30)} ${plain.length === 1 ? 'is' : 'are'}: taken for ${plain.length === 1 ? 'a service' : 'services'}.`,
    );
}

const words = (sentences: readonly string[]): string =>
  sentences.length > 15 ? `${sentences.slice(0, 15).join(', ')} and ${sentences.length - 15} more` : sentences.join(', ');
