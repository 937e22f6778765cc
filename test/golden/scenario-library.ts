import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CARD } from '../../engine/design/auto-layout';
import { groupPath, groupsById } from '../../engine/design/groups';
import { resolve } from '../../engine/design/resolve';
import { type Box, noteBox, sceneOf } from '../../engine/design/scene';
import type { Design } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { loadScenario, type ScenarioFile } from '../../engine/practice/scenario-file';
import { bottleneckOf } from '../../engine/what-if/bottleneck';
import { scenario, scenarios, scenariosFolder } from './scenarios';

export interface LibraryScenario {
  readonly slug: string;
  /** What opens. */
  readonly design: Design;
  readonly file: ScenarioFile;
}

/** Every scenario of the library, found by listing; one only where FAULTLINE_SCENARIO names it. */
export function library(): LibraryScenario[] {
  const only = process.env['FAULTLINE_SCENARIO'];
  const all = only ? [scenario(only)] : scenarios();
  return all.flatMap(({ slug, design }) => {
    const file = path.join(scenariosFolder, slug, 'scenario.json');
    if (!existsSync(file)) return [];
    const loaded = loadScenario(readFileSync(file, 'utf8'));
    if (!loaded.ok) throw new Error(loaded.problems.map(({ where, message }) => `${file} ${where}: ${message}`).join('\n'));
    return [{ slug, design, file: loaded.value }];
  });
}

/** Ids of the objectives that a run misses and of the invariants that it breaks. */
export const failed = ({ slos, ledger }: Report): string[] => [
  ...slos.filter(({ met }) => !met).map(({ id }) => id),
  ...(ledger?.invariants ?? []).filter(({ holds }) => !holds).map(({ id }) => id),
];

/** Nodes that are saturated: the one that holds most of its workers, the bottleneck, and whose limit or bandwidth is used up. */
export function saturated(report: Report, design: Design): string[] {
  const resolved = resolve(design);
  const bottleneck = resolved.ok ? bottleneckOf(report, resolved.value, design)?.node : undefined;
  const most = Math.max(...report.nodes.map(({ utilization }) => utilization ?? 0));
  const busiest = report.nodes.filter(({ utilization }) => utilization !== null && utilization >= most - 0.02);
  const refusing = report.nodes.filter(({ rateLimit }) => (rateLimit?.refused ?? 0) + (rateLimit?.delayed ?? 0) > 0);
  const full = report.links.filter(({ traffic }) => Math.max(traffic?.sendUse ?? 0, traffic?.receiveUse ?? 0) > 0.9);
  return [
    ...busiest.map(({ id }) => id),
    ...(bottleneck === undefined ? [] : [bottleneck]),
    ...refusing.map(({ id }) => id),
    ...full.flatMap(({ from, to }) => [from, to]),
  ];
}

/** Pairs of cards, notes and frames that lie on each other. */
export function overlaps(design: Design): string[] {
  const scene = sceneOf(design);
  const byId = groupsById(design.groups ?? []);
  const around = (group: string | undefined): string[] => groupPath(byId, group).map(({ id }) => id);
  const things: { id: string; box: Box; inside: readonly string[] }[] = [
    ...(design.nodes ?? []).flatMap(({ id, group }) =>
      scene.hidden.nodes.has(id) ? [] : [{ id, box: { ...CARD, ...scene.places[id]! }, inside: around(group) }],
    ),
    ...(design.notes ?? []).flatMap((note) =>
      scene.hidden.notes.has(note.id) ? [] : [{ id: note.id, box: noteBox(note), inside: around(note.group) }],
    ),
    ...[...scene.groups].map(([id, box]) => ({ id, box, inside: around(byId.get(id)?.parent) })),
  ];
  return things.flatMap((a, i) =>
    things
      .slice(i + 1)
      .flatMap((b) => (a.inside.includes(b.id) || b.inside.includes(a.id) || apart(a.box, b.box) ? [] : [`${a.id} and ${b.id}`])),
  );
}

const apart = (a: Box, b: Box): boolean => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
