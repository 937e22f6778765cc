import type { Problem } from '../../core/problem';
import { fieldsOf, lacking } from '../../policies/contract';
import type { ContractVersion } from '../../policies/contract-params';
import { calledOperation } from '../call-graph';
import type { DesignIndex } from '../design-index';
import type { FaultTarget } from '../../faults/definition';
import { isMany, matchingNodes } from '../fault-places';
import { onlyPublisher, publishersOf } from '../publishers';
import type { ResolvedDesign, ResolvedNode } from '../schema';
import { stepsOf } from '../steps';
import { type Check, error, warning } from './check';

/** What consumers need is in every version that will run: the consumer-driven contract check, before the run. */
export const contracts: Check = function* (index) {
  yield* owners(index);
  yield* answers(index);
  yield* events(index);
  yield* catalog(index);
};

function* owners({ design, nodes, unreadable }: DesignIndex): Iterable<Problem> {
  for (const { id, owner } of design.events) {
    if (owner === undefined || nodes.has(owner) || unreadable.nodes.has(owner)) continue;
    yield error({
      code: 'missing-owner',
      where: `events.${id}.owner`,
      message: `"${id}" is owned by "${owner}", which is not in this design.`,
      remedy: 'Name the node that publishes it, or leave the owner out.',
    });
  }
}

/** Callers against the answers of those that they call. */
function* answers(index: DesignIndex): Iterable<Problem> {
  for (const node of index.design.nodes) {
    for (const { step, where } of stepsOf(node)) {
      if (step.kind !== 'call' || !step.needs?.length) continue;
      const callee = index.nodes.get(index.links.get(step.link)?.to ?? '');
      if (!callee) continue;
      const name = calledOperation(callee, step.operation)?.name ?? null;
      const versions = callee.operations?.find((operation) => operation.name === name)?.versions;
      const what = `the answer of "${callee.id}"${name === null ? '' : ` to ${name}`}`;
      yield* against({ needs: step.needs, versions, from: callee, consumer: node.id, what, where: `${where}.needs` }, index);
    }
  }
}

/** Consumers against the events of the catalog. */
function* events(index: DesignIndex): Iterable<Problem> {
  const { design } = index;
  for (const node of design.nodes) {
    for (const [i, { name, needs }] of (node.operations ?? []).entries()) {
      if (!needs?.length) continue;
      const where = `nodes.${node.id}.operations.${i}.needs`;
      const event = design.events.find(({ id }) => id === name);
      if (!event) {
        yield warning({
          code: 'needs-of-unknown-event',
          where,
          message: `"${node.id}" needs fields of the event "${name}", which is not in the catalog of events: nobody can tell whether they are there.`,
          remedy: `Add "${name}" with its fields to the events, or give the operation the name of the event that it consumes.`,
        });
        continue;
      }
      const from = index.nodes.get(event.owner ?? onlyPublisher(design, name) ?? '');
      if (from)
        yield* against(
          { needs, versions: event.versions, from, consumer: node.id, what: `the event ${name} of "${from.id}"`, where },
          index,
        );
    }
  }
}

interface Agreement {
  readonly needs: readonly string[];
  readonly versions: readonly ContractVersion[] | undefined;
  /** Who answers or publishes. */
  readonly from: ResolvedNode;
  readonly consumer: string;
  readonly what: string;
  readonly where: string;
}

function* against({ needs, versions, from, consumer, what, where }: Agreement, index: DesignIndex): Iterable<Problem> {
  if (versions === undefined) {
    yield warning({
      code: 'unversioned-contract',
      where,
      message: `"${consumer}" needs ${needs.join(', ')} from ${what}, which declares no versions: nobody can tell whether it holds them.`,
      remedy: 'Declare what it holds, version by version.',
    });
    return;
  }
  for (const { version, why } of runningVersions(from, index)) {
    const missing = lacking(needs, versions, version);
    if (missing.length > 0) {
      yield warning({
        code: 'contract-broken',
        where,
        message: `"${consumer}" needs ${missing.join(', ')} from ${what}, which version ${version} (${why}) does not hold: it will fail there.`,
        remedy: `Keep ${missing.join(', ')} in version ${version} beside what is new, or teach "${consumer}" to do without first.`,
      });
    } else if (fieldsOf(versions, version)?.deprecated === true) {
      yield warning({
        code: 'deprecated-contract',
        where,
        message: `"${consumer}" still reads version ${fieldsOf(versions, version)!.version} of ${what}, which is deprecated.`,
        remedy: 'Move it to the fields of a newer version before the old one goes.',
      });
    }
  }
}

const isOn = (target: FaultTarget, node: string, design: ResolvedDesign): boolean =>
  'node' in target ? target.node === node : isMany(target) && matchingNodes(design, target).some(({ id }) => id === node);

/** Versions of a node that will run: its own, its canary's, and those of bad deploys in the fault script. */
function runningVersions({ id, release }: ResolvedNode, { design }: DesignIndex): { readonly version: number; readonly why: string }[] {
  const all = [
    { version: release?.version ?? 1, why: 'running' },
    ...(release?.canary ? [{ version: release.canary.version, why: 'canary' }] : []),
    ...design.faults.flatMap((fault) =>
      fault.action === 'bad-deploy' && isOn(fault.target, id, design)
        ? [{ version: fault.params.version, why: `fault "${fault.id}"` }]
        : [],
    ),
  ];
  return all.filter(({ version }, i) => all.findIndex((other) => other.version === version) === i);
}

/** A catalog is good for something only when it is whole. */
function* catalog({ design }: DesignIndex): Iterable<Problem> {
  if (design.events.length === 0) return;
  const known = new Set(design.events.map(({ id }) => id));
  const told = new Set<string>();
  for (const node of design.nodes) {
    for (const { step, where } of stepsOf(node)) {
      if (step.kind !== 'publish' || known.has(step.event) || told.has(step.event)) continue;
      told.add(step.event);
      yield warning({
        code: 'event-not-in-catalog',
        where: `${where}.event`,
        message: `"${node.id}" publishes "${step.event}", which the catalog of events does not name.`,
        remedy: 'Add it to the events, with its owner and what it holds.',
      });
    }
  }
  for (const { id, owner } of design.events) {
    const others = publishersOf(design, id).filter((publisher) => publisher !== owner);
    if (owner === undefined || others.length === 0) continue;
    yield warning({
      code: 'event-of-two-owners',
      where: `events.${id}.owner`,
      message: `"${id}" belongs to "${owner}", but ${others.map((other) => `"${other}"`).join(' and ')} publishes it too.`,
      remedy: 'An event is a fact of one owner: let only that one publish it.',
    });
  }
}
