/** How large a component is run. */
export interface Size {
  readonly replicas: number;
  /** Processors that one replica may use at most; no bound when undefined. [cores] */
  readonly cpus?: number | undefined;
  readonly autoscaling?: { readonly min: number; readonly max: number; readonly target: number } | undefined;
}

/** What a call costs on a whole processor, where nothing is known: the usual time of the kind. [ms] */
export const usualWork = { service: 5, gateway: 1 } as const;

/**
 * Parameters of a service or gateway of that size. A bound on its processors makes it share them among all calls that it
 * works on; less than one makes work longer in proportion.
 */
export function serving({ replicas, cpus, autoscaling }: Size, kind: 'service' | 'gateway'): Readonly<Record<string, unknown>> {
  const common = { replicas: Math.max(replicas, autoscaling?.min ?? 1), ...(autoscaling && { autoscaling }) };
  if (cpus === undefined || !(cpus > 0)) return common;
  const usual = usualWork[kind];
  const time = cpus < 1 ? Math.min(60_000, Math.round((usual / cpus) * 10) / 10) : usual;
  return {
    ...common,
    workers: Math.max(1, Math.min(256, Math.round(cpus))),
    mode: 'async',
    discipline: { kind: 'processor-sharing' },
    [kind === 'service' ? 'serviceTime' : 'authTime']: `${time}ms`,
  };
}
