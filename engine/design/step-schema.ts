import { z } from 'zod';
import { zDistribution } from '../core/distribution';
import { refersTo, zBytes, zCount, zDuration, zFactor, zShare } from '../core/fields';
import type { Nanos } from '../core/units';
import { zEffectName } from '../policies/business-invariants';
import { zFields } from '../policies/contract-params';
import { limits } from './limits';
import { zId, zName, zOperationName } from './names';

export const consistencies = ['any', 'own-writes', 'latest'] as const;
/** What a read asks for: whatever there is, at least what its own request has written, or the latest. */
export type Consistency = (typeof consistencies)[number];

export const stockUses = ['none', 'take', 'take-if-enough', 'give-back'] as const;
/** What an effect does with the stock of its thing. */
export type StockUse = (typeof stockUses)[number];

interface AccessInput {
  link: string;
  operation?: string;
  entity?: string;
  onError?: 'fail' | 'ignore' | 'fallback';
  request?: number;
  answer?: number;
}
interface AccessStep {
  link: string;
  operation?: string | undefined;
  entity?: string | undefined;
  onError: 'fail' | 'ignore' | 'fallback';
  request?: number | undefined;
  answer?: number | undefined;
}

export type StepInput =
  | { kind: 'work'; own?: boolean; time?: z.input<typeof zDistribution>; recorded?: string; errorRate?: number }
  | { kind: 'wait'; time?: z.input<typeof zDistribution>; recorded?: string }
  | {
      kind: 'call';
      link: string;
      operation?: string;
      needs?: string[];
      onError?: 'fail' | 'ignore' | 'fallback';
      request?: number;
      answer?: number;
    }
  | ({ kind: 'read'; consistency?: Consistency } & AccessInput)
  | ({ kind: 'write'; remove?: boolean } & AccessInput)
  | {
      kind: 'effect';
      effect: string;
      entity?: string;
      amount?: number;
      idempotent?: boolean;
      retention?: number | string;
      stock?: StockUse;
    }
  | { kind: 'check'; entity?: string; units?: number }
  | {
      kind: 'publish';
      link: string;
      event: string;
      size?: number;
      ttl?: string | number;
      priority?: number;
      confirm?: boolean;
      onError?: 'fail' | 'ignore';
    }
  | { kind: 'parallel'; need?: number; branches: StepInput[][] }
  | { kind: 'repeat'; times?: number; steps: StepInput[] }
  | { kind: 'try'; steps: StepInput[]; ok?: StepInput[]; failed?: StepInput[]; unknown?: StepInput[] }
  | { kind: 'choose'; by: 'probability'; branches: { share?: number; steps: StepInput[] }[] }
  | {
      kind: 'choose';
      by: 'cache-hit';
      link: string;
      operation?: string;
      entity?: string;
      singleFlight?: boolean;
      hit: StepInput[];
      miss: StepInput[];
    }
  | {
      kind: 'saga';
      store?: string;
      takeover?: number | string;
      whenCompensated?: 'fail' | 'go-on';
      compensation?: { attempts?: number; backoff?: number | string };
      stages: {
        name?: string;
        steps: StepInput[];
        compensate?: StepInput[];
        timeout?: number | string;
        attempts?: number;
        backoff?: number | string;
      }[];
    };

type D = z.output<typeof zDistribution>;
export type Step =
  | { kind: 'work'; own: boolean; time: D; recorded?: string | undefined; errorRate: number }
  | { kind: 'wait'; time: D; recorded?: string | undefined }
  | {
      kind: 'call';
      link: string;
      operation?: string | undefined;
      needs?: string[] | undefined;
      onError: 'fail' | 'ignore' | 'fallback';
      request?: number | undefined;
      answer?: number | undefined;
    }
  | ({ kind: 'read'; consistency: Consistency } & AccessStep)
  | ({ kind: 'write'; remove: boolean } & AccessStep)
  | {
      kind: 'effect';
      effect: string;
      entity?: string | undefined;
      amount: number;
      idempotent: boolean;
      retention: Nanos;
      stock: StockUse;
    }
  | { kind: 'check'; entity?: string | undefined; units: number }
  | {
      kind: 'publish';
      link: string;
      event: string;
      size?: number | undefined;
      ttl?: Nanos | undefined;
      priority?: number | undefined;
      confirm: boolean;
      onError: 'fail' | 'ignore';
    }
  | { kind: 'parallel'; need?: number | undefined; branches: Step[][] }
  | { kind: 'repeat'; times: number; steps: Step[] }
  | { kind: 'try'; steps: Step[]; ok: Step[]; failed: Step[]; unknown?: Step[] | undefined }
  | { kind: 'choose'; by: 'probability'; branches: { share: number; steps: Step[] }[] }
  | {
      kind: 'choose';
      by: 'cache-hit';
      link: string;
      operation?: string | undefined;
      entity?: string | undefined;
      singleFlight: boolean;
      hit: Step[];
      miss: Step[];
    }
  | SagaStep;

