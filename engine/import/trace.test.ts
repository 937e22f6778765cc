import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { traceLimits } from './csv-table';
import { readTrace } from './trace';

const lines = (...of: string[]): string => `${of.join('\n')}\n`;
function read(...of: string[]) {
  const result = readTrace(lines(...of));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
/** What is wrong, and in which line. */
function told(text: string, journeys?: string[]): string[] {
  const result = readTrace(text, journeys);
  if (result.ok) return [];
  expect(result.problems.every(({ message, remedy }) => message !== '' && remedy !== '')).toBe(true);
  return result.problems.map(({ where, code }) => `${where}: ${code}`);
}

describe('a recording of requests', () => {
  test('needs nothing but times', () => {
    expect(read('time_ms', '0', '1.5', '1.5', '2e3')).toEqual({ kind: 'recorded', times: [0, 1.5e6, 1.5e6, 2e9] });
  });

  test('may say of each request what it was about and how long its steps took', () => {
    expect(
      read(
        'time_s,service_ms,journey,entity,tenant,db query_us,service.2_ms',
        '0.1,5,buy,17,acme,250,7',
        '0.2,,,,,,',
        '0.3,"6.25",look,0,"Zoo, Inc.",0,8',
      ),
    ).toEqual({
      kind: 'recorded',
      times: [1e8, 2e8, 3e8],
      journeys: ['buy', '', 'look'],
      entities: [17, -1, 0],
      tenants: ['acme', '', 'Zoo, Inc.'],
      columns: [
        { name: 'service', times: [5e6, null, 6.25e6] },
        { name: 'db query', times: [250e3, null, 0] },
        { name: 'service.2', times: [7e6, null, 8e6] },
      ],
    });
  });

  test('may tell moments instead of times: they count from the first one', () => {
    const times = [0, 250e6, 250e6, 86_400e9 + 1];
    expect(
      read('timestamp', '2026-02-28T12:00:00Z', '2026-02-28T13:00:00.25+01:00', '2026-02-28 12:00:00.25', '2026-03-01T12:00:00.000000001Z'),
    ).toEqual({ kind: 'recorded', times });
    expect(read('epoch_ns', '1795305600000000000', '1795305600250000000')).toEqual({ kind: 'recorded', times: times.slice(0, 2) });
    expect(read('epoch_ms', '1795305600000.5', '1795305600250.5')).toEqual({ kind: 'recorded', times: times.slice(0, 2) });
    expect(read('epoch_s,rate', '1795305600,1', '1795305660,1')).toMatchObject({ curve: { points: [{ at: 0 }, { at: 60e9 }] } });
  });

  test('comes from any system: byte order mark, spaces, CRLF, blank lines', () => {
    const plain = read('time_us,service_us', '5,7', '6,8');
    expect(readTrace('\uFEFFtime_us, service_us \r\n5, 7\r\n\r\n 6 ,8\r\n\r\n')).toEqual({ ok: true, value: plain });
    expect(readTrace('time_us,service_us\n5,7\n6,8')).toEqual({ ok: true, value: plain });
  });
});

test('a recorded rate becomes a curve over the mean of its points', () => {
  expect(read('time_s,rate', '0,50', '10,150.5', '60,99.5')).toEqual({
    kind: 'open',
    arrivals: 'poisson',
    rate: 100,
    curve: {
      kind: 'recorded',
      between: 'steps',
      points: [
        { at: 0, factor: 0.5 },
        { at: 10e9, factor: 1.505 },
        { at: 60e9, factor: 0.995 },
      ],
    },
  });
  expect(read('time_s,rate', '0,0')).toMatchObject({ rate: 0, curve: { points: [{ factor: 0 }] } });
});

describe('what is wrong is named with its line', () => {
  test.each([
    ['', 'trace line 1: trace-empty'],
    ['time_ms\n', 'trace line 1: trace-empty'],
    ['time_ms,time_s\n1,1\n', 'trace line 1: trace-columns'],
    ['time_ms,service\n1,1\n', 'trace line 1: trace-columns'],
    ['time_ms,service_ms,service_ms\n1,1,1\n', 'trace line 1: trace-columns'],
    ['time_ms,rate,entity\n1,1,1\n', 'trace line 1: trace-columns'],
    ['time_ms;service_ms\n1;1\n', 'trace line 1: trace-not-commas'],
    [`time_ms${',x_ms'.repeat(traceLimits.columns)}\n`, 'trace line 1: trace-too-wide'],
    ['time_ms\n1\n\nnow\n', 'trace line 4: trace-not-a-number'],
    ['time_ms\n-1\n', 'trace line 2: trace-not-a-number'],
    ['time_ms\n0x10\n', 'trace line 2: trace-not-a-number'],
    ['time_ms\n1e999\n', 'trace line 2: trace-not-a-number'],
    ['time_s\n1795305600\n', 'trace line 2: trace-too-late'],
    ['timestamp\nyesterday\n', 'trace line 2: trace-not-a-number'],
    ['timestamp\n2026-03-01T12:00:00Z\n2026-03-01T11:59:59Z\n', 'trace line 3: trace-not-rising'],
    ['epoch_s,time_s\n1,1\n', 'trace line 1: trace-columns'],
    ['time_ms\n2\n1\n', 'trace line 3: trace-not-rising'],
    ['time_ms,rate\n2,1\n2,1\n', 'trace line 3: trace-not-rising'],
    ['time_ms,rate\n2,x\n', 'trace line 2: trace-not-a-number'],
    ['time_ms,service_ms\n1,2\n2\n', 'trace line 3: trace-uneven'],
    ['time_ms,service_ms\n1,2,3\n', 'trace line 2: trace-uneven'],
    ['time_ms,service_ms\n1,1.5.2\n', 'trace line 2: trace-not-a-number'],
    ['time_ms,service_s\n1,3601\n', 'trace line 2: trace-step-too-long'],
    ['time_ms,entity\n1,1.5\n', 'trace line 2: trace-not-a-number'],
    ['time_ms,entity\n1,1000000001\n', 'trace line 2: trace-not-a-number'],
    ['time_ms,tenant\n1,"a\n', 'trace line 2: trace-quotes'],
    ['time_ms,tenant\n1,"two\nlines"\n0,x\n', 'trace line 4: trace-not-rising'],
  ])('%j', (text, line) => expect(told(text)).toEqual([line]));

  test('a header that is none: its names, and that nothing says when', () => {
    expect(told('1\n2\n')).toEqual(['trace line 1: trace-columns', 'trace line 1: trace-columns']);
    expect(readTrace('time\n2\n')).toMatchObject({ problems: [{ remedy: expect.stringContaining('"time_ms" or "time_s"') }, {}] });
  });

  test('journeys that the client does not have', () => {
    expect(told('time_ms,journey\n1,buy\n2,\n3,bye\n', ['buy', 'look'])).toEqual(['trace line 4: trace-unknown-journey']);
    expect(told('time_ms,journey\n1,anything\n')).toEqual([]);
  });

  test('all at once, up to a number that can be read', () => {
    expect(told('time_ms,entity\n2,x\n1,1\n3,y\n')).toEqual([
      'trace line 2: trace-not-a-number',
      'trace line 3: trace-not-rising',
      'trace line 4: trace-not-a-number',
    ]);
    expect(told(`time_ms\n${'x\n'.repeat(1000)}`)).toHaveLength(traceLimits.problems);
  });

  test('more rows, and more tenants, than can be counted', () => {
    expect(told(`time_ms\n${'1\n'.repeat(traceLimits.rows + 2)}`)).toEqual([`trace line ${traceLimits.rows + 1}: trace-too-long`]);
    const tenants = Array.from({ length: 101 }, (_, i) => `${i},t${i}`);
    expect(told(lines('time_ms,tenant', ...tenants))).toEqual(['trace line 102: trace-too-many-tenants']);
  });
});

test('whatever the text, there is a sound recording or a problem with a line', () => {
  const odd = fc.constantFrom('', ' ', '"', '"a"', 'x', '-1', '1e400', '2026-01-01T00:00:00Z', '\n', '\r', ',');
  const cell = fc.oneof({ weight: 30, arbitrary: fc.nat(99).map(String) }, { weight: 1, arbitrary: odd });
  const names = fc.constantFrom(
    'time_ms',
    'time_s',
    'epoch_s',
    'epoch_us',
    'timestamp',
    'rate',
    'journey',
    'entity',
    'tenant',
    'a_ms',
    'a.2_us',
    'b',
  );
  const table = fc
    .uniqueArray(names, { minLength: 1, maxLength: 4 })
    .chain((head) =>
      fc.array(fc.array(cell, { minLength: head.length, maxLength: head.length }), { maxLength: 3 }).map((rows) => [head, ...rows]),
    )
    .map((rows) => rows.map((cells) => cells.join(',')).join('\n'));
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(table, fc.string()), (text) => {
      const result = readTrace(text);
      if (!result.ok) return result.problems.length > 0 && result.problems.every(({ where }) => /^trace line [1-9]\d*$/.test(where));
      read += 1;
      const times = result.value.kind === 'recorded' ? result.value.times : [];
      return times.every((time, i) => Number.isSafeInteger(time) && time >= (times[i - 1] ?? 0));
    }),
    { numRuns: 3000, seed: 1 },
  );
  expect(read).toBeGreaterThan(100);
});
