import { takesMessages } from '../../nodes/definition';
import { type Check, error, warning } from './check';

export const operationNames: Check = function* (index) {
  for (const node of index.design.nodes) {
    const operations = node.operations ?? [];
    const seen = new Set<string>();
    for (const [i, { name }] of operations.entries()) {
      if (seen.has(name)) {
        yield error({
          code: 'duplicate-operation',
          where: `nodes.${node.id}.operations.${i}.name`,
          message: `Node "${node.id}" has several operations called "${name}".`,
          remedy: 'Give each operation a name of its own.',
        });
      }
      seen.add(name);
    }
    if (operations.length > 0 && index.roleOf(node.id) !== 'server') {
      yield warning({
        code: 'unused-operations',
        where: `nodes.${node.id}.operations`,
        message: `Operations of "${node.id}" are never run: ${takesMessages(index.roleOf(node.id)) ? `a ${node.kind} only keeps messages` : 'nobody calls clients'}.`,
        remedy: 'Move the steps to a service, or remove them.',
      });
    }
  }
};
