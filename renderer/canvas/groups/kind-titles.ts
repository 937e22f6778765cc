import type { DesignGroup } from '../../../engine/design/schema';

/** What kinds of groups are called. */
export const groupKindTitle: Record<DesignGroup['kind'], string> = {
  plain: 'Group',
  context: 'Bounded context',
  zone: 'Zone',
  region: 'Region',
};
