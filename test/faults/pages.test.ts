import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Counterparts, TargetKind } from '../../engine/faults/definition';
import { faultActions } from '../../engine/faults/registry';

const folder = join(import.meta.dirname, '../../docs/faults');

interface Definition {
  readonly action: string;
  readonly title: string;
  readonly description: string;
  readonly targets: readonly TargetKind[];
  readonly kinds?: readonly string[];
  readonly perReplica?: true;
  readonly params: z.ZodType;
  readonly tools: Counterparts;
}
const definitions: readonly Definition[] = Object.values(faultActions);

interface Field {
  readonly description?: string;
  readonly default?: unknown;
  readonly unit?: string;
  readonly enum?: readonly string[];
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

function parameters({ params }: Definition): string {
  const { properties = {} } = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, Field> };
  const rows = Object.entries(properties).map(([name, field]) => {
    const unit = field.enum?.join(', ') ?? field.unit ?? '';
    const byDefault = field.default === undefined ? '' : typeof field.default === 'string' ? field.default : JSON.stringify(field.default);
    return `| \`${name}\` | ${cell(unit)} | ${cell(byDefault)} | ${cell(field.description ?? '')} |`;
  });
  if (rows.length === 0) return 'None: it is on, or it is not.';
  return ['| field | unit | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

const places: Readonly<Record<TargetKind, string>> = {
  source: 'clients',
  server: 'nodes that answer calls',
  queue: 'queues and topics',
  log: 'logs',
  link: 'links',
  delivery: 'links from a queue',
  group: 'links from a log (consumer groups)',
  zone: 'zones',
  region: 'regions',
  nodes: 'what lies between two sets of nodes',
  zones: 'what lies between two sets of zones or regions',
};

function targets({ targets: all, kinds, perReplica }: Definition): string {
  const where = `Can be put on ${all.map((each) => places[each]).join(', ')}${kinds ? `; of kind ${kinds.join(', ')}` : ''}.`;
  return perReplica ? `${where} It is done to single replicas: a target may name a share of them.` : where;
}

function tools({ tools: counterparts }: Definition): string {
  const rows = Object.entries(counterparts).map(([tool, name]) => `| ${tool} | ${cell(name)} |`);
  return rows.length === 0 ? 'None that we know of does just this.' : ['| tool | there it is |', '|---|---|', ...rows].join('\n');
}

/** What a page says that the definition says too. */
const parts = (definition: Definition): readonly string[] => [
  `# ${definition.title}\n\n${definition.description}\n\n${targets(definition)}\n`,
  `## Parameters\n\n${parameters(definition)}\n`,
  `## Real tools\n\n${tools(definition)}\n`,
];

const headings = ['## Parameters', '## How it heals', '## Real tools', '## When it misleads'];

/** Replaces what is generated and keeps the rest, which people write. */
function rewritten(definition: Definition, old: string): string {
  const section = (heading: string): string => old.split(`${heading}\n\n`)[1]?.split('\n## ')[0]?.trim() ?? 'To be written.';
  const [top, table, real] = parts(definition);
  return `${top}\n${table}\n## How it heals\n\n${section('## How it heals')}\n\n${real}\n## When it misleads\n\n${section('## When it misleads')}\n`;
}

describe('every fault has a page that says what it is', () => {
  test.each(definitions.map((definition) => [definition.action, definition] as const))('%s', async (action, definition) => {
    const file = join(folder, `${action}.md`);
    const old = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const page = rewritten(definition, old);
    await expect(page, 'Bring the tables in step with `npm run schema`').toMatchFileSnapshot(file);
    expect(page.match(/^## .*/gm)).toEqual(headings);
    expect(page).not.toContain('To be written');
  });

  test('and no page speaks of a fault that there is not', () => {
    expect(readdirSync(folder).toSorted()).toEqual(definitions.map(({ action }) => `${action}.md`).toSorted());
  });
});

const spelling: Readonly<Record<string, RegExp>> = {
  'AWS FIS': /^(aws:[a-z0-9]+:[a-z-]+|scenario [A-Z])/,
  'Chaos Mesh': /^([A-Z][A-Za-z]+Chaos|chaosd) /,
  Litmus: /^[a-z]+(-[a-z]+)+/,
  Gremlin: /^[A-Z]/,
  toxiproxy: /^(latency|bandwidth|slow_close|timeout|reset_peer|slicer|limit_data)/,
};

test('real tools are named as those tools name things', () => {
  for (const { action, tools: counterparts } of definitions)
    for (const [tool, name] of Object.entries(counterparts))
      expect([action, tool, name]).toEqual([action, tool, expect.stringMatching(spelling[tool]!)]);
});
