import { z } from 'zod';

/** Where a fact about a technology or a company comes from, and how that was checked. */
export const zSource = z.strictObject({
  fact: z
    .string()
    .max(400)
    .regex(/^\S+( \S+){3,}\.$/, 'A fact is a sentence: four words at least, and a full stop.')
    .describe('What is said of a technology or a company, as a sentence.'),
  title: z.string().min(5).max(200).describe('What the page or paper is called; for a paper also who wrote it, and when.'),
  url: z
    .url({ protocol: /^https$/ })
    .max(400)
    .describe('Where it is.'),
  checked: z
    .strictObject({
      on: z.iso.date().describe('The day, such as 2026-11-22.'),
      how: z
        .enum(['page', 'repository', 'quotation', 'address'])
        .describe(
          'How closely. page: a copy of the page was read. repository: the file was read from which the page is made. ' +
            'quotation: the passage was read where others quote it. address: others cite this address under this title; the passage was not read.',
        ),
    })
    .describe('When somebody last compared the fact with its source, and how.'),
});
