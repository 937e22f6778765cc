import { z } from 'zod';
import { zDistribution } from '../core/distribution';
import { refersTo, zBandwidth, zBytes, zCount, zDuration, zFactor, zShare, zZoneId } from '../core/fields';
import { type FaultAction, faultActions } from '../faults/registry';
import { type NodeKind, nodeKinds } from '../nodes/registry';
import { zBusinessInvariant } from '../policies/business-invariants';
import { zOutbox } from '../policies/outbox-params';
import { zPolicy } from '../policies/params';
import { zContractVersions, zFields, zRelease } from '../policies/contract-params';
import { zNodePrices, zPrices } from '../policies/price-params';
import { zTls } from '../policies/tls-params';
import { zZone, zZoneLatency } from '../policies/zones';
import { zExperimentOf } from './experiment-schema';
import { zGroup, zNote, zPosition } from './group-schema';
import { limits } from './limits';
import { zId, zName, zOperationName } from './names';
import { protocolNames } from './protocols';
import { zSteps } from './step-schema';

/** The file format's version. Files of older versions climb here through `upgrades`. */
export const VERSION = 1;

/** One operation of a node. */
export const zOperation = z
  .strictObject({
    name: zOperationName().describe('Name that callers use.'),
    steps: zSteps().describe('What it does, in order.'),
    inbox: z
      .strictObject({
        retention: zDuration({ min: '1ms', max: '7d' })
          .prefault('1d')
          .describe('How long a key is remembered. A duplicate that comes later is done again.'),
      })
      .optional()
      .describe(
        'Recognises the same request or message by its key: what was done already is answered well and not done again, what is being done is refused. Left out: everything is done as often as it comes.',
      ),
    request: zBytes().optional().describe('Payload of a call of it; the link’s when left out.'),
    answer: zBytes().optional().describe('Payload of its answer; the link’s when left out.'),
    versions: zContractVersions().optional().describe('What its answer holds, version by version. Left out: nobody looks.'),
    needs: zFields().optional().describe('Fields of the event that it consumes without which it fails; none when left out.'),
  })
  .meta({ title: 'Operation' });

const zNodeOf = <K extends string, S extends z.ZodType>({ kind, title, params }: { kind: K; title: string; params: S }) =>
  z
    .strictObject({
      id: zId().describe('Name in this file; links and faults refer to it.'),
      kind: z.literal(kind),
      name: zName().optional().describe('Name on the canvas; the id when left out.'),
      position: zPosition.optional().describe('Place on the canvas; laid out by itself when left out.'),
      pinned: z.boolean().optional().describe('Whether it stays where it is when the design is arranged by itself. Left out: it moves.'),
      group: zId().optional().describe('Group that it is drawn in; none when left out.'),
      zones: z
        .array(zZoneId())
        .max(limits.zones)
        .prefault([])
        .describe('Zones that it runs in, replicas in turn. Clients and queues have one. Left out: nowhere in particular.'),
      release: zRelease.optional().describe('Version of its code, and a canary. Left out: version 1 everywhere.'),
      prices: zNodePrices.optional().describe('What it costs; nothing when left out.'),
      params: z.prefault(params, {} as z.input<S>).describe('What this kind can be told.'),
      operations: z
        .array(zOperation)
        .max(limits.operationsPerNode)
        .optional()
        .describe('What it does when called. Left out: its work, then a call to each link in order, then a message to each queue.'),
    })
    .meta({ title });
type NodeSchemas = {
  [K in NodeKind]: (typeof nodeKinds)[K] extends { params: infer S extends z.ZodType } ? ReturnType<typeof zNodeOf<K, S>> : never;
}[NodeKind];

/** One schema per registered kind. */
export const zNode = z.discriminatedUnion(
  'kind',
  Object.values(nodeKinds).map((kind) => zNodeOf<string, z.ZodType>(kind)) as unknown as [NodeSchemas, ...NodeSchemas[]],
);