/** Stages that are done one after the other, and undone in reverse when one of them fails. */
export interface SagaStep {
  kind: 'saga';
  store?: string | undefined;
  takeover: Nanos;
  whenCompensated: 'fail' | 'go-on';
  compensation: { attempts: number; backoff: Nanos };
  stages: {
    name?: string | undefined;
    steps: Step[];
    compensate: Step[];
    timeout?: Nanos | undefined;
    attempts: number;
    backoff: Nanos;
  }[];
}

export const zSteps = (): z.ZodArray<z.ZodType<Step, StepInput>> => z.array(z.lazy(() => zStep)).max(limits.stepsPerList);
const zColumnName = () => z.string().min(1).max(64);

const zOnError = () =>
  z
    .enum(['fail', 'ignore', 'fallback'])
    .default('fail')
    .describe('What a failed call means: the operation fails, goes on, or goes on with a substitute (the request is degraded).');

/** What reads and writes have in common. */
const access = {
  link: zId().meta(refersTo('store-link')).describe('The link to the store; it starts at this node.'),
  operation: zOperationName()
    .meta(refersTo('operation'))
    .optional()
    .describe('Operation of the store. Left out: its “read” or “write” if it has one, else its first.'),
  entity: zId()
    .meta(refersTo('entity'))
    .optional()
    .describe('What is read or written, by its id among the design’s entities. Left out: what the client draws.'),
  onError: zOnError(),
  request: zBytes().optional().describe('Payload of this call; the operation’s, else the link’s when left out.'),
  answer: zBytes().optional().describe('Payload of its answer; the operation’s, else the link’s when left out.'),
};

const zBackoff = (usual: string) => zDuration({ max: '1h' }).prefault(usual);
function zSaga() {
  return z
    .strictObject({
      kind: z.literal('saga'),
      store: zId()
        .meta(refersTo('store-link'))
        .optional()
        .describe(
          'Link to the store that keeps its progress: each change of state is a write. Left out: a crash leaves it stuck half-way.',
        ),
      stages: z
        .array(
          z.strictObject({
            name: zName().optional().describe('What the stage does, in words; its place in the list when left out.'),
            steps: zSteps().describe('Steps of this stage.'),
            compensate: zSteps().prefault([]).describe('Steps that undo it when a later stage fails.'),
            timeout: zDuration({ min: '1ms', max: '1h' }).optional().describe('Time for one attempt at the stage. No bound when left out.'),
            attempts: zCount('attempts', 1, 100).default(1).describe('Times that the stage is tried, the first one included.'),
            backoff: zBackoff('100ms').describe('Pause before it is tried again.'),
          }),
        )
        .min(1)
        .max(50)
        .describe('What is done, one stage after the other. When one fails, those before it are compensated, the latest first.'),
      compensation: z
        .strictObject({
          attempts: zCount('attempts', 1, 1000).default(10).describe('Times that a compensation is tried; then the saga is stuck.'),
          backoff: zBackoff('1s').describe('Pause before it is tried again.'),
        })
        .prefault({})
        .describe('How compensations are tried.'),
      takeover: zDuration({ min: '1ms', max: '1d' })
        .prefault('10s')
        .describe('Time after which another replica takes up a saga whose replica died.'),
      whenCompensated: z
        .enum(['fail', 'go-on'])
        .default('fail')
        .describe('What a saga that was undone means for its operation: it fails, or it goes on, since a refusal is an answer too.'),
    })
    .meta({ title: 'Saga' });
}

