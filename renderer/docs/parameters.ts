import type { z } from 'zod';
import { zDesign, zLink, zNetwork, zOperation } from '../../engine/design/schema';
import { stepSchemas } from '../../engine/design/step-schema';
import { faultActions } from '../../engine/faults/registry';
import { nodeKinds } from '../../engine/nodes/registry';
import { zRelease } from '../../engine/policies/contract-params';
import { zPolicy } from '../../engine/policies/params';
import { zNodePrices } from '../../engine/policies/price-params';
import { words } from '../inspector/field-model';

/** The page of all parameters. */
export const PARAMETERS = 'components/all-parameters';

export interface ParameterSection {
  readonly heading: string;
  readonly schema: z.ZodType;
}

const { entities, events, invariants, journeys, run, zoneLatency } = zDesign.shape;

/** What has parameters, in the order of the page: whatever a form is made of. */
export const parameterSections: readonly ParameterSection[] = [
  ...Object.values(nodeKinds).map(({ title, params }) => ({ heading: title, schema: params as z.ZodType })),
  { heading: 'Version of a component', schema: zRelease },
  { heading: 'Prices of a component', schema: zNodePrices },
  { heading: 'Link', schema: zLink },
  { heading: 'Call policy', schema: zPolicy },
  { heading: 'Network', schema: zNetwork },
  { heading: 'Operation', schema: zOperation },
  ...Object.entries(stepSchemas).map(([shape, schema]) => ({
    heading: `Step: ${words(shape).toLowerCase()}`,
    schema: schema as z.ZodType,
  })),
  { heading: 'Journey', schema: journeys.unwrap().element },
  { heading: 'Entity', schema: entities.unwrap().element },
  { heading: 'Event', schema: events.unwrap().element },
  { heading: 'Invariant', schema: invariants.unwrap().element },
  { heading: 'Latency between zones', schema: zoneLatency.unwrap() },
  { heading: 'Run without a screen', schema: run.unwrap() },
  ...Object.values(faultActions).map(({ title, params }) => ({ heading: `Fault: ${title}`, schema: params as z.ZodType })),
];

const headings = new Map(parameterSections.map(({ heading, schema }) => [schema, heading]));

/** Where on the page the parameters of a form stand; undefined for a form of other things. */
export const parametersHeading = (schema: z.ZodType): string | undefined => headings.get(schema);
