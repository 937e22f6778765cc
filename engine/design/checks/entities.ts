import { type Check, error, warning } from './check';
import { stepsOf } from '../steps';

/** Steps speak of entities that the design names, and an entity's owner is one of its nodes. */
export const entities: Check = function* (index) {
  const { design, unreadable } = index;
  const known = new Set(design.entities.map(({ id }) => id));
  for (const { id, owner } of design.entities) {
    if (owner === undefined || index.nodes.has(owner) || unreadable.nodes.has(owner)) continue;
    yield error({
      code: 'missing-owner',
      where: `entities.${id}.owner`,
      message: `"${id}" is owned by "${owner}", which is not in this design.`,
      remedy: 'Name the node that keeps it, or leave the owner out.',
    });
  }
  const byEntity = new Set(design.entities.filter(({ by }) => by === 'entity').map(({ id }) => id));
  const drawn = design.nodes.some(
    (node) => node.kind === 'client' && (node.params.entities !== undefined || node.params.traffic.kind === 'recorded'),
  );
  let told = false;
  for (const node of design.nodes) {
    for (const { step, where } of stepsOf(node)) {
      if (step.kind !== 'read' && step.kind !== 'write' && step.kind !== 'effect' && step.kind !== 'check') continue;
      // A step that names none has no such key at all.
      const { entity } = step;
      if (entity !== undefined && !known.has(entity) && !unreadable.entities.has(entity)) {
        yield error({
          code: 'missing-entity',
          where: `${where}.entity`,
          message: `A step of "${node.id}" is about "${entity}", which is not among the design's entities.`,
          remedy: known.size > 0 ? `Use one of these: ${[...known].join(', ')}. Or add it to the entities.` : 'Add it to the entities.',
        });
      } else if (!drawn && !told && (entity === undefined || byEntity.has(entity))) {
        told = true;
        yield warning({
          code: 'entities-not-drawn',
          where,
          message: `A step of "${node.id}" is about ${entity === undefined ? 'the entity that the client draws' : `"${entity}"`}, but no client draws entities: every request is about the same one.`,
          remedy: 'Give a client entities, or an entity that is new with each request ("by": "request").',
        });
      }
    }
  }
};
