import { expect, test } from 'vitest';
import { SingleFlight } from './single-flight';

class Call {
  following: Call | null = null;
  preceding: Call | null = null;
  constructor(readonly name: string) {}
}
const calls = (...names: string[]): Call[] => names.map((name) => new Call(name));

function namesFrom(first: Call | null): string[] {
  const names: string[] = [];
  for (let call = first; call !== null; call = call.following) names.push(call.name);
  return names;
}

test('of all who ask for one key while it is worked on, only the first does the work, and the others wait in their order', () => {
  const flights = new SingleFlight<Call>();
  const [a, b, c, other] = calls('a', 'b', 'c', 'other') as [Call, Call, Call, Call];
  expect([a, b, c].map((call) => flights.join(7, call))).toEqual(['leads', 'waits', 'waits']);
  expect(flights.join(8, other)).toBe('leads');
  expect(flights.flying).toBe(2);
  expect(namesFrom(flights.land(7))).toEqual(['b', 'c']);
  expect(namesFrom(flights.land(8))).toEqual([]);
  expect(flights.flying).toBe(0);
});

test('what has landed is not remembered: the next one works anew', () => {
  const flights = new SingleFlight<Call>();
  const [a, b] = calls('a', 'b') as [Call, Call];
  flights.join(7, a);
  flights.land(7);
  expect(flights.join(7, b)).toBe('leads');
  expect(namesFrom(flights.land(7))).toEqual([]);
});

test('whoever leaves, first, last or between, is not among those who share it', () => {
  const flights = new SingleFlight<Call>();
  const [a, b, c, d, e] = calls('a', 'b', 'c', 'd', 'e') as [Call, Call, Call, Call, Call];
  for (const call of [a, b, c, d, e]) flights.join(7, call);
  for (const call of [c, e, b]) flights.leave(7, call);
  expect(namesFrom(flights.land(7))).toEqual(['d']);
});

test('no more wait than may; whoever comes beyond that works alone, until one leaves', () => {
  const flights = new SingleFlight<Call>(2);
  const [a, b, c, d, e] = calls('a', 'b', 'c', 'd', 'e') as [Call, Call, Call, Call, Call];
  expect([a, b, c, d].map((call) => flights.join(7, call))).toEqual(['leads', 'waits', 'waits', 'alone']);
  flights.leave(7, b);
  expect(flights.join(7, e)).toBe('waits');
  expect(namesFrom(flights.land(7))).toEqual(['c', 'e']);
});
