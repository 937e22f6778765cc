import { addedLatency } from './added-latency';
import { badDeploy } from './bad-deploy';
import { bandwidthCap } from './bandwidth-cap';
import { brokerLoss } from './broker-loss';
import { brownOut } from './brown-out';
import { cacheFlush } from './cache-flush';
import { certificateExpiry } from './certificate-expiry';
import { connectionReset } from './connection-reset';
import { consumerPause } from './consumer-pause';
import { contractBreak } from './contract-break';
import { cpuSteal } from './cpu-steal';
import { diskFull } from './disk-full';
import { dnsFailure } from './dns-failure';
import { duplicateDelivery } from './duplicate-delivery';
import { errorRate } from './error-rate';
import { eventLoss } from './event-loss';
import { hotKey } from './hot-key';
import { jitter } from './jitter';
import { memoryLeak } from './memory-leak';
import { packetLoss } from './packet-loss';
import { partition } from './partition';
import { payloadCorruption } from './payload-corruption';
import { poisonMessage } from './poison-message';
import { poolExhaustion } from './pool-exhaustion';
import { primaryFailure } from './primary-failure';
import { processPause } from './process-pause';
import { rebalanceStorm } from './rebalance-storm';
import { reconnectStorm } from './reconnect-storm';
import { regionLoss } from './region-loss';
import { reordering } from './reordering';
import { replay } from './replay';
import { replicaCrash } from './replica-crash';
import { replicaLag } from './replica-lag';
import { retryStorm } from './retry-storm';
import { rollingRestart } from './rolling-restart';
import { shardLoss } from './shard-loss';
import { slowDisk } from './slow-disk';
import { slowDown } from './slow-down';
import { tooManyRequests } from './too-many-requests';
import { trafficSurge } from './traffic-surge';
import { zoneLoss } from './zone-loss';

/** Every fault, in the order of its button. */
export const faultActions = {
  [addedLatency.action]: addedLatency,
  [jitter.action]: jitter,
  [slowDown.action]: slowDown,
  [cpuSteal.action]: cpuSteal,
  [errorRate.action]: errorRate,
  [brownOut.action]: brownOut,
  [tooManyRequests.action]: tooManyRequests,
  [replicaCrash.action]: replicaCrash,
  [processPause.action]: processPause,
  [rollingRestart.action]: rollingRestart,
  [memoryLeak.action]: memoryLeak,
  [poolExhaustion.action]: poolExhaustion,
  [retryStorm.action]: retryStorm,
  [slowDisk.action]: slowDisk,
  [diskFull.action]: diskFull,
  [primaryFailure.action]: primaryFailure,
  [replicaLag.action]: replicaLag,
  [shardLoss.action]: shardLoss,
  [partition.action]: partition,
  [packetLoss.action]: packetLoss,
  [bandwidthCap.action]: bandwidthCap,
  [connectionReset.action]: connectionReset,
  [dnsFailure.action]: dnsFailure,
  [payloadCorruption.action]: payloadCorruption,
  [trafficSurge.action]: trafficSurge,
  [reconnectStorm.action]: reconnectStorm,
  [zoneLoss.action]: zoneLoss,
  [regionLoss.action]: regionLoss,
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
