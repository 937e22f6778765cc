import { readFileSync } from 'node:fs';
import type { DesignNode } from '../../engine/design/schema';

/** What was measured of some requests. [ms] */
export interface Latencies {
  readonly n: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** One measured system: what was done to it, and what came of it in each of three runs. */
export interface Measured<Run> {
  readonly system: string;
  readonly trace: { readonly t: readonly number[]; readonly s: readonly number[]; readonly k?: readonly string[] };
  readonly runs: readonly Run[];
  readonly calibration?: { readonly perRequestServerOccupancyOverheadMs: number; readonly fixedPathLatencyMs: number };
}

export const measured = <Run>(name: string): Measured<Run> =>
  JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), 'utf8')) as Measured<Run>;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** Clients who send what was recorded, with the recorded service time of each request in the column `service`. */
export const replaying = ({ t, s }: Measured<unknown>['trace'], journeys?: readonly string[]): DesignNode => ({
  id: 'clients',
  kind: 'client',
  params: {
    traffic: {
      kind: 'recorded',
      times: [...t],
      columns: [{ name: 'service', times: [...s] }],
      ...(journeys && { journeys: [...journeys] }),
    },
  },
});
