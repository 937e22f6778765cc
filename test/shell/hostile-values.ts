import fc from 'fast-check';

/** A text that would take half a gigabyte were it not refused at the border: longer than any that may cross. */
const tooLong = 'x'.repeat(64_000_001);

class NotPlain {
  readonly path = '/etc/passwd';
}

/** Values nobody expects: of every type, with keys that mean something to JavaScript, cyclic, deep, huge, and with traps in them. */
const odd: readonly unknown[] = [
  undefined,
  null,
  true,
  -0,
  Number.NaN,
  Infinity,
  10n,
  '',
  '\0',
  '../../etc/passwd',
  '/etc/passwd',
  'file:///etc/passwd',
  '\\\\server\\share',
  'a'.repeat(5_000),
  tooLong,
  [],
  Array.from({ length: 1_000 }, () => []),
  new Map([['path', '/etc/passwd']]),
  new Set([1]),
  new Date(0),
  new NotPlain(),
  new Uint8Array(1_000),
  new Proxy({}, { get: () => '/etc/passwd', ownKeys: () => ['path'] }),
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  Object.create(null),
  (() => {
    const self: Record<string, unknown> = {};
    self['self'] = self;
    return self;
  })(),
  JSON.parse('['.repeat(1_000) + ']'.repeat(1_000)),
  { path: '/etc/passwd', suggestedName: 'x', text: tooLong },
  { path: '/etc/passwd', suggestedName: 'x', text: 'x', more: 1 },
  { path: ['/etc/passwd'], suggestedName: { toString: 'x' }, text: 7 },
  { title: tooLong, dirty: true },
  { title: 'x', dirty: 'yes' },
];

/** Anything a page that was taken over might send. */
export const anyHostile = fc.oneof(
  fc.constantFrom(...odd),
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
  // Right in its names, wrong somewhere in its values.
  fc.record(
    { path: fc.anything(), suggestedName: fc.anything(), text: fc.anything(), title: fc.anything(), dirty: fc.anything() },
    { requiredKeys: [] },
  ),
  // Right in everything: a page may well ask politely for a place that nobody chose.
  fc.record({ path: fc.constantFrom('/etc/passwd', '../x', '\0', 'C:\\x'), suggestedName: fc.string({ minLength: 1 }), text: fc.string() }),
);
