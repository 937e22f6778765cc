import { type Result, success } from '../core/problem';
import { indexOf } from '../design/design-index';
import { protocols } from '../design/protocols';
import { resolve } from '../design/resolve';
import type { Design } from '../design/schema';
import { fieldsOf } from '../policies/contract';
import type { ContractVersion } from '../policies/contract-params';
import { catalogOf } from './blueprint/events';
import { offeredOf } from './blueprint/offered';
import { listed } from './words';

/** What changed in one contract between two versions of a design. */
export interface ContractChange {
  /** Breaking: who relies on it fails or has to change. Deprecated: it will go. Additive: nobody has to do anything. */
  readonly kind: 'breaking' | 'deprecated' | 'additive';
  /** "Orders · Place", "event OrderPlaced". */
  readonly subject: string;
  readonly text: string;
  /** Names of those who call or consume it, and are concerned. */
  readonly consumers: readonly string[];
}

const order = { breaking: 0, deprecated: 1, additive: 2 } as const;

/** Contract changes from one design to another: breaking ones first, else in the order of the design. */
export function contractChanges(before: Design, after: Design): Result<readonly ContractChange[]> {
  const [old, now] = [contractsOf(before), contractsOf(after)];
  if (!old.ok) return old;
  if (!now.ok) return now;
  const keys = new Set([...old.value.keys(), ...now.value.keys()]);
  const changes = [...keys].flatMap((key) => changesOf(old.value.get(key), now.value.get(key)));
  return success(changes.toSorted((a, b) => order[a.kind] - order[b.kind]));
}

/** An operation or an event, as those see it who rely on it. */
interface Contract {
  readonly subject: string;
  readonly versions: readonly ContractVersion[];
  /** The version of whoever answers or publishes. */
  readonly release: number;
  /** How it is reached: protocols of an operation, queues of an event. */
  readonly over: readonly string[];
  readonly consumers: readonly { readonly name: string; readonly needs: readonly string[] }[];
}

function contractsOf(design: Design): Result<ReadonlyMap<string, Contract>> {
  const resolved = resolve(design);
  if (!resolved.ok) return resolved;
  const of = { resolved: resolved.value, index: indexOf(resolved.value) };
  const nodes = new Map(resolved.value.nodes.map((node) => [node.id, node]));
  const name = (id: string) => nodes.get(id)?.name ?? id;
  const release = (id: string | undefined) => nodes.get(id ?? '')?.release?.version ?? 1;
  return success(
    new Map<string, Contract>([
      ...offeredOf(of).map(({ node, operation, callers }): [string, Contract] => [
        `operation ${node.id} ${operation.name}`,
        {
          subject: `${name(node.id)} · ${operation.name}`,
          versions: operation.versions ?? [],
          release: release(node.id),
          over: [...new Set(callers.map(({ link }) => protocols[link.protocol].title))],
          consumers: callers.map((caller) => ({ name: name(caller.node), needs: caller.needs })),
        },
      ]),
      ...catalogOf(of).map(({ id, event, publishers, over, consumers }): [string, Contract] => [
        `event ${id}`,
        {
          subject: `event ${id}`,
          versions: event?.versions ?? [],
          release: release(publishers[0]),
          over: over.map(name),
          consumers: consumers.map(({ node, needs }) => ({ name: name(node), needs })),
        },
      ]),
    ]),
  );
}

function changesOf(old: Contract | undefined, now: Contract | undefined): ContractChange[] {
  if (!now)
    return old ? [{ kind: 'breaking', subject: old.subject, text: 'is gone', consumers: old.consumers.map(({ name }) => name) }] : [];
  if (!old) return [{ kind: 'additive', subject: now.subject, text: 'is new', consumers: now.consumers.map(({ name }) => name) }];
  return [...wayChanges(old, now), ...versionChanges(old, now), ...runningChanges(old, now), ...needChanges(old, now)];
}

/** Reached otherwise than before: those who still go the old way find nobody. */
function wayChanges(old: Contract, now: Contract): ContractChange[] {
  const gone = old.over.filter((way) => !now.over.includes(way));
  const come = now.over.filter((way) => !old.over.includes(way));
  const all = old.consumers.map(({ name }) => name);
  if (gone.length > 0)
    return [
      {
        kind: 'breaking',
        subject: now.subject,
        text: `no longer over ${listed(gone)}${come.length > 0 ? `, but over ${listed(come)}` : ''}`,
        consumers: all,
      },
    ];
  return come.length > 0 ? [{ kind: 'additive', subject: now.subject, text: `over ${listed(come)} too`, consumers: [] }] : [];
}

/** Versions that came, went, or were changed under people's hands. */
function versionChanges(old: Contract, now: Contract): ContractChange[] {
  const had = new Map(old.versions.map((version) => [version.version, version]));
  const has = new Map(now.versions.map((version) => [version.version, version]));
  const all = now.consumers.map(({ name }) => name);
  const numbers = [...new Set([...had.keys(), ...has.keys()])].toSorted((a, b) => a - b);
  return numbers.flatMap((number): ContractChange[] => {
    const [before, after] = [had.get(number), has.get(number)];
    const one = (kind: ContractChange['kind'], text: string, consumers = all): ContractChange => ({
      kind,
      subject: now.subject,
      text,
      consumers,
    });
    if (!after) return [one('breaking', `version ${number} is gone`)];
    if (!before) return [one('additive', `version ${number} is new: ${after.fields.join(', ') || 'no fields'}`, [])];
    const lost = before.fields.filter((field) => !after.fields.includes(field));
    const won = after.fields.filter((field) => !before.fields.includes(field));
    return [
      ...(lost.length > 0 ? [one('breaking', `version ${number} lost ${listed(lost)}`, whoNeed(now, lost))] : []),
      ...(won.length > 0 ? [one('additive', `version ${number} has ${listed(won)} too`, [])] : []),
      ...(after.deprecated && !before.deprecated ? [one('deprecated', `version ${number} will go`)] : []),
    ];
  });
}

/** Another version runs now: what it lacks was there before. */
function runningChanges(old: Contract, now: Contract): ContractChange[] {
  if (old.release === now.release) return [];
  const [before, after] = [fieldsOf(old.versions, old.release), fieldsOf(now.versions, now.release)];
  if (!before || !after || before.version === after.version) return [];
  const lost = before.fields.filter((field) => !after.fields.includes(field));
  const text = `version ${after.version} runs in place of ${before.version}`;
  return lost.length > 0
    ? [{ kind: 'breaking', subject: now.subject, text: `${text}, without ${listed(lost)}`, consumers: whoNeed(now, lost) }]
    : [{ kind: 'additive', subject: now.subject, text, consumers: [] }];
}

/** Somebody needs what the running version does not hold. */
function needChanges(old: Contract, now: Contract): ContractChange[] {
  const running = fieldsOf(now.versions, now.release);
  if (!running) return [];
  return now.consumers.flatMap(({ name, needs }): ContractChange[] => {
    const before = old.consumers.find((consumer) => consumer.name === name)?.needs ?? [];
    const missing = needs.filter((field) => !before.includes(field) && !running.fields.includes(field));
    return missing.length > 0
      ? [
          {
            kind: 'breaking',
            subject: now.subject,
            text: `${name} now needs ${listed(missing)}, which version ${running.version} does not hold`,
            consumers: [name],
          },
        ]
      : [];
  });
}

/** Those who need one of the fields; whoever says nothing of its needs is not among them. */
const whoNeed = ({ consumers }: Contract, fields: readonly string[]): string[] =>
  consumers.filter(({ needs }) => needs.some((field) => fields.includes(field))).map(({ name }) => name);
