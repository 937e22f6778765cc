import { requestColumns } from './columns';
import type { TenantBlock } from './frame';
import type { TenantSubject } from './subjects';

/** What the page may see of tenants, now. */
export const tenantBlock = (tenants: readonly TenantSubject[]): TenantBlock => ({
  ids: tenants.map(({ id }) => id),
  counts: Float64Array.from(tenants.flatMap(({ stats }) => requestColumns.map((column) => stats[column]))),
});
