import apiGateway from './api-gateway.json';
import backpressure from './backpressure.json';
import cacheStrategies from './cache-strategies.json';
import capTheorem from './cap-theorem.json';
import consistentHashing from './consistent-hashing.json';
import correlationIds from './correlation-ids.json';
import cqrsAgainstEventSourcing from './cqrs-against-event-sourcing.json';
import eventsOverRest from './events-over-rest.json';
import exactlyOnce from './exactly-once.json';
import explainTheCircuitBreaker from './explain-the-circuit-breaker.json';
import idempotentConsumers from './idempotent-consumers.json';
import monolithOrMicroservices from './monolith-or-microservices.json';
import orchestrationOrChoreography from './orchestration-or-choreography.json';
import rateLimitingAlgorithms from './rate-limiting-algorithms.json';
import rebuildAProjection from './rebuild-a-projection.json';
import retriesDoneRight from './retries-done-right.json';
import scalableMicroservices from './scalable-microservices.json';
import scaleReads from './scale-reads.json';
import shardADatabase from './shard-a-database.json';
import sharedDatabase from './shared-database.json';
import slosAndAlarms from './slos-and-alarms.json';
import timeBudgets from './time-budgets.json';
import whatIsABoundedContext from './what-is-a-bounded-context.json';
import whatIsABulkhead from './what-is-a-bulkhead.json';
import whatIsASaga from './what-is-a-saga.json';
import whatIsEventualConsistency from './what-is-eventual-consistency.json';
import whatIsTheOutbox from './what-is-the-outbox.json';
import { type WordQuestion, zWordQuestion } from './question-file';

/** Every question in words, in the order in which they are offered. A new one is a file and a line. */
export const wordQuestions: readonly WordQuestion[] = [
  eventsOverRest,
  cqrsAgainstEventSourcing,
  explainTheCircuitBreaker,
  scalableMicroservices,
  monolithOrMicroservices,
  whatIsASaga,
  orchestrationOrChoreography,
  whatIsTheOutbox,
  idempotentConsumers,
  exactlyOnce,
  retriesDoneRight,
  timeBudgets,
  whatIsABulkhead,
  backpressure,
  rateLimitingAlgorithms,
  cacheStrategies,
  scaleReads,
  shardADatabase,
  consistentHashing,
  whatIsEventualConsistency,
  capTheorem,
  apiGateway,
  sharedDatabase,
  whatIsABoundedContext,
  correlationIds,
  slosAndAlarms,
  rebuildAProjection,
].map((question) => zWordQuestion.parse(question));
