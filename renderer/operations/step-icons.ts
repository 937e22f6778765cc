import {
  IconArrowRampRight2,
  IconArrowsSplit2,
  IconBookmark,
  IconDatabaseEdit,
  IconDatabaseSearch,
  IconHourglass,
  IconPackage,
  IconPhoneOutgoing,
  IconProgress,
  IconRepeat,
  IconRoute,
  IconSend,
  IconStack2,
  type TablerIcon,
} from '@tabler/icons-react';
import type { StepShape } from '../../engine/design/step-schema';

export const stepIcons: Readonly<Record<StepShape, TablerIcon>> = {
  work: IconProgress,
  wait: IconHourglass,
  call: IconPhoneOutgoing,
  read: IconDatabaseSearch,
  write: IconDatabaseEdit,
  publish: IconSend,
  effect: IconBookmark,
  check: IconPackage,
  parallel: IconArrowsSplit2,
  repeat: IconRepeat,
  saga: IconRoute,
  chance: IconArrowRampRight2,
  'look-up': IconStack2,
};
