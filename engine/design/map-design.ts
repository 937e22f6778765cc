import type { Design, DesignNode } from './schema';
import type { StepInput } from './step-schema';
import { mapSteps } from './step-tree';

/** The design with every step, however deep, put through `change`; what does not change stays the same object. */
export function mapDesign(design: Design, change: (step: StepInput) => StepInput): Design {
  if (!design.nodes) return design;
  return { ...design, nodes: design.nodes.map((node) => mapNode(node, change)) };
}

function mapNode(node: DesignNode, change: (step: StepInput) => StepInput): DesignNode {
  if (!node.operations) return node;
  const operations = node.operations.map((operation) => {
    const steps = mapSteps(operation.steps, change);
    return steps.some((step, i) => step !== operation.steps[i]) ? { ...operation, steps } : operation;
  });
  return operations.some((operation, i) => operation !== node.operations?.[i]) ? { ...node, operations } : node;
}
