import { z } from 'zod';
import { zZoneId } from '../core/fields';
import { limits } from './limits';
import { zId, zName } from './names';

// What is drawn around and beside the components: groups and notes.

export const zPosition = z.strictObject({
  x: z.number().min(-1e6).max(1e6).meta({ unit: 'px' }).describe('Left edge on the canvas.'),
  y: z.number().min(-1e6).max(1e6).meta({ unit: 'px' }).describe('Top edge on the canvas.'),
});

const common = {
  id: zId().describe('Name in this file; nodes, notes and groups inside of it refer to it.'),
  name: zName().optional().describe('Title of its frame; the id when left out.'),
  parent: zId().optional().describe('Group that it lies in; none when left out.'),
  collapsed: z.boolean().optional().describe('Whether it is drawn as one card. Left out: as a frame around its content.'),
  position: zPosition
    .optional()
    .describe('Place of its frame while nothing is in it; with content it lies around that. Left out: below all else.'),
};

/** A frame around components. Zones and regions are those of the network: what lies in their frame runs there. */
export const zGroup = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('plain'), ...common }).meta({ title: 'Group' }),
  z.strictObject({ kind: z.literal('context'), ...common }).meta({ title: 'Bounded context' }),
  z
    .strictObject({
      kind: z.literal('zone'),
      ...common,
      zone: zZoneId().describe('Zone that the frame stands for. Nodes in it run there, unless they name zones of their own.'),
    })
    .meta({ title: 'Zone' }),
  z
    .strictObject({
      kind: z.literal('region'),
      ...common,
      region: zZoneId().describe(
        'Region that the frame stands for. Nodes in it run in all of its zones, clients and queues in the first, unless a frame or zones of their own say more.',
      ),
    })
    .meta({ title: 'Region' }),
]);

/** Words on the canvas. They mean nothing to the run. */
export const zNote = z
  .strictObject({
    id: zId().describe('Name in this file.'),
    text: z.string().min(1).max(limits.noteLength).describe('What it says, in Markdown: headings, lists, bold, code, links. No HTML.'),
    look: z.enum(['note', 'text']).default('note').describe('Note: on a coloured sheet. Text: on the canvas itself.'),
    position: zPosition.describe('Place on the canvas.'),
    size: z
      .strictObject({
        width: z.number().min(60).max(2000).meta({ unit: 'px' }).describe('Width.'),
        height: z.number().min(24).max(2000).meta({ unit: 'px' }).describe('Least height; it grows with its text.'),
      })
      .optional()
      .describe('Size; 200 px wide and as high as its text when left out.'),
    attachedTo: zId().optional().describe('Node that it is about; it moves along with it. None when left out.'),
    group: zId().optional().describe('Group that it lies in; none when left out.'),
  })
  .meta({ title: 'Note' });
