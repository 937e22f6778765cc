import { deflateSync, strToU8 } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carriesDesign, designIn, fragmentOf } from './share-link';
import type { Design } from './schema';

const design: Design = {
  version: 1,
  name: 'Ümläut & <script>',
  nodes: [
    { id: 'a', kind: 'client', params: { traffic: { kind: 'open', rate: 5 } } },
    { id: 'b', kind: 'service' },
  ],
  links: [{ id: 'a-b', from: 'a', to: 'b' }],
};
const packed = (bytes: Uint8Array): string => `#design=${Buffer.from(deflateSync(bytes, { level: 9 })).toString('base64url')}`;

test('a design comes out of its link as it went in, whatever stands before', () => {
  for (const before of ['#', 'https://example.org/studio/#', 'faultline://open#']) {
    const read = designIn(`${before}${fragmentOf(design)}`);
    expect(read).toMatchObject({ ok: true, value: { design } });
    expect(carriesDesign(`${before}${fragmentOf(design)}\n`)).toBe(true);
  }
});

test('a link that was cut or changed anywhere gives a design or a problem, and never throws', () => {
  const whole = `#${fragmentOf(design)}`;
  for (let length = 8; length < whole.length; length += 1) {
    expect(designIn(whole.slice(0, length)).ok, `${length} characters of ${whole.length}`).toBe(false);
  }
  fc.assert(fc.property(fc.string(), (text) => typeof designIn(`#design=${text}`).ok === 'boolean'));
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof designIn(packed(bytes)).ok === 'boolean'));
});

test('a link that would unpack to more than it should is refused before it has', () => {
  const bomb = packed(new Uint8Array(40_000_000));
  expect(bomb.length).toBeLessThan(100_000);
  const before = process.memoryUsage().arrayBuffers;
  expect(designIn(bomb)).toMatchObject({ ok: false, problems: [{ code: 'link-too-big' }] });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  expect(designIn(`#design=${'A'.repeat(600_000)}`)).toMatchObject({ ok: false, problems: [{ code: 'link-too-big' }] });
});

test('what a link holds is read as strictly as a file', () => {
  expect(designIn(packed(strToU8('{"version":1,"__proto__":{"a":1}}')))).toMatchObject({ ok: false });
  expect(designIn(packed(strToU8('{"version":1,"name":"x","nodes":[{"id":"a","kind":"nothing"}]}')))).toMatchObject({ ok: false });
});
