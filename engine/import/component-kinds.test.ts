import { describe, expect, test } from 'vitest';
import { kindOf } from './component-kinds';

describe('kinds of components', () => {
  test.each([
    ['docker.io/library/redis:7-alpine', 'cache', false],
    ['bitnami/postgresql:16@sha256:00ff', 'database', false],
    ['mongo', 'database', false],
    ['confluentinc/cp-kafka:7.5.0', 'log', false],
    ['registry.example:5000/team/rabbitmq:3', 'queue', false],
    ['yg397/openresty-thrift:xenial', 'gateway', false],
    ['jaegertracing/all-in-one:latest', 'log', true],
    ['otel/opentelemetry-collector-contrib:0.99.0', 'log', true],
    ['oliver006/redis_exporter', 'log', true],
    ['grafana/k6', 'client', false],
  ])('the image %s is known', (technology, kind, telemetry) => {
    expect(kindOf({ name: 'x', technology })).toMatchObject({ kind, telemetry, sure: true });
  });

  test.each([
    ['orders-db', 'database'],
    ['paymentsQueue', 'queue'],
    ['API Gateway', 'gateway'],
    ['Load balancer', 'gateway'],
    ['Users', 'client'],
    ['Mobile app', 'client'],
    ['S3 bucket', 'object-store'],
    ['postgres2', 'database'],
    ['Event bus', 'log'],
  ])('the name %s says %s, as a guess', (name, kind) => {
    expect(kindOf({ name, technology: 'acme/thing:1' })).toMatchObject({
      kind,
      sure: false,
      why: expect.stringContaining('name') as string,
    });
  });

  test.each([
    'Kafka consumer',
    'Cache service',
    'Queue worker',
    'user-service',
    'usermention',
    'Orders',
    'mqtt-processor',
    'user-mention-service',
  ])('%s works with something and is a service', (name) =>
    expect(kindOf({ name })).toEqual({ kind: 'service', telemetry: false, why: null, sure: false }),
  );

  test('a user store is not a user', () => expect(kindOf({ name: 'user-mongodb', technology: 'mongo:4' }).kind).toBe('database'));
});
