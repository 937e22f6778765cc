import { z } from 'zod';

const number = (unit: string, min: number, max: number) => z.number().min(min).max(max).meta({ unit });

/** What a back-of-envelope estimate starts from. */
export const zEstimateInputs = z
  .strictObject({
    users: number('users', 1, 1e11).describe('Users who are active on a day.'),
    actionsPerUser: number('1/day', 0.0001, 1e6).describe('What one user asks for on a day, reads and writes together.'),
    readsPerWrite: number('', 0, 1e6).describe('Reads for each write.'),
    peakFactor: number('times', 1, 100).describe('The busiest second against the average one.'),
    writeBytes: number('bytes', 0, 1e12).describe('What one write brings, and what is kept of it.'),
    readBytes: number('bytes', 0, 1e12).describe('What one read answers.'),
    retentionDays: number('days', 0, 36_500).describe('How long a write is kept.'),
    copies: number('', 1, 20).describe('Copies that are kept of it: replicas and backups.'),
    hotShare: number('share', 0, 1).describe('Share of what is read on a day that a cache is to hold.'),
    serverRate: number('1/s', 0.01, 1e7).describe('What one server bears.'),
    secondsPerDay: number('s', 1, 1e6).default(86_400).describe('Seconds of a day: 86,400, or 100,000 for easy sums.'),
  })
  .meta({ title: 'Inputs of an estimate' });
export type EstimateInputs = z.infer<typeof zEstimateInputs>;

/** What an estimate comes to. */
export const zEstimateAnswers = z
  .strictObject({
    writesPerSecond: number('1/s', 0, 1e12).describe('Writes in an average second.'),
    readsPerSecond: number('1/s', 0, 1e12).describe('Reads in an average second.'),
    peakPerSecond: number('1/s', 0, 1e12).describe('Reads and writes in the busiest second.'),
    storageBytes: number('bytes', 0, 1e24).describe('What is kept once the first writes are let go, all copies together.'),
    bandwidthBytesPerSecond: number('bytes/s', 0, 1e18).describe('What goes in and out in the busiest second.'),
    cacheBytes: number('bytes', 0, 1e24).describe('Memory that holds the part of a day’s reads that is asked for again and again.'),
    servers: z.int().min(0).max(1e9).meta({ unit: 'servers' }).describe('Servers that bear the busiest second.'),
  })
  .meta({ title: 'Answers of an estimate' });
export type EstimateAnswers = z.infer<typeof zEstimateAnswers>;
export type Quantity = keyof EstimateAnswers;
