import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { TargetKind } from '../../../engine/faults/definition';
import { faultActions } from '../../../engine/faults/registry';
import { nodeKinds } from '../../../engine/nodes/registry';
import { properties } from '../../../renderer/inspector/field-model';
import { groupTitles } from '../../../renderer/palette/kinds';
import { aboutOf } from '../../../renderer/docs/parameters-page';

// Every kind of component has a page. What the registries know is written from them; the rest is written by people.

const folder = path.resolve(import.meta.dirname, '../../../docs/components');
const written = ['## When to use it', '## In a run', '## What fails first', '## Related', '## Sources'] as const;
type Kind = (typeof nodeKinds)[keyof typeof nodeKinds];

const cell = (text: string): string => text.replaceAll('|', '\\|');

function parameters({ params, title }: Kind): string {
  const rows = properties(params as z.ZodType).map(({ key, label, model }) => `| ${label} | \`${key}\` | ${cell(aboutOf(model))} |`);
  const table = ['| parameter | in the file | what it says |', '|---|---|---|', ...rows].join('\n');
  return `${table}\n\nWhat is inside of them: [all parameters](all-parameters.md#${title.toLowerCase().replaceAll(' ', '-')}).`;
}

function faults({ kind, role }: Kind): string {
  const definitions: readonly {
    readonly action: string;
    readonly title: string;
    readonly targets: readonly TargetKind[];
    readonly kinds?: readonly string[];
  }[] = Object.values(faultActions);
  const fitting = definitions.filter(({ targets, kinds }) => targets.includes(role) && (kinds?.includes(kind) ?? true));
  return `Can be put on it by hand, or by the fault script: ${fitting.map(({ action, title }) => `[${title}](../faults/${action}.md)`).join(', ')}.`;
}

/** The page with its generated parts as they are now. */
function rewritten(definition: Kind, old: string): string {
  const { title, description, kind, group, alsoCalled } = definition;
  const prose = (heading: (typeof written)[number]): string =>
    `${heading}\n\n${old.split(`${heading}\n\n`)[1]?.split('\n## ')[0]?.trim() ?? 'To be written.'}\n`;
  const top = `# ${title}\n\n${description}\n\nKind \`${kind}\`, under ${groupTitles[group]} in the palette. It is found by these words too: ${alsoCalled}.\n`;
  const [use, run, fails, related, sources] = written.map(prose);
  return [
    top,
    use,
    run,
    fails,
    `## Parameters\n\n${parameters(definition)}\n`,
    `## Faults\n\n${faults(definition)}\n`,
    related,
    sources,
  ].join('\n');
}

describe('every kind of component has a page that says what it is', () => {
  test.each(Object.values(nodeKinds).map((definition) => [definition.kind, definition] as const))('%s', async (kind, definition) => {
    const file = path.join(folder, `${kind}.md`);
    const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
    await expect(rewritten(definition, page), 'Bring the tables in step with `npm run schema`').toMatchFileSnapshot(file);
    expect(page).not.toContain('To be written');
  });

  test('and no page speaks of a kind that there is not', () => {
    const kinds = Object.keys(nodeKinds).map((kind) => `${kind}.md`);
    expect(readdirSync(folder).toSorted()).toEqual([...kinds, 'all-parameters.md'].toSorted());
  });
});
