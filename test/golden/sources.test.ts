import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { loadScenario } from '../../engine/practice/scenario-file';
import { wordQuestions } from '../../engine/practice/questions/registry';
import type { zSource } from '../../engine/practice/source';
import { scenariosFolder } from './scenarios';

interface Told {
  readonly name: string;
  readonly texts: string;
  readonly sources: readonly z.infer<typeof zSource>[];
}

/** Products and companies, of which nothing is said without a source beside it. */
const names =
  /\b(?:Amazon|AWS|Azure|Bloom|Cassandra|Cloudflare|CRDT|Discord|Dropbox|DynamoDB|Dynamo|Elasticsearch|Envoy|Facebook|Figma|Firebase|Google|Gorilla|Istio|Kafka|Kubernetes|Little’s|LMAX|Memcached|MongoDB|MySQL|Netflix|nginx|OpenTelemetry|PACELC|PayPal|PostgreSQL|Prometheus|RabbitMQ|Redis|Slack|SQS|Stripe|Twitter|Uber|W3C|WebSocket|WhatsApp|YouTube|robots\.txt)\b/gu;

/** Words that claim an authority without naming it. */
const unnamed =
  /\b(?:best practices?|industry standard|experts (?:say|agree)|it is well known|most (?:companies|teams|shops|systems|engineers)|real companies|research shows|studies (?:show|say)|widely (?:used|known))\b/iu;

/** Everything that a reader of a scenario is told, without its sources. */
function scenario(slug: string): Told {
  const folder = path.join(scenariosFolder, slug);
  const loaded = loadScenario(readFileSync(path.join(folder, 'scenario.json'), 'utf8'));
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join(' '));
  const { sources, ...rest } = loaded.value;
  const others = readdirSync(folder).filter((file) => file !== 'scenario.json');
  return {
    name: slug,
    texts: [JSON.stringify(rest), ...others.map((file) => readFileSync(path.join(folder, file), 'utf8'))].join('\n'),
    sources,
  };
}

const told: readonly Told[] = [
  ...readdirSync(scenariosFolder).map(scenario),
  ...wordQuestions.map(({ sources, ...rest }) => ({ name: rest.id, texts: JSON.stringify(rest), sources })),
];

describe('what scenarios and questions say of the world', () => {
  test.each(told)('$name: each product and company that is named has a source', ({ texts, sources }) => {
    const cited = sources.map(({ fact, title }) => `${fact} ${title}`).join(' ');
    expect([...new Set(texts.match(names) ?? [])].filter((one) => !cited.includes(one))).toEqual([]);
  });

  test.each(told)('$name: no authority without a name', ({ texts }) => {
    expect(unnamed.exec(texts)?.[0]).toBeUndefined();
  });

  test('an address has one title wherever it is cited', () => {
    const titles = new Map<string, string>();
    const others = told
      .flatMap(({ sources }) => sources)
      .filter(({ url, title }) => {
        if (!titles.has(url)) titles.set(url, title);
        return titles.get(url) !== title;
      });
    expect(others.map(({ url, title }) => `${url} ${title}`)).toEqual([]);
  });
});