/** The schema of each kind of step; a choice has two. Forms are made of these. */
export const stepSchemas = {
  work: z
    .strictObject({
      kind: z.literal('work'),
      own: z
        .boolean()
        .default(false)
        .describe(
          'Takes the node’s own service time, as its parameters have it, instead of `time`; so does the node’s column of a recording.',
        ),
      time: zDistribution.prefault('5ms').describe('Time a worker is occupied.'),
      recorded: zColumnName()
        .optional()
        .describe(
          'Column of the recorded arrivals that holds this time; `time` is for requests that have none there. Always drawn when left out.',
        ),
      errorRate: zShare().default(0).describe('Share of this work that fails, on top of the node’s.'),
    })
    .meta({ title: 'Work' }),
  wait: z
    .strictObject({
      kind: z.literal('wait'),
      time: zDistribution.prefault('100ms').describe('A pause. An async worker is free meanwhile.'),
      recorded: zColumnName()
        .optional()
        .describe(
          'Column of the recorded arrivals that holds this time; `time` is for requests that have none there. Always drawn when left out.',
        ),
    })
    .meta({ title: 'Wait' }),
  call: z
    .strictObject({
      kind: z.literal('call'),
      link: zId().meta(refersTo('call-link')).describe('The link to call over; it starts at this node.'),
      operation: zOperationName().meta(refersTo('operation')).optional().describe('Operation of the callee; its first one when left out.'),
      needs: zFields().optional().describe('Fields of the answer without which the call has failed; none when left out.'),
      onError: zOnError(),
      request: zBytes().optional().describe('Payload of this call; the operation’s, else the link’s when left out.'),
      answer: zBytes().optional().describe('Payload of its answer; the operation’s, else the link’s when left out.'),
    })
    .meta({ title: 'Call' }),
  read: z
    .strictObject({
      kind: z.literal('read'),
      ...access,
      consistency: z
        .enum(consistencies)
        .default('any')
        .describe('How new it must be: any state that the store has, at least what this request has written, or the latest.'),
    })
    .meta({ title: 'Read' }),
  write: z
    .strictObject({
      kind: z.literal('write'),
      ...access,
      remove: z
        .boolean()
        .default(false)
        .describe(
          'Takes the thing out instead: a cache forgets it and tells nobody further, so that the next read asks the source. For any other store it is a write like others.',
        ),
    })
    .meta({ title: 'Write' }),
  publish: z
    .strictObject({
      kind: z.literal('publish'),
      link: zId().meta(refersTo('queue-link')).describe('The link to the queue; it starts at this node.'),
      event: z
        .string()
        .min(1)
        .max(64)
        .meta(refersTo('event'))
        .describe('Name of the event, OrderPlaced for example. A consumer’s operation of this name takes it, else its first one.'),
      size: zBytes().optional().describe('Payload of the message; the link’s when left out.'),
      ttl: zDuration({ min: '1ms', max: '7d' })
        .optional()
        .describe('Longest time that this message may wait; the shorter of this and the queue’s counts. The queue’s when left out.'),
      priority: zCount('', 0, 9)
        .optional()
        .describe('Urgency of the message, for queues that look at it; 9 is the highest. The request’s own when left out.'),
      confirm: z
        .boolean()
        .default(false)
        .describe(
          'Whether to wait until the queue has taken the message, or has refused it. The link’s timeout bounds the wait. Without it a message that is refused or lost is lost in silence.',
        ),
      onError: z
        .enum(['fail', 'ignore'])
        .default('fail')
        .describe('With confirm, what a message that is refused or not confirmed means: the operation fails, or goes on.'),
    })
    .meta({ title: 'Publish' }),
  effect: z
    .strictObject({
      kind: z.literal('effect'),
      effect: zEffectName()
        .meta(refersTo('effect'))
        .describe('The lasting business fact, PaymentCaptured for example. The ledger counts it.'),
      entity: zId()
        .meta(refersTo('entity'))
        .optional()
        .describe('What it happens to, by its id among the design’s entities. Left out: what the client draws.'),
      amount: z.number().min(-1e12).max(1e12).default(1).meta({ unit: '' }).describe('How much: units of stock, money.'),
      idempotent: z.boolean().default(false).describe('Whether a second one in the name of the same request is recognised and not done.'),
      retention: zDuration({ min: '1ms', max: '7d' })
        .prefault('1d')
        .describe('How long an idempotent effect remembers a request. A duplicate that comes later gets through.'),
      stock: z
        .enum(stockUses)
        .default('none')
        .describe(
          'What it does with the stock of the entity: takes its amount, however little is left; takes it if enough is left, and is refused else; or gives back what the same request has taken.',
        ),
    })
    .meta({ title: 'Effect' }),
  check: z
    .strictObject({
      kind: z.literal('check'),
      entity: zId()
        .meta(refersTo('entity'))
        .optional()
        .describe('Whose stock is looked at, by its id among the design’s entities. Left out: what the client draws.'),
      units: z
        .number()
        .min(0)
        .max(1e12)
        .default(1)
        .meta({ unit: '' })
        .describe('Units that must be left, or the operation is refused as out of stock. It takes none: others may until it does.'),
    })
    .meta({ title: 'Check stock' }),
  parallel: z
    .strictObject({
      kind: z.literal('parallel'),
      need: zCount('branches', 1, 200).optional().describe('Branches that must succeed before it goes on; all when left out.'),
      branches: z.array(zSteps()).min(1).max(200).describe('Lists of steps that run side by side.'),
    })
    .meta({ title: 'In parallel' }),
  repeat: z
    .strictObject({
      kind: z.literal('repeat'),
      times: zCount('times', 1, 1000).default(2).describe('How often the steps are done, one time after the other.'),
      steps: zSteps().describe('The steps. The first one that fails ends the loop.'),
    })
    .meta({ title: 'Repeat' }),
  try: z
    .strictObject({
      kind: z.literal('try'),
      steps: zSteps().describe('Steps that are tried, one call mostly.'),
      ok: zSteps().prefault([]).describe('Steps that follow when they were done well.'),
      failed: zSteps()
        .prefault([])
        .describe(
          'Steps that follow when they failed for certain: an error, a refusal, a call that was never sent. The operation goes on.',
        ),
      unknown: zSteps()
        .optional()
        .describe(
          'Steps that follow when nobody knows whether they were done: a timeout, a loss, a crash. Left out: the operation fails, and whoever asked may ask again.',
        ),
    })
    .meta({ title: 'Try' }),
  saga: zSaga(),
  chance: z
    .strictObject({
      kind: z.literal('choose'),
      by: z.literal('probability'),
      branches: z
        .array(
          z.strictObject({
            share: zFactor(0, 1_000_000).default(1).describe('Weight of this branch against the others.'),
            steps: zSteps().describe('Steps of this branch.'),
          }),
        )
        .min(1)
        .max(50)
        .describe('One of these is taken, by weight.'),
    })
    .meta({ title: 'Choose by chance' }),
  'look-up': z
    .strictObject({
      kind: z.literal('choose'),
      by: z.literal('cache-hit'),
      link: zId().meta(refersTo('cache-link')).describe('The link to the cache; the look-up goes over it.'),
      operation: zOperationName().meta(refersTo('operation')).optional().describe('Operation of the cache; its first one when left out.'),
      entity: zId()
        .meta(refersTo('entity'))
        .optional()
        .describe('What is looked up, by its id among the design’s entities. Left out: what the client draws.'),
      singleFlight: z
        .boolean()
        .default(false)
        .describe(
          'Whether misses of one key at the same time do the steps for a miss once in each replica: up to 10,000 others wait and share how they ended. Without it each one does them.',
        ),
      hit: zSteps().describe('Steps when the key is found.'),
      miss: zSteps().describe('Steps when it is not found, or the look-up fails.'),
    })
    .meta({ title: 'Choose by cache hit' }),
} as const;
export type StepShape = keyof typeof stepSchemas;

const { chance, 'look-up': lookUp, ...plainKinds } = stepSchemas;

/** One step of an operation. */
export const zStep: z.ZodType<Step, StepInput> = z.discriminatedUnion('kind', [
  plainKinds.work,
  plainKinds.wait,
  plainKinds.call,
  plainKinds.read,
  plainKinds.write,
  plainKinds.publish,
  plainKinds.effect,
  plainKinds.check,
  plainKinds.parallel,
  plainKinds.repeat,
  plainKinds.try,
  plainKinds.saga,
  z.discriminatedUnion('by', [chance, lookUp]),
]) as unknown as z.ZodType<Step, StepInput>;