export const zNetwork = z
  .strictObject({
    latency: zDistribution
      .optional()
      .describe(
        'Time of one trip, each way. Left out: the protocol’s own (REST 0.5 ms, gRPC 0.25 ms, SQL 0.2 ms, event 0.5 ms); none from a log, whose readers fetch ahead.',
      ),
    loss: zShare().default(0).describe('Share of trips whose packets are lost; each loss costs a retransmission (200 ms, then doubled).'),
    tls: zTls.optional().describe('Both ends prove who they are when they connect. Connections cost nothing when left out.'),
    bandwidth: zBandwidth()
      .optional()
      .describe(
        'Bits that each direction sends per second, one call’s after the other’s, so that a full link queues. No bound when left out.',
      ),
    request: zBytes()
      .optional()
      .describe(
        'Payload of a request or message where step and operation say nothing. Left out: the protocol’s own (REST 1,000, gRPC 1,000, SQL 300, cache 100, event 1,000).',
      ),
    answer: zBytes()
      .optional()
      .describe(
        'Payload of an answer where step and operation say nothing. Left out: the protocol’s own (REST 4,000, gRPC 4,000, SQL 2,000, cache 1,000, event 0).',
      ),
  })
  .meta({ title: 'Network' });

export const zLink = z
  .strictObject({
    id: zId().describe('Name in this file; steps and faults refer to it.'),
    from: zId().describe('Node that calls or publishes.'),
    to: zId().describe('Node that is called, or queue that is published to.'),
    protocol: z.enum(protocolNames).default('rest').describe('What the link speaks; sets the latency where none is given.'),
    network: zNetwork.prefault({}).describe('How messages travel.'),
    policy: zPolicy.prefault({}).describe('What the caller does about slowness and failure.'),
    outbox: zOutbox
      .optional()
      .describe(
        'Links to queues: messages go through an outbox, so that neither a crash nor a cut loses them. Left out: published at once, on its own.',
      ),
  })
  .meta({ title: 'Link' });

const zJourney = z
  .strictObject({
    id: zId().describe('Name in this file.'),
    name: zName().optional().describe('Name on the screen; the id when left out.'),
    client: zId().meta(refersTo('client')).describe('Client node whose users do it.'),
    link: zId().meta(refersTo('entry-link')).describe('Link that the request enters by; it starts at the client.'),
    operation: zOperationName()
      .meta(refersTo('operation'))
      .optional()
      .describe('Operation that is asked for; the callee’s first one when left out.'),
    weight: zFactor(0, 1_000_000).default(1).describe('Share of the client’s traffic, against its other journeys.'),
    priority: zCount('', 0, 9).default(0).describe('Urgency, 9 the highest. Queues that are served by priority look at it.'),
    deadline: zDuration({ min: '1ms', max: '1h' })
      .optional()
      .describe('Answers after this are late and do not count as goodput. Left out: no answer is late.'),
  })
  .meta({ title: 'Journey' });

const zEntity = z
  .strictObject({
    id: zId().describe('Name in this file; steps refer to it.'),
    name: zName().optional().describe('Name on the screen; the id when left out.'),
    owner: zId().meta(refersTo('node')).optional().describe('Node that owns it, its system of record; nobody in particular when left out.'),
    by: z
      .enum(['request', 'entity'])
      .default('entity')
      .describe('Which one a request is about. Request: a new one each time, as with orders. Entity: the one that the client draws.'),
    stock: z
      .number()
      .min(0)
      .max(1e12)
      .optional()
      .meta({ unit: '' })
      .describe('Units that there are of each one at the start, for effects that take from them. Without end when left out.'),
  })
  .meta({ title: 'Entity' });

const zEvent = z
  .strictObject({
    id: z.string().min(1).max(64).describe('Name of the event, as publish steps and consumers say it.'),
    owner: zId().meta(refersTo('node')).optional().describe('Node that publishes it; nobody in particular when left out.'),
    versions: zContractVersions().prefault([{}]).describe('What it holds, by version of its publisher.'),
  })
  .meta({ title: 'Event' });

const zSides = () =>
  z.strictObject({
    one: z.array(zId()).min(1).max(limits.zones).describe('One side.'),
    other: z.array(zId()).min(1).max(limits.zones).describe('The other side.'),
  });
