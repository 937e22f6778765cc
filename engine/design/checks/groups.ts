import type { DesignIndex } from '../design-index';
import { groupPath, groupsById } from '../groups';
import { limits } from '../limits';
import { type Check, error, warning } from './check';

/** Groups form a tree of bounded depth, and what refers to them refers to something. */
export const groups: Check = function* (index) {
  const { design } = index;
  const byId = groupsById(design.groups);
  const missing = (id: string | undefined): id is string => id !== undefined && !byId.has(id) && !index.unreadable.groups.has(id);
  for (const group of design.groups ?? []) {
    if (missing(group.parent)) yield inMissingGroup(`groups.${group.id}.parent`, `Group "${group.id}"`, group.parent);
    const path = groupPath(byId, group.id);
    if (path.at(-1)?.parent === group.id) {
      yield error({
        code: 'group-in-itself',
        where: `groups.${group.id}.parent`,
        message: `Group "${group.id}" lies in itself: ${[...path, group].map(({ id }) => id).join(' → ')}.`,
        remedy: 'Take out one "parent" of these.',
      });
    } else if (path.length > limits.groupDepth) {
      yield error({
        code: 'groups-too-deep',
        where: `groups.${group.id}.parent`,
        message: `Group "${group.id}" lies ${path.length - 1} groups deep; ${limits.groupDepth - 1} is the most.`,
        remedy: 'Put it into a group further out.',
      });
    }
  }
  yield* places(index);
  for (const { id, group } of design.nodes) if (missing(group)) yield inMissingGroup(`nodes.${id}.group`, `Node "${id}"`, group);
  for (const { id, group, attachedTo } of design.notes ?? []) {
    if (missing(group)) yield inMissingGroup(`notes.${id}.group`, `Note "${id}"`, group);
    if (attachedTo !== undefined && !index.nodes.has(attachedTo) && !index.unreadable.nodes.has(attachedTo)) {
      yield error({
        code: 'note-on-missing-node',
        where: `notes.${id}.attachedTo`,
        message: `Note "${id}" is attached to "${attachedTo}", which is not in this design.`,
        remedy: 'Name a node that exists, or take the field out.',
      });
    }
  }
};

/** Frames of zones and regions stand for some that there are, and hold what is there. */
function* places({ design, unreadable }: DesignIndex) {
  const byId = groupsById(design.groups);
  const regionOf = new Map(design.zones.map(({ id, region }) => [id, region]));
  const regions = new Set(regionOf.values());
  for (const group of design.groups ?? []) {
    if (group.kind === 'zone' && !regionOf.has(group.zone) && !unreadable.zones.has(group.zone)) {
      yield error({
        code: 'group-of-missing-zone',
        where: `groups.${group.id}.zone`,
        message: `Group "${group.id}" stands for zone "${group.zone}", which is not in this design.`,
        remedy: `Add a zone with id "${group.zone}", or name one that exists.`,
      });
    }
    if (group.kind === 'region' && !regions.has(group.region) && unreadable.zones.size === 0) {
      yield warning({
        code: 'region-without-zones',
        where: `groups.${group.id}.region`,
        message: `Group "${group.id}" stands for region "${group.region}", which has no zone, so nothing in it runs anywhere in particular.`,
        remedy: `Give a zone the region "${group.region}".`,
      });
    }
    const around = group.kind === 'zone' && groupPath(byId, group.parent).find(({ kind }) => kind === 'region');
    const region = group.kind === 'zone' ? regionOf.get(group.zone) : undefined;
    if (around && around.kind === 'region' && region !== undefined && region !== around.region) {
      yield warning({
        code: 'zone-outside-its-region',
        where: `groups.${group.id}.parent`,
        message: `Zone "${group.kind === 'zone' ? group.zone : ''}" is in region "${region}" but is drawn in region "${around.region}".`,
        remedy: `Move its frame out, or put the zone into region "${around.region}".`,
      });
    }
  }
  for (const node of design.nodes) {
    const frame = groupPath(byId, node.group).find(({ kind }) => kind === 'zone');
    if (frame?.kind !== 'zone' || node.zones.includes(frame.zone)) continue;
    yield warning({
      code: 'node-outside-its-zone',
      where: `nodes.${node.id}.zones`,
      message: `"${node.id}" is drawn in zone "${frame.zone}" but runs in ${node.zones.join(', ')}.`,
      remedy: 'Move it out of the frame, or take out its own zones so that it runs where it is drawn.',
    });
  }
}

const inMissingGroup = (where: string, what: string, group: string) =>
  error({
    code: 'in-missing-group',
    where,
    message: `${what} lies in group "${group}", which is not in this design.`,
    remedy: `Add a group with id "${group}", or take the field out.`,
  });
