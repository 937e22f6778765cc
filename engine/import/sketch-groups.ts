import { groupPath, groupsById } from '../design/groups';
import { limits } from '../design/limits';
import type { DesignGroup, DesignZone } from '../design/schema';
import { counted, type NoteTaker } from './note-taker';
import { freeIds, safeName } from './safe-names';
import type { SketchGroup } from './sketch';

/** Frames and the zones that they stand for. */
interface Groups {
  readonly groups: readonly DesignGroup[];
  readonly zones: DesignZone[];
  /** Id of the group with that key; of the nearest one around it where it lies too deep. */
  readonly groupOf: (key: string | undefined) => string | undefined;
}

export function groupsFrom(sketched: readonly SketchGroup[], notes: NoteTaker): Groups {
  const free = freeIds();
  const zoneId = freeIds();
  const byKey = groupsById(sketched.map((group) => ({ ...group, id: group.key })));
  const paths = new Map(sketched.map(({ key }) => [key, groupPath(byKey, key)]));
  const kept = sketched.filter(({ key }) => paths.get(key)!.length <= limits.groupDepth);
  if (kept.length < sketched.length)
    notes.missing(
      `${counted(sketched.length - kept.length, 'group')} deeper than ${limits.groupDepth} in each other: what is in them lies in the group around them.`,
    );
  const ids = new Map(kept.map((group) => [group.key, free(groupId(group))]));
  const groupOf = (key: string | undefined) =>
    paths
      .get(key ?? '')
      ?.map((group) => ids.get(group.key))
      .find((id) => id !== undefined);
  const regions = new Map(kept.filter(({ kind }) => kind === 'region').map(({ key, name }) => [key, zoneId(name)]));
  const zones: DesignZone[] = [];
  const groups = kept.map((group): DesignGroup => {
    const { key, place, kind = 'plain' } = group;
    const id = ids.get(key)!;
    const name = safeName(group.name);
    // Two frames that say they lie in each other lie in nothing.
    const around = paths.get(key)!.slice(1);
    const circular = around.at(-1)?.parent === key || around.some(({ parent }) => parent === key);
    const parent = circular ? undefined : groupOf(around[0]?.key);
    const common = {
      id,
      ...(name !== '' && name !== id && { name }),
      ...(parent !== undefined && { parent }),
      ...(place && { position: { x: Math.round(place.x), y: Math.round(place.y) } }),
    };
    if (kind === 'plain' || kind === 'context') return { kind, ...common };
    if (kind === 'region') return { kind, region: regions.get(key)!, ...common };
    const region = around.map((each) => regions.get(each.key)).find((each) => each !== undefined);
    const zone = zoneId(group.name);
    zones.push({ id: zone, ...(region !== undefined && { region }) });
    return { kind, zone, ...common };
  });
  // A region without a zone is nowhere.
  for (const region of regions.values())
    if (!zones.some((zone) => zone.region === region)) zones.push({ id: zoneId(`${region}-a`), region });
  if (groups.length > 0) notes.inferred(`${counted(groups.length, 'group')}.`);
  return { groups, zones, groupOf };
}

const groupId = ({ id, name }: SketchGroup): string => id ?? name;
