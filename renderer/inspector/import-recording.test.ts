import { expect, test } from 'vitest';
import { check } from '../../engine/design/resolve';
import type { Design, DesignNode } from '../../engine/design/schema';
import { importRecording } from './import-recording';

const client = {
  id: 'users',
  kind: 'client',
  name: 'Users',
  params: { traffic: { kind: 'open', rate: 7 }, tenants: [{ id: 'a' }] },
} satisfies DesignNode;
const design: Design = {
  version: 1,
  name: 'Shop',
  nodes: [client, { id: 'shop', kind: 'service' }],
  links: [{ id: 'users-shop', from: 'users', to: 'shop' }],
};
const file = (text: string) => new Blob([text]);
const imported = (text: string) => importRecording(file(text), design, client);

test('a recording takes the place of the traffic and of nothing else, and the design is sound with it', async () => {
  const read = await imported('time_ms,shop_ms\n0,5\n1.5,\n');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.value).toEqual({
    ...client,
    params: { tenants: [{ id: 'a' }], traffic: { kind: 'recorded', times: [0, 1.5], columns: [{ name: 'shop', times: [5, null] }] } },
  });
  expect(check({ ...design, nodes: [read.value, design.nodes![1]!] }).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('journeys are those of the client, its links where none is written down', async () => {
  expect((await imported('time_ms,journey\n0,users-shop\n')).ok).toBe(true);
  expect(await imported('time_ms,journey\n0,buy\n')).toMatchObject({ ok: false, problems: [{ where: 'trace line 2' }] });
});

test('what is larger than any design is not read', async () => {
  const huge = { size: 6e6, text: () => Promise.reject(new Error('was read')) };
  expect(await importRecording(huge, design, client)).toMatchObject({ ok: false, problems: [{ code: 'trace-too-big' }] });
});
