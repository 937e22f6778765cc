import { IconBoxMultiple, IconBuildingBank, IconMapPin, IconWorld, type TablerIcon } from '@tabler/icons-react';
import type { DesignGroup } from '../../../engine/design/schema';

export const groupIcon: Record<DesignGroup['kind'], TablerIcon> = {
  plain: IconBoxMultiple,
  context: IconBuildingBank,
  zone: IconMapPin,
  region: IconWorld,
};
