import {
  type Icon,
  IconArrowsSplit2,
  IconArrowsTransferUp,
  IconBolt,
  IconBrain,
  IconDoorOff,
  IconHourglassHigh,
  IconPencil,
  IconScale,
  IconServerBolt,
  IconTarget,
  IconToggleLeft,
} from '@tabler/icons-react';
import type { EventKind } from './entries';

export const kindIcons: Readonly<Record<EventKind, Icon>> = {
  faults: IconBolt,
  breakers: IconToggleLeft,
  rejections: IconDoorOff,
  pools: IconHourglassHigh,
  slos: IconTarget,
  scaling: IconScale,
  replicas: IconServerBolt,
  failovers: IconArrowsTransferUp,
  logs: IconArrowsSplit2,
  bounds: IconBrain,
  edits: IconPencil,
};
