import type { EstimateAnswers, EstimateInputs, Quantity } from './estimate-inputs';

/** What the inputs come to. Rates are averages over a day but for the peak; see `zEstimateAnswers` for the units. */
export function estimated(inputs: EstimateInputs): EstimateAnswers {
  const { users, actionsPerUser, readsPerWrite, peakFactor, writeBytes, readBytes, secondsPerDay } = inputs;
  const actions = (users * actionsPerUser) / secondsPerDay;
  const writes = actions / (1 + readsPerWrite);
  const reads = writes * readsPerWrite;
  const peak = (writes + reads) * peakFactor;
  return {
    writesPerSecond: writes,
    readsPerSecond: reads,
    peakPerSecond: peak,
    storageBytes: writes * secondsPerDay * inputs.retentionDays * writeBytes * inputs.copies,
    bandwidthBytesPerSecond: (reads * readBytes + writes * writeBytes) * peakFactor,
    cacheBytes: reads * secondsPerDay * inputs.hotShare * readBytes,
    servers: Math.ceil(roundedAt12(peak / inputs.serverRate)),
  };
}

export const quantities = [
  'writesPerSecond',
  'readsPerSecond',
  'peakPerSecond',
  'storageBytes',
  'bandwidthBytesPerSecond',
  'cacheBytes',
  'servers',
] as const satisfies readonly Quantity[];

/** Five servers for 500/s are not six because a division left 5.000000000000001. */
const roundedAt12 = (value: number): number => Number(value.toPrecision(12));