const zTargetShare = (of: string) => zShare().optional().describe(`Share of ${of}, rounded up and drawn by the seed; all when left out.`);
const zTarget = z.union(
  [
    z.strictObject({
      node: zId().describe('Node it is on.'),
      share: zShare()
        .optional()
        .describe(
          'Share of its replicas, rounded up and drawn by the seed. Left out: the node as a whole, or as many replicas as the fault says.',
        ),
    }),
    z.strictObject({ link: zId().describe('Link it is on.') }),
    z.strictObject({ zone: zZoneId().describe('Zone it is on.') }),
    z.strictObject({ region: zZoneId().describe('Region it is on.') }),
    z.strictObject({
      kind: z
        .enum(Object.keys(nodeKinds) as [NodeKind, ...NodeKind[]])
        .describe('Kind of node: it is on all nodes of it or, if it is about links, on the links to them.'),
      share: zTargetShare('those nodes or links'),
    }),
    z.strictObject({
      group: zId().describe('Group of the drawing: it is on what lies in it or, if it is about links, on the links to that.'),
      share: zTargetShare('those nodes or links'),
    }),
    z.strictObject({ nodes: zSides().describe('Two sets of nodes that it is between.') }),
    z.strictObject({ zones: zSides().describe('Two sets of zones or regions that it is between.') }),
  ],
  {
    error:
      'A target is { "node": id }, { "link": id }, { "zone": id }, { "region": id }, { "kind": kind }, { "group": id }, or two sides: { "zones": { "one": [ids], "other": [ids] } }.',
  },
);

const zFaultOf = <A extends string, S extends z.ZodType>({ action, title, params }: { action: A; title: string; params: S }) =>
  z
    .strictObject({
      id: zId().describe('Name in this file.'),
      action: z.literal(action),
      target: zTarget.describe('What it is done to.'),
      params: z.prefault(params, {} as z.input<S>).describe('How strong it is.'),
      startAfter: zDuration({ max: '7d' }).prefault('0s').describe('When it starts, from the start of the run.'),
      duration: zDuration({ min: '1ms', max: '7d' }).optional().describe('How long it lasts; to the end of the run when left out.'),
    })
    .meta({ title });
type FaultSchemas = {
  [A in FaultAction]: (typeof faultActions)[A] extends { params: infer S extends z.ZodType } ? ReturnType<typeof zFaultOf<A, S>> : never;
}[FaultAction];

/** One schema per registered fault. */
export const zFault = z.discriminatedUnion(
  'action',
  Object.values(faultActions).map((fault) => zFaultOf<string, z.ZodType>(fault)) as unknown as [FaultSchemas, ...FaultSchemas[]],
);

const sloCommon = {
  id: zId().describe('Name in this file.'),
  journey: zId().meta(refersTo('journey')).optional().describe('Journey it is about; all of them when left out.'),
};
const zSlo = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('latency'),
      ...sloCommon,
      percentile: z.number().min(1).max(99.99).default(99).meta({ unit: '%' }).describe('Percentile that is held against the bound.'),
      below: zDuration({ min: '1ms', max: '1h' }).prefault('500ms').describe('Bound on that percentile.'),
    })
    .meta({ title: 'Latency' }),
  z
    .strictObject({
      kind: z.literal('availability'),
      ...sloCommon,
      atLeast: zShare().default(0.999).describe('Least share of requests answered, in full or degraded, within their deadline.'),
    })
    .meta({ title: 'Availability' }),
]);

const zIgnored = z
  .strictObject({
    code: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'A code is small letters, digits and dashes, as `faultline check` writes it.' })
      .describe('Code of the finding: "no-timeout".'),
    place: z
      .string()
      .min(1)
      .max(500)
      .describe('Where it is, as the finding says: "links.orders-payments.policy.timeout", or what it lies in: "links.orders-payments".'),
    reason: z.string().min(1).max(500).describe('Why it may stay, for whoever reads the design next.'),
  })
  .meta({ title: 'Ignored finding' });

