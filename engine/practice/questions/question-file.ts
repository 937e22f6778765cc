import { z } from 'zod';
import { levels } from '../levels';
import { zKeyPoint } from '../prompt-file';
import { zSource } from '../source';

const text = (most: number) => z.string().trim().min(1).max(most);

/** A question that is answered in words, in a few minutes. */
export const zWordQuestion = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
      .describe('Name of the question; related ones refer to it.'),
    ask: text(200).describe('The question.'),
    level: z.enum(levels).describe('From which level on it is asked.'),
    points: z.array(zKeyPoint).min(4).max(15).describe('What a good answer says.'),
    mistakes: z
      .array(
        z.strictObject({
          say: text(300).describe('The mistake, and what is right.'),
          keywords: z
            .array(z.array(text(60)).min(1))
            .max(5)
            .describe('Words by which it is heard: one of each list. Empty: it cannot be heard.'),
        }),
      )
      .min(1)
      .max(8)
      .describe('What people often get wrong.'),
    related: z.array(text(64)).min(1).max(6).describe('Ids of questions to take next.'),
    model: text(1_500).describe('A short answer that says it all.'),
    sources: z.array(zSource).min(1).max(5).describe('Where the facts are from.'),
  })
  .meta({ title: 'Question in words' });
export type WordQuestion = z.infer<typeof zWordQuestion>;
