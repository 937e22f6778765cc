import { poisonMessage } from './poison-message';
import { duplicateDelivery } from './duplicate-delivery';
import { eventLoss } from './event-loss';
import { reordering } from './reordering';
import { addedLatency } from './added-latency';
import { bandwidthCap } from './bandwidth-cap';
import { cacheFlush } from './cache-flush';
import { badDeploy } from './bad-deploy';
import { certificateExpiry } from './certificate-expiry';
import { contractBreak } from './contract-break';
import { brokerLoss } from './broker-loss';
import { consumerPause } from './consumer-pause';
import { errorRate } from './error-rate';
import { hotKey } from './hot-key';
import { memoryLeak } from './memory-leak';
import { packetLoss } from './packet-loss';
import { partition } from './partition';
import { rebalanceStorm } from './rebalance-storm';
import { replay } from './replay';
import { poolExhaustion } from './pool-exhaustion';
import { primaryFailure } from './primary-failure';
import { replicaCrash } from './replica-crash';
import { replicaLag } from './replica-lag';
import { shardLoss } from './shard-loss';
import { slowDisk } from './slow-disk';
import { slowDown } from './slow-down';
import { trafficSurge } from './traffic-surge';
import { zoneLoss } from './zone-loss';

/** Every fault, in the order of its button. */
export const faultActions = {
  [addedLatency.action]: addedLatency,
  [slowDown.action]: slowDown,
  [errorRate.action]: errorRate,
  [replicaCrash.action]: replicaCrash,
  [memoryLeak.action]: memoryLeak,
  [poolExhaustion.action]: poolExhaustion,
  [slowDisk.action]: slowDisk,
  [primaryFailure.action]: primaryFailure,
  [replicaLag.action]: replicaLag,
  [shardLoss.action]: shardLoss,
  [partition.action]: partition,
  [packetLoss.action]: packetLoss,
  [bandwidthCap.action]: bandwidthCap,
  [trafficSurge.action]: trafficSurge,
  [zoneLoss.action]: zoneLoss,
  [cacheFlush.action]: cacheFlush,
  [hotKey.action]: hotKey,
  [badDeploy.action]: badDeploy,
  [contractBreak.action]: contractBreak,
  [consumerPause.action]: consumerPause,
  [rebalanceStorm.action]: rebalanceStorm,
  [brokerLoss.action]: brokerLoss,
  [replay.action]: replay,
  [certificateExpiry.action]: certificateExpiry,
  [poisonMessage.action]: poisonMessage,
  [duplicateDelivery.action]: duplicateDelivery,
  [eventLoss.action]: eventLoss,
  [reordering.action]: reordering,
} as const;
export type FaultAction = keyof typeof faultActions;