export const zDesign = z
  .strictObject({
    $schema: z.string().max(300).optional().describe('Where editors find the JSON Schema of this file; left out, they cannot complete it.'),
    version: z.literal(VERSION).describe('Version of the file format.'),
    name: zName().describe('What the design is called.'),
    description: z.string().max(4000).optional().describe('What it shows; nothing when left out.'),
    seed: zCount('', 0, 4_294_967_295).default(1).describe('Start of all random numbers: same design, seed and edits give the same run.'),
    run: z
      .strictObject({
        duration: zDuration({ min: '10ms', max: '7d' })
          .prefault('60s')
          .describe('Simulated time of a run without a screen, warm-up included.'),
        warmup: zDuration({ max: '1d' }).prefault('5s').describe('Time at the start that the account leaves out.'),
      })
      .prefault({})
      .describe('How long it runs where nobody watches.'),
    zones: z.array(zZone).max(limits.zones).prefault([]).describe('Where nodes run; none when left out.'),
    zoneLatency: zZoneLatency.prefault({}).describe('What trips between zones take on top of their link’s latency.'),
    nodes: z.array(zNode).max(limits.nodes).prefault([]).describe('The components.'),
    links: z.array(zLink).max(limits.links).prefault([]).describe('Who may talk to whom.'),
    groups: z.array(zGroup).max(limits.groups).optional().describe('Frames around components; none when left out.'),
    notes: z.array(zNote).max(limits.notes).optional().describe('Words on the canvas; none when left out.'),
    journeys: z
      .array(zJourney)
      .max(limits.journeys)
      .prefault([])
      .describe('What users do. Left out: each client’s links, with equal weight.'),
    events: z
      .array(zEvent)
      .max(limits.events)
      .prefault([])
      .describe('The catalog of events: owner, versions and fields; none when left out.'),
    prices: zPrices.optional().describe('Currency, and what traffic between zones costs. Left out: USD, and such traffic is free.'),
    entities: z
      .array(zEntity)
      .max(limits.entities)
      .prefault([])
      .describe('The business things that requests are about; none when left out, and then steps mean what the client draws.'),
    invariants: z
      .array(zBusinessInvariant)
      .max(limits.invariants)
      .prefault([])
      .describe('Claims over the ledger of effects: what must hold for each order, each sku. A run in which one is broken fails.'),
    slos: z.array(zSlo).max(limits.slos).prefault([]).describe('What the design promises.'),
    faults: z.array(zFault).max(limits.faults).prefault([]).describe('The fault script: what goes wrong, when, for how long.'),
    experiments: z
      .array(zExperimentOf(zFault))
      .max(limits.experiments)
      .optional()
      .describe('Questions that fault scripts answer; none when left out.'),
    ignored: z
      .array(zIgnored)
      .max(limits.ignored)
      .prefault([])
      .describe('Warnings and hints that its author has looked at and lets be; none when left out.'),
  })
  .meta({ title: 'Faultline design' });

/** A design as a file holds it and as people edit it: what they left out stays left out. */
export type Design = z.input<typeof zDesign>;
/** A design with every default filled in, durations as whole nanoseconds. What `compile` reads. */
export type ResolvedDesign = z.output<typeof zDesign>;

export type DesignNode = NonNullable<Design['nodes']>[number];
export type DesignLink = NonNullable<Design['links']>[number];
export type DesignFault = NonNullable<Design['faults']>[number];
export type DesignJourney = NonNullable<Design['journeys']>[number];
export type DesignEntity = NonNullable<Design['entities']>[number];
export type DesignInvariant = NonNullable<Design['invariants']>[number];
export type ResolvedEvent = ResolvedDesign['events'][number];
export type DesignZone = NonNullable<Design['zones']>[number];
export type DesignGroup = NonNullable<Design['groups']>[number];
export type DesignNote = NonNullable<Design['notes']>[number];
export type DesignIgnored = NonNullable<Design['ignored']>[number];
export type DesignExperiment = NonNullable<Design['experiments']>[number];
export type DesignSlo = NonNullable<Design['slos']>[number];
export type ResolvedNode = ResolvedDesign['nodes'][number];
export type ResolvedLink = ResolvedDesign['links'][number];
export type ResolvedJourney = ResolvedDesign['journeys'][number];
export type ResolvedFault = ResolvedDesign['faults'][number];
export type ResolvedExperiment = NonNullable<ResolvedDesign['experiments']>[number];
export type ResolvedSlo = ResolvedDesign['slos'][number];
