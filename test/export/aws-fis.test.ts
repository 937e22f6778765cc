import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Design } from '../../engine/design/schema';
import { awsFis } from '../../engine/export/aws-fis';
import { faultActions } from '../../engine/faults/registry';

// The request of CreateExperimentTemplate, strictly: lengths and patterns as in the API reference, and the actions with their
// targets and parameters as in the actions reference.
// https://docs.aws.amazon.com/fis/latest/APIReference/API_CreateExperimentTemplate.html

const zKey = z.string().max(64).regex(/^\S+$/);
/** One minute to twelve hours. */
const zMinutes = z.string().regex(/^PT([1-9]|[1-9]\d|[1-6]\d\d|7[01]\d|720)M$/);
const zPercent = z.string().regex(/^([1-9]|[1-9]\d|100)$/);
const zWhole = z.string().regex(/^\d{1,7}$/);
const zPods = z.strictObject({ Pods: zKey });
const pod = { kubernetesServiceAccount: z.string().min(1) };
const zName = z.string().min(1);

const actionsOf = <A extends string, P extends z.ZodType, T extends z.ZodType>(actionId: A, parameters: P, targets: T) =>
  z.strictObject({
    actionId: z.literal(actionId),
    description: z.string().max(512).optional(),
    parameters,
    targets,
    startAfter: z.array(zKey).optional(),
  });
const zAction = z.discriminatedUnion('actionId', [
  z.strictObject({ actionId: z.literal('aws:fis:wait'), parameters: z.strictObject({ duration: zMinutes }) }),
  actionsOf('aws:eks:pod-delete', z.strictObject({ ...pod, gracePeriodSeconds: zWhole }), zPods),
  actionsOf('aws:eks:pod-cpu-stress', z.strictObject({ ...pod, duration: zMinutes, percent: zPercent, workers: zWhole }), zPods),
  actionsOf(
    'aws:eks:pod-network-latency',
    z.strictObject({
      ...pod,
      duration: zMinutes,
      delayMilliseconds: zWhole,
      jitterMilliseconds: zWhole,
      flowsPercent: zPercent.optional(),
      sources: zName.optional(),
    }),
    zPods,
  ),
  actionsOf(
    'aws:eks:pod-network-packet-loss',
    z.strictObject({ ...pod, duration: zMinutes, lossPercent: zPercent, sources: zName.optional() }),
    zPods,
  ),
  actionsOf(
    'aws:rds:reboot-db-instances',
    z.strictObject({ forceFailover: z.enum(['true', 'false']) }),
    z.strictObject({ DBInstances: zKey }),
  ),
  actionsOf('aws:rds:failover-db-cluster', z.strictObject({}), z.strictObject({ Clusters: zKey })),
  actionsOf(
    'aws:lambda:invocation-add-delay',
    z.strictObject({ duration: zMinutes, invocationPercentage: zPercent, startupDelayMilliseconds: zWhole }),
    z.strictObject({ Functions: zKey }),
  ),
  actionsOf(
    'aws:lambda:invocation-error',
    z.strictObject({ duration: zMinutes, invocationPercentage: zPercent, preventExecution: z.enum(['true', 'false']) }),
    z.strictObject({ Functions: zKey }),
  ),
  actionsOf(
    'aws:network:disrupt-connectivity',
    z.strictObject({ duration: zMinutes, scope: z.enum(['all', 'availability-zone', 'dynamodb', 'prefix-list', 's3', 'vpc']) }),
    z.strictObject({ Subnets: zKey }),
  ),
]);

const selectionMode = z.string().regex(/^(ALL|COUNT\([1-9]\d*\)|PERCENT\(([1-9]|[1-9]\d|100)\))$/);
const tagged = <T extends string>(resourceType: T) =>
  z.strictObject({
    resourceType: z.literal(resourceType),
    selectionMode,
    resourceTags: z.record(z.string().max(128), z.string().max(256)),
  });
