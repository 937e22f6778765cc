import { describe, expect, test } from 'vitest';
import { Rng } from '../../core/rng';
import { Progress } from './progress';

const account = (p: Progress, end: number) => p.acked + p.parked + p.skipped + p.expired + p.lost + p.waiting(end) + p.inFlight;

function reading(published: number): Progress {
  const progress = new Progress(0, 0);
  progress.published = published;
  return progress;
}

test('what is done and not committed comes back after a crash', () => {
  const p = reading(10);
  for (let i = 0; i < 4; i++) {
    p.take();
    p.done();
  }
  expect(p.commit()).toBe(4);
  p.take();
  p.done();
  p.take();
  expect([p.inFlight, p.uncommitted, p.lag(10)]).toEqual([2, 1, 5]);
  p.restart(0);
  expect([p.next, p.inFlight, p.acked, p.furthest]).toEqual([4, 0, 4, 6]);
});

test('a record that is given up blocks nobody, and what was done before it is safe', () => {
  const p = reading(10);
  p.take();
  p.done();
  p.take();
  p.giveUp('parked');
  p.restart(0);
  expect([p.next, p.acked, p.parked]).toEqual([2, 1, 1]);
});

describe('retention', () => {
  test('counts what nobody has taken', () => {
    const p = reading(10);
    p.take();
    p.done();
    expect(p.removedBefore(5)).toBe(4);
    expect([p.acked, p.expired, p.next]).toEqual([1, 4, 5]);
  });

  test('does not take a record out of work; when the worker crashes it cannot come back', () => {
    const done = reading(10);
    done.take();
    done.removedBefore(5);
    expect([done.busy, done.inFlight]).toEqual([true, 1]);
    done.done();
    expect([done.acked, done.expired]).toEqual([1, 4]);
    const crashed = reading(10);
    crashed.take();
    crashed.removedBefore(5);
    crashed.restart(5);
    expect([crashed.acked, crashed.expired]).toEqual([0, 5]);
  });
});

test('a seek back replays, a seek ahead skips', () => {
  const p = reading(10);
  for (let i = 0; i < 6; i++) {
    p.take();
    p.done();
  }
  p.seek(2);
  expect([p.acked, p.replayed, p.next]).toEqual([6, 4, 2]);
  p.seek(9);
  expect([p.skipped, p.next]).toEqual([7, 9]);
});

test('whatever happens, every record is accounted for once', () => {
  // Method: 40 seeds, 2,000 random actions each; the account must hold after every one.
  for (let seed = 0; seed < 40; seed++) {
    const rng = Rng.root(seed);
    const p = new Progress(0, 0);
    let first = 0;
    let end = 0;
    for (let i = 0; i < 2000; i++) {
      const u = rng.next();
      if (u < 0.35) {
        end += 1;
        p.published += 1;
      } else if (u < 0.8) {
        if (p.busy) p.done();
        else if (p.next < end) p.take();
      } else if (u < 0.9) p.commit();
      else if (u < 0.93 && p.busy) p.giveUp(rng.next() < 0.5 ? 'parked' : 'skipped');
      else if (u < 0.95) p.restart(first);
      else if (u < 0.97) {
        first += rng.int(end - first + 1);
        p.removedBefore(first);
      } else if (u < 0.98) p.seek(first + rng.int(end - first + 1));
      else if (u < 0.985 && end > p.next) {
        end -= 1;
        p.lost += 1;
      }
      if (account(p, end) !== p.published + p.replayed || p.lag(end) < 0 || p.inFlight < 0 || p.uncommitted < 0)
        throw new Error(`seed ${seed}, action ${i}`);
    }
    expect(p.expired + p.parked + p.replayed).toBeGreaterThan(0);
  }
});
