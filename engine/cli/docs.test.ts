import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { programFor } from './program';
import type { Io } from './io';

const docs = path.resolve(import.meta.dirname, '../../docs');
const example = (name: string): unknown => parse(readFileSync(path.join(docs, 'examples', name), 'utf8'));

const program = programFor({ version: '', out: () => undefined, err: () => undefined } as unknown as Io, () => undefined);

test('docs/cli.md lists every command and option (npm run schema writes it anew)', async () => {
  await expect(page(program)).toMatchFileSnapshot(path.join(docs, 'cli.md'));
  expect(program.commands.length).toBeGreaterThan(5);
});

/** Commands of ours that stand in an example exist, and have the options that they are given there. */
function complaints(words: readonly string[]): string[] {
  const command = program.commands.find((one) => one.name() === words[0]);
  if (!command) return [`there is no command ${words[0]}`];
  const known = new Set(command.options.map(({ long }) => long));
  return words.filter((word) => word.startsWith('--') && !known.has(word)).map((word) => `${words[0]} has no option ${word}`);
}

test('the compose file starts a Redis that keeps everything, and workers with options that there are', () => {
  const file = example('compose.yml') as {
    services: Record<'redis' | 'worker', { command: string[]; healthcheck?: object; depends_on?: object; stop_grace_period?: string }>;
  };
  expect(file.services.redis.command.join(' ')).toMatch(/--appendonly yes .*noeviction/);
  expect(file.services.worker).toMatchObject({ depends_on: { redis: { condition: 'service_healthy' } }, stop_grace_period: '2m' });
  expect(complaints(file.services.worker.command)).toEqual([]);
});

test('the Kubernetes Job runs workers that end when nothing is left, and replaces those that die', () => {
  const job = example('kubernetes.yml') as { spec: { template: { spec: { containers: { args: string[] }[] } } } };
  expect(job).toMatchObject({
    apiVersion: 'batch/v1',
    kind: 'Job',
    spec: {
      parallelism: 20,
      template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'worker', image: 'faultline:latest' }] } },
    },
  });
  const [container] = job.spec.template.spec.containers;
  expect(complaints(container!.args)).toEqual([]);
  expect(container!.args).toContain('--idle');
});

test('the GitHub workflow asks for commands and options that there are', () => {
  const { jobs } = example('github-actions.yml') as { jobs: { faultline: { steps: { run?: string }[] } } };
  const calls = jobs.faultline.steps.flatMap(({ run = '' }) =>
    [...run.matchAll(/faultline\.mjs (.+)/g)].map(([, words]) => words!.split(' ')),
  );
  expect(calls.map(([command]) => command)).toEqual(['check', 'run', 'compare']);
  expect(calls.flatMap(complaints)).toEqual([]);
});

function page(of: Command): string {
  return `# The command line

\`npx faultline <command>\`. Written by a test from the program itself: \`npm run schema\` writes it anew.

Every command ends with 0 when all is well, 1 when an objective was missed, an invariant broken or something got worse, 2 on bad input or usage.
${of.commands.map(commandPart).join('')}`;
}

function commandPart(command: Command): string {
  const names = command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`));
  const choices = ({ description, argChoices }: { description: string; argChoices?: string[] | undefined }) =>
    `${description}${argChoices ? `: ${argChoices.join(', ')}` : ''}`;
  const rows = [
    ...command.registeredArguments.map((one, i) => `| \`${names[i]}\` | ${cell(choices(one))} |\n`),
    ...command.options.map(
      (option) => `| \`${option.flags.replaceAll('|', '\\|')}\`${option.mandatory ? ' (needed)' : ''} | ${cell(option.description)} |\n`,
    ),
  ];
  return `
## ${command.name()}

${command.description()}

| | |
|---|---|
${rows.join('')}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