const zTarget = z.discriminatedUnion('resourceType', [
  z.strictObject({
    resourceType: z.literal('aws:eks:pod'),
    selectionMode,
    parameters: z.strictObject({
      clusterIdentifier: zName,
      namespace: zName,
      selectorType: z.enum(['labelSelector', 'deploymentName', 'podName']),
      selectorValue: z.string().regex(/^app(=[a-z0-9-]+| in \([a-z0-9,-]+\))$/),
    }),
  }),
  tagged('aws:rds:db'),
  tagged('aws:rds:cluster'),
  tagged('aws:lambda:function'),
  z.strictObject({
    resourceType: z.literal('aws:ec2:subnet'),
    selectionMode,
    parameters: z.strictObject({ availabilityZoneIdentifier: zName, vpc: z.string().regex(/^vpc-[0-9a-f]{17}$/) }),
  }),
]);
const zTemplate = z.strictObject({
  description: z.string().min(1).max(512),
  targets: z.record(zKey, zTarget),
  actions: z.record(zKey, zAction),
  stopConditions: z
    .array(
      z.discriminatedUnion('source', [
        z.strictObject({ source: z.literal('none') }),
        z.strictObject({
          source: z.literal('aws:cloudwatch:alarm'),
          value: z.string().regex(/^arn:aws:cloudwatch:[a-z0-9-]+:\d{12}:alarm:\S+$/),
        }),
      ]),
    )
    .min(1)
    .max(5),
  roleArn: z.string().regex(/^arn:aws:iam::\d{12}:role\/\S+$/),
  experimentOptions: z.strictObject({
    accountTargeting: z.enum(['single-account', 'multi-account']),
    emptyTargetResolutionMode: z.enum(['fail', 'skip']),
  }),
  tags: z.record(z.string().max(128), z.string().max(256)),
});

/** Each action's target is there and of its type, and what it waits for is there. */
const resourceOf: Readonly<Record<string, string>> = {
  Pods: 'aws:eks:pod',
  DBInstances: 'aws:rds:db',
  Clusters: 'aws:rds:cluster',
  Functions: 'aws:lambda:function',
  Subnets: 'aws:ec2:subnet',
};
function template(design: Design) {
  const written = awsFis.write(design, {});
  if (!written.ok) throw new Error(JSON.stringify(written.problems));
  const parsed = zTemplate.parse(JSON.parse(written.value.text));
  const wired = Object.values(parsed.actions).flatMap((action) =>
    'targets' in action
      ? [
          ...Object.entries(action.targets).map(([key, name]) => parsed.targets[name]?.resourceType === resourceOf[key]),
          ...(action.startAfter ?? []).map((name) => name in parsed.actions),
        ]
      : [],
  );
  expect(wired.every(Boolean)).toBe(true);
  return { ...parsed, left: written.value.left.join('\n') };
}

const shop: Design = {
  version: 1,
  name: 'Shop "x"\n',
  zones: [{ id: 'eu-1a' }],
  nodes: [
    { id: 'users', kind: 'client' },
    { id: 'orders', kind: 'service', zones: ['eu-1a'] },
    { id: 'payments', kind: 'external' },
    { id: 'mail', kind: 'function' },
    { id: 'db', kind: 'database', params: { replication: {} } },
  ],
  links: [
    { id: 'users-orders', from: 'users', to: 'orders' },
    { id: 'orders-payments', from: 'orders', to: 'payments' },
    { id: 'orders-mail', from: 'orders', to: 'mail' },
    { id: 'orders-db', from: 'orders', to: 'db', protocol: 'sql' },
  ],
  slos: [{ id: 'fast', kind: 'latency' }],
  faults: [
    { id: 'crash', action: 'replica-crash', target: { node: 'orders' }, params: { count: 2 }, startAfter: '2min', duration: '30s' },
    { id: 'half', action: 'replica-crash', target: { node: 'orders', share: 0.5 } },
    { id: 'slow', action: 'added-latency', target: { node: 'payments' }, params: { extra: '4s' }, startAfter: '20s', duration: '90s' },
    { id: 'cold', action: 'added-latency', target: { node: 'mail' }, params: { extra: '750ms' }, duration: '5min' },
    { id: 'lossy', action: 'packet-loss', target: { link: 'orders-db' }, params: { share: 0.2 }, duration: '1min' },
    { id: 'cut', action: 'partition', target: { link: 'orders-db' }, duration: '2min' },
    { id: 'busy', action: 'cpu-steal', target: { node: 'orders' }, params: { share: 0.8, count: 1 }, duration: '1min' },
    { id: 'switch', action: 'primary-failure', target: { node: 'db' } },
    { id: 'dark', action: 'zone-loss', target: { zone: 'eu-1a' }, duration: '10min' },
    { id: 'odd', action: 'error-rate', target: { node: 'orders' } },
  ],
};

