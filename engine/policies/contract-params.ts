import { z } from 'zod';
import { zCount, zFactor, zShare } from '../core/fields';

/** Releases count up; people call them versions. */
const zVersion = () => zCount('', 1, 1000);
const zFieldName = () => z.string().min(1).max(64);
export const zFields = () => z.array(zFieldName()).max(200);

/** What an answer or an event holds, from some version of its node on. */
const zContractVersion = z
  .strictObject({
    version: zVersion().default(1).describe('Version of the node from which on it is so.'),
    fields: zFields().prefault([]).describe('Fields that it holds.'),
    deprecated: z.boolean().default(false).describe('It will go; whoever still needs it is told.'),
  })
  .meta({ title: 'Version' });
export const zContractVersions = () => z.array(zContractVersion).min(1).max(50);
export type ContractVersion = z.output<typeof zContractVersion>;

/** Which version of its code runs at a node. */
export const zRelease = z
  .strictObject({
    version: zVersion().default(1).describe('Version that its replicas run.'),
    canary: z
      .strictObject({
        version: zVersion().default(2).describe('The version that is being tried.'),
        share: zShare().default(0.1).describe('Share of the replicas that run it, rounded up to whole replicas.'),
        errorRate: zShare().default(0).describe('Share of its finished work that fails, on top of the node’s.'),
        slowdown: zFactor(0.01, 1000).default(1).describe('Its service times are multiplied by this.'),
      })
      .optional()
      .describe('A version that only some replicas run; none when left out.'),
  })
  .meta({ title: 'Release' });
export type ReleaseParams = z.output<typeof zRelease>;
