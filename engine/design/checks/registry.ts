import { breakers } from './breakers';
import { caches } from './caches';
import { callCycles } from './call-cycles';
import type { Check } from './check';
import { choices } from './choices';
import { clientTraffic } from './client-traffic';
import { contracts } from './contracts';
import { distributions } from './distributions';
import { duplicateIds } from './duplicate-ids';
import { entities } from './entities';
import { experiments } from './experiments';
import { faultTargets } from './fault-targets';
import { groups } from './groups';
import { invariantEffects } from './invariant-effects';
import { journeys } from './journeys';
import { limitSizes } from './limit-sizes';
import { limitStores } from './limit-stores';
import { linkContradictions } from './link-contradictions';
import { linkEnds } from './link-ends';
import { logs } from './logs';
import { numberRanges } from './number-ranges';
import { operationNames } from './operation-names';
import { outboxes } from './outboxes';
import { deadLetters } from './dead-letters';
import { eventNames } from './event-names';
import { queueConsumers } from './queue-consumers';
import { queueing } from './queueing';
import { repeatedEffects } from './repeated-effects';
import { retryStorms } from './retry-storms';
import { runTimes } from './run-times';
import { sagas } from './sagas';
import { sharedStores } from './shared-stores';
import { sloJourneys } from './slo-journeys';
import { stepLinks } from './step-links';
import { stocks } from './stocks';
import { stores } from './stores';
import { timeouts } from './timeouts';
import { totals } from './totals';
import { traffic } from './traffic';
import { unusedLinks } from './unused-links';
import { zones } from './zones';

/** Every check, in the order in which its problems are shown. A new one is a file here and a line there. */
export const checks: readonly Check[] = [
  duplicateIds,
  linkEnds,
  operationNames,
  stepLinks,
  entities,
  limitStores,
  limitSizes,
  sagas,
  outboxes,
  invariantEffects,
  choices,
  callCycles,
  caches,
  journeys,
  zones,
  groups,
  faultTargets,
  experiments,
  sloJourneys,
  distributions,
  numberRanges,
  clientTraffic,
  runTimes,
  totals,
  traffic,
  queueConsumers,
  logs,
  deadLetters,
  eventNames,
  queueing,
  unusedLinks,
  timeouts,
  breakers,
  linkContradictions,
  retryStorms,
  repeatedEffects,
  contracts,
  sharedStores,
  stores,
  stocks,
];
