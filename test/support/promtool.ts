import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promtool } from '../../scripts/lib/promtool.mjs';

/** What promtool says of metrics; it throws where it refuses them. */
export const checkMetrics = (metrics: string): string =>
  execFileSync(promtool(), ['check', 'metrics'], { input: metrics, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });

/** What promtool says of rules; it throws where it refuses them. */
export const checkRules = (rules: string): string => inFolder({ 'rules.yml': rules }, ['check', 'rules', 'rules.yml']);

/**
 * Runs promtool's own unit tests over rules; it throws where one of them fails.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export const testRules = (rules: string, tests: readonly object[]): string =>
  // JSON is YAML.
  inFolder({ 'rules.yml': rules, 'tests.yml': JSON.stringify({ rule_files: ['rules.yml'], evaluation_interval: '1m', tests }) }, [
    'test',
    'rules',
    'tests.yml',
  ]);

function inFolder(files: Readonly<Record<string, string>>, words: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'faultline-promtool-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    return execFileSync(promtool(), [...words], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
