import {
  IconAlertTriangleFilled,
  IconBolt,
  IconBoltFilled,
  IconBoxMultiple,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconClockFilled,
  IconClockPlus,
  IconCloud,
  IconCut,
  IconEraser,
  IconFlame,
  IconDatabase,
  IconDoorEnter,
  IconGauge,
  IconHourglassHigh,
  IconLambda,
  IconInbox,
  IconListNumbers,
  IconOctagonMinusFilled,
  IconPackageOff,
  IconPercentage,
  IconPlayerPause,
  IconPlayerTrackPrev,
  IconRefreshAlert,
  IconServer2,
  IconSkull,
  IconSquareRotatedFilled,
  IconSquareXFilled,
  IconStack2,
  IconTrendingUp,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import type { FaultAction } from '../../engine/faults/registry';
import type { NodeKind } from '../../engine/nodes/registry';
import type { Health } from './health';

const ofKind: Partial<Record<NodeKind, TablerIcon>> = {
  client: IconUsers,
  gateway: IconDoorEnter,
  service: IconServer2,
  function: IconLambda,
  database: IconDatabase,
  cache: IconStack2,
  queue: IconInbox,
  log: IconListNumbers,
  external: IconCloud,
};
/** A new kind has an icon before anyone draws one for it. */
export const kindIcon = (kind: NodeKind): TablerIcon => ofKind[kind] ?? IconBoxMultiple;

const ofFault: Partial<Record<FaultAction, TablerIcon>> = {
  'added-latency': IconClockPlus,
  'slow-down': IconHourglassHigh,
  'error-rate': IconPercentage,
  'replica-crash': IconSkull,
  partition: IconCut,
  'packet-loss': IconPackageOff,
  'bandwidth-cap': IconGauge,
  'traffic-surge': IconTrendingUp,
  'cache-flush': IconEraser,
  'hot-key': IconFlame,
  'consumer-pause': IconPlayerPause,
  'rebalance-storm': IconRefreshAlert,
  replay: IconPlayerTrackPrev,
};
export const faultIcon = (action: FaultAction): TablerIcon => ofFault[action] ?? IconBolt;

/** Each state has a shape of its own, so that colour is never the only sign. */
export const healthIcon: Record<Health, TablerIcon> = {
  idle: IconCircleDashed,
  healthy: IconCircleCheckFilled,
  busy: IconSquareRotatedFilled,
  slowed: IconClockFilled,
  faulty: IconBoltFilled,
  saturated: IconAlertTriangleFilled,
  failing: IconSquareXFilled,
  down: IconOctagonMinusFilled,
};
