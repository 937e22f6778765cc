import type { NodeKind } from '../nodes/registry';

/** What is known of a component besides its place in the system. */
export interface Clues {
  /** What the file calls it. */
  readonly name: string;
  /** Container image, technology or icon: `docker.io/library/redis:7-alpine`, `PostgreSQL 16`. */
  readonly technology?: string | undefined;
}

export interface ComponentKind {
  readonly kind: NodeKind;
  /** It collects or shows traces, metrics or logs: nobody waits for it. Then its kind is that of a log. */
  readonly telemetry: boolean;
  /** What said so, as the end of a sentence: `its image or technology, “redis”`. Null where nothing did and a service was taken. */
  readonly why: string | null;
  /** Whether a product said so, in the technology: then it is no guess. */
  readonly sure: boolean;
}

/**
 * The kind of a component by its technology and, where that is somebody's own, by the words of its name. A program that works
 * with something is not that thing: "Kafka consumer" and "cache-service" are services.
 */
export function kindOf({ name, technology }: Clues): ComponentKind {
  const product =
    technology === undefined ? null : (find(wordsOf(productOf(technology)), [products]) ?? find(makerOf(technology), [makers]));
  if (product) return { ...product.found, why: `its image or technology, “${product.word}”`, sure: true };
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const asked = find(words, [people]);
  if (asked && (asked.word === last || asked.word === words.slice(-2).join('') || words.length === 1))
    return { ...asked.found, why: `the word “${asked.word}” in its name`, sure: false };
  const named = programs.has(last) ? null : find(words, [products, roles]);
  if (named) return { ...named.found, why: `the word “${named.word}” in its name`, sure: false };
  return { kind: 'service', telemetry: false, why: null, sure: false };
}

/** The last part of an image's path, without registry, tag and digest: `bitnami/postgresql:16` → `postgresql`. */
const productOf = (image: string): string =>
  image
    .slice(0, 500)
    .replace(/@sha.*$/, '')
    .replace(/:[^/: ]*$/, '')
    .split('/')
    .at(-1)!;

/** The first part of an image's path, where its last says nothing: `jaegertracing/all-in-one`. */
const makerOf = (image: string): readonly string[] => {
  const [maker = '', ...rest] = image.slice(0, 500).split('/').slice(-2);
  return rest.length > 0 ? [maker.toLowerCase()] : [];
};

const wordsOf = (text: string): readonly string[] =>
  text
    .slice(0, 500)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .flatMap((word) => [word, word.replace(/[0-9]+$/, '')])
    .filter((word, i, all) => word !== '' && word !== all[i - 1]);

/** Products by the words that their images and containers go by. */
const products: Readonly<Record<string, readonly string[]>> = {
  client: 'locust k6 loadgenerator loadgen vegeta jmeter artillery gatling fortio wrk loadtest'.split(' '),
  telemetry:
    'jaeger zipkin otel otelcol opentelemetry prometheus grafana loki tempo promtail fluentd fluentbit logstash filebeat metricbeat kibana telegraf statsd cadvisor exporter alertmanager datadog newrelic signoz collector mimir thanos pushgateway portainer kiali'.split(
      ' ',
    ),
  database:
    'postgres postgresql postgis pgvector timescaledb mysql mariadb percona mongo mongodb cockroach cockroachdb mssql sqlserver oracle couchdb couchbase clickhouse neo4j aurora influxdb yugabyte yugabytedb tidb sqlite firebird arangodb surrealdb rethinkdb rqlite questdb'.split(
      ' ',
    ),
  'key-value': 'cassandra scylla scylladb dynamodb dynamo riak aerospike foundationdb tikv etcd'.split(' '),
  cache: 'redis memcached memcache valkey elasticache dragonfly keydb hazelcast varnish ignite infinispan'.split(' '),
  'search-index': 'elasticsearch opensearch solr meilisearch typesense qdrant weaviate milvus'.split(' '),
  'object-store': 'minio seaweedfs azurite ceph'.split(' '),
  log: 'kafka msk eventhubs redpanda pulsar kinesis kurrentdb eventstore eventstoredb'.split(' '),
  queue: 'rabbitmq activemq artemis sqs elasticmq beanstalkd'.split(' '),
  topic: 'nats mosquitto emqx hivemq pubsub sns vernemq'.split(' '),
  gateway: 'nginx haproxy traefik envoy kong apisix caddy openresty tyk krakend zuul httpd yarp'.split(' '),
};
/** Makers of one kind of thing, whatever their images are called. */
const makers: Readonly<Record<string, readonly string[]>> = {
  telemetry: 'jaegertracing openzipkin otel prom grafana datadog elastic-agent newrelic'.split(' '),
};
/** Words that say what a component is for, where its technology is somebody's own. Two words that stand together count as one. */
const roles: Readonly<Record<string, readonly string[]>> = {
  database: 'db database rdbms sql'.split(' '),
  cache: 'cache'.split(' '),
  queue: 'queue mq'.split(' '),
  topic: 'topic'.split(' '),
  log: 'eventlog eventstream eventbus'.split(' '),
  'key-value': 'keyvalue keyvaluestore kvstore'.split(' '),
  'search-index': 'searchindex'.split(' '),
  gateway: 'gateway apigateway loadbalancer ingress lb'.split(' '),
  cdn: 'cdn cloudfront fastly akamai cloudflare'.split(' '),
  'object-store': 's3 objectstore objectstorage blobstore blobstorage bucket'.split(' '),
  function: 'lambda'.split(' '),
  external: 'thirdparty stripe paypal twilio sendgrid'.split(' '),
};
/** Who asks and is not asked. */
const people: Readonly<Record<string, readonly string[]>> = {
  client:
    'user users client clients customer customers browser mobileapp webapp phone visitor visitors actor person people shopper shoppers'.split(
      ' ',
    ),
};
/** A name that ends like this says that it is a program, whatever it works with: `cache-service`, `Queue worker`. */
const programs = new Set(
  'service services svc api server app worker workers ui web frontend backend consumer producer publisher subscriber processor handler manager controller poller listener sync job relay loader writer reader indexer'.split(
    ' ',
  ),
);

type Table = Readonly<Record<string, readonly string[]>>;

function find(words: readonly string[], tables: readonly Table[]): { found: { kind: NodeKind; telemetry: boolean }; word: string } | null {
  const pairs = words.slice(1).map((word, i) => words[i]! + word);
  for (const table of tables) {
    for (const [kind, names] of Object.entries(table)) {
      const word = [...pairs, ...words].find((one) => names.includes(one));
      if (word === undefined) continue;
      const telemetry = kind === 'telemetry';
      return { found: { kind: telemetry ? 'log' : (kind as NodeKind), telemetry }, word };
    }
  }
  return null;
}