// Values worked out by hand.
test('each fault is the action that does the same, with whole minutes, and what that loses is said', () => {
  const { actions, targets, stopConditions, left } = template(shop);
  expect(actions['wait-crash']).toEqual({ actionId: 'aws:fis:wait', parameters: { duration: 'PT2M' } });
  expect(actions['crash']).toMatchObject({ actionId: 'aws:eks:pod-delete', startAfter: ['wait-crash'] });
  expect(targets['crash']).toMatchObject({ selectionMode: 'COUNT(2)', parameters: { selectorValue: 'app=orders' } });
  expect(targets['half']?.selectionMode).toBe('PERCENT(50)');
  expect(actions['slow']).toMatchObject({
    actionId: 'aws:eks:pod-network-latency',
    parameters: { duration: 'PT2M', delayMilliseconds: '4000', sources: 'payments' },
  });
  expect(actions['cold']).toMatchObject({
    actionId: 'aws:lambda:invocation-add-delay',
    parameters: { duration: 'PT5M', startupDelayMilliseconds: '750' },
  });
  expect(actions['lossy']).toMatchObject({ actionId: 'aws:eks:pod-network-packet-loss', parameters: { lossPercent: '20', sources: 'db' } });
  expect(actions['cut']).toMatchObject({ parameters: { lossPercent: '100', duration: 'PT2M' } });
  expect(actions['busy']).toMatchObject({ actionId: 'aws:eks:pod-cpu-stress', parameters: { percent: '80' } });
  expect(actions['switch']).toMatchObject({ actionId: 'aws:rds:failover-db-cluster', parameters: {} });
  expect(targets['dark']).toMatchObject({ resourceType: 'aws:ec2:subnet', parameters: { availabilityZoneIdentifier: 'eu-1a' } });
  expect(actions).not.toHaveProperty('odd');
  expect(stopConditions).toEqual([{ source: 'aws:cloudwatch:alarm', value: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:fast' }]);
  expect(left).toContain('odd: AWS FIS has no action for error-rate there.');
  expect(left).toContain('slow: it starts after 0 min');
  expect(left).toContain('slow: it lasts 2 min');
  expect(left).toContain('crash: it has no length in AWS FIS');
});

test('a script longer than a template may be is cut, and that is said', () => {
  const faults = Array.from({ length: 30 }, (_, i) => ({ id: `f${i}`, action: 'replica-crash' as const, target: { node: 'orders' } }));
  const { actions, left } = template({ ...shop, faults });
  expect(Object.keys(actions)).toHaveLength(15);
  expect(left).toContain('f29: a template may have 20 actions and 15 targets.');
});

test('every fault on every target is a template that the API takes, or is refused in words', () => {
  const targets = [
    { node: 'orders' },
    { node: 'mail' },
    { node: 'db', share: 0.3 },
    { link: 'orders-db' },
    { zone: 'eu-1a' },
    { kind: 'service' },
  ];
  const results = Object.keys(faultActions).flatMap((action) =>
    targets.map((target) => {
      const design = { ...shop, faults: [{ id: 'one', action, target }] } as unknown as Design;
      return awsFis.write(design, {}).ok ? Object.keys(template(design).targets).length : 0;
    }),
  );
  expect(results.filter((count) => count === 1).length).toBeGreaterThan(15);
});
