import { describe, expect, test } from 'vitest';
import type { Design, DesignFault, DesignLink } from '../../engine/design/schema';
import { theory } from './analytic';
import { delay, design, ours, SPEED, station, stream, time } from './designs';
import { latency, node, over } from './measures';
import { disagreements, LONG, once, prepareEngine, writtenDown } from './replications';

prepareEngine();

/** Clients, a network, and a callee that answers in no time. */
const across = (rate: number, network: DesignLink['network'], callee = delay('callee', '0ms')): Design =>
  design([stream(rate), callee], [{ id: 'wire', from: 'clients', to: 'callee', protocol: 'local', network }]);

describe('a link with a bandwidth is a queue with one server', () => {
  // One request is on the wire for the reference's 10 ms, 0.1 ms of ours: 1,250 bytes at 100 Mbit/s.
  const thin = { bandwidth: 100, request: 1250, answer: 0 };

  test.each([
    { name: 'md1_rho0.5', rate: 50, seconds: 10 },
    { name: 'md1_rho0.8', rate: 80, seconds: 15 },
    { name: 'md1_rho0.9', rate: 90, seconds: 40 },
  ])('$name: requests of one size', { timeout: LONG }, async ({ name, rate, seconds }) => {
    expect(
      await disagreements(across(rate, thin), { seconds: seconds / 2, warmup: 0.5 }, [
        { what: `${name} mean`, theory: ours(theory(name, 'mean_sojourn_s')), measured: latency },
        {
          what: `${name} p99`,
          theory: ours(theory(name, 'p99_wait_s') + 0.01),
          measured: (r) => r.requests.latency.p99,
          tail: true,
        },
        { what: `${name} utilization`, theory: theory(name, 'utilization'), measured: over('wire', (l) => l.traffic!.sendUse) },
        {
          what: `${name} bytes`,
          theory: rate * SPEED * 1250 * (seconds / 2),
          measured: over('wire', (l) => l.traffic!.sent),
        },
      ]),
    ).toEqual([]);
  });

  test('answers have a direction of their own, and follow each other there without waiting', { timeout: LONG }, async () => {
    // The way back is fed by what leaves the way out, at least a transmission apart, so nothing waits there.
    const name = 'md1_rho0.8';
    expect(
      await disagreements(across(80, { bandwidth: 100, request: 1250, answer: 1250 }), { seconds: 8, warmup: 0.5 }, [
        { what: `${name} and back`, theory: ours(theory(name, 'mean_sojourn_s') + 0.01), measured: latency },
        { what: `${name} back utilization`, theory: 0.8, measured: over('wire', (l) => l.traffic!.receiveUse) },
      ]),
    ).toEqual([]);
  });
});

describe('loss', () => {
  test.each([0.05, 0.2])('share %d: mean time of retransmissions, each way', { timeout: LONG }, async (loss) => {
    // Of k copies lost before the first that arrives, with probability loss^k (1 - loss): 200 ms × (2^k - 1). Seven lost: given up.
    let mean = 0;
    for (let k = 0; k <= 6; k++) mean += (loss ** k * (1 - loss) * 200 * (2 ** k - 1)) / (1 - loss ** 7);
    expect(
      await disagreements(across(50, { loss }), { seconds: loss < 0.1 ? 8 : 2.5, warmup: 30 }, [
        { what: `loss of ${loss}`, theory: 2 * mean, measured: latency },
      ]),
    ).toEqual([]);
  });
});

describe('a link cut in one direction', () => {
  const cut = (direction: 'forward' | 'backward', mode: 'black-hole' | 'refuse'): Design => {
    const fault: DesignFault = { id: 'cut', action: 'partition', target: { link: 'wire' }, params: { direction, mode } };
    const policy = { timeout: time(1), retry: { attempts: 3, backoff: time(0.1), jitter: 'none' } } as const;
    return design(
      [stream(1, 'constant'), station('callee', time(0.01))],
      [{ id: 'wire', from: 'clients', to: 'callee', protocol: 'local', policy }],
      { faults: [fault] },
    );
  };
  const account = (of: Design) => {
    const report = once(of, 1, { seconds: 0.995, warmup: 0 });
    const [link] = report.links;
    const callee = report.nodes.find(({ id }) => id === 'callee')!;
    return {
      sent: report.requests.arrived,
      causes: Object.keys(report.requests.failuresByCause),
      attempts: Math.round(link!.attempts * 0.995),
      arrived: Math.round(callee.rate * 0.995),
      worked: Math.round(callee.throughput * 0.995),
      ok: report.requests.ok,
    };
  };

  test('answers vanish: every attempt is worked on, nobody learns of it, each retry is worked on again', () => {
    const { sent, causes, attempts, arrived, worked, ok } = account(cut('backward', 'black-hole'));
    expect({ ok, causes }).toEqual({ ok: 0, causes: ['timeout'] });
    expect(sent).toBeGreaterThan(90);
    // All but the last few requests have had their three attempts.
    expect(attempts).toBeGreaterThan(3 * sent - 12);
    expect({ arrived, worked }).toEqual({ arrived: attempts, worked: attempts });
  });

  test('calls vanish: nothing arrives, and the caller waits for its timeout all the same', () => {
    const { ok, causes, arrived } = account(cut('forward', 'black-hole'));
    expect({ ok, causes, arrived }).toEqual({ ok: 0, causes: ['timeout'], arrived: 0 });
  });

  test('calls are refused: the caller hears at once', () => {
    const { ok, causes, arrived } = account(cut('forward', 'refuse'));
    expect({ ok, causes, arrived }).toEqual({ ok: 0, causes: ['unreachable'], arrived: 0 });
  });

  test('answers are refused: the work is done, and the caller hears that the connection broke', () => {
    const { ok, causes, arrived, worked, attempts } = account(cut('backward', 'refuse'));
    expect({ ok, causes }).toEqual({ ok: 0, causes: ['unreachable'] });
    expect({ arrived, worked }).toEqual({ arrived: attempts, worked: attempts });
  });
});

test('a node that answers from far away costs its latency twice', { timeout: LONG }, async () => {
  const latencies = across(50, { latency: { kind: 'exponential', mean: time(0.05) } });
  expect(
    await disagreements(latencies, { seconds: 5, warmup: 0.1 }, [
      { what: 'two trips', theory: ours(0.1), measured: latency },
      // Nothing of it is time at the node.
      { what: 'in system', theory: 50 * 0.1, measured: node('clients', (n) => n.meanInSystem) },
    ]),
  ).toEqual([]);
});

writtenDown();
