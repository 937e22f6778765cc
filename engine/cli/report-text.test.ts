import { expect, test } from 'vitest';
import { summary } from '../what-if/replicate';
import { sampleReport } from '../what-if/sample-report';
import { replicationsText } from './replications-text';
import { reportText } from './report-text';

test('a report reads like this', () => {
  expect(reportText(sampleReport(), false)).toBe(`Shop
60 s simulated, the first 5 s left out of the account; seed 1; 1,234,567 events

Requests
27,500 sent; 482 answered per second, 480 of them in time; 3.6 % failed
p50 12.3 ms, p95 37.0 ms, p99 61.7 ms, longest 123 ms (n = 26,500)
p99 lies between 60.6 and 62.9 ms (95 %) if requests did not wait for each other; --replications says it without an if
Failures by cause: timeout 900, breaker-open 100

Nodes
Node      Rate 1/s  Errors  p50 ms  p95 ms  p99 ms  Utilization  Max backlog
users          500     0 %    12.0    36.0    60.0            –            –
payments       500   3.6 %   1,250   3,751   6,252       98.7 %        1,200
events         500  <0.1 %       –       –       –            –            0

Links
Link            Rate 1/s  Errors  p50 ms  p95 ms  p99 ms  Retries  Fallbacks  Breaker trips
users-payments      9.88  50.0 %    0.46    1.37    2.28       61        400              3

Objectives
missed  p99 of buy below 800ms: 2,000 ms, 3 times the error budget spent
met     99.5 % of all journeys answered in time: 99.951 %, 90.2 % of the error budget left

What degraded, causes first
Payments’ workers were all at work from 12 s; users failed 6 % of its calls 2.5 s later. 90 % of the 1,100 failed or late requests go back to it.
1. 12 s payments: 99 % of its workers were at work, 1,200 calls waited; 90.0 % of the blame; the fault slow was on
2. 14.5 s users: 6 % of its calls failed (30 per second), mostly on the way to payments; 0 % of the blame; because of 1

Digest b9c5aeb23a9df541
`);
});

test('bytes are shown where they were counted, and crossings where there were any', () => {
  const [link] = sampleReport().links;
  const traffic = { sent: 12_345, received: 4.5e9, crossZone: 850, crossRegion: 0, sendUse: 0.25, receiveUse: 0.875 };
  const links = [
    { ...link!, traffic },
    { ...link!, id: 'uncounted' },
  ];
  const [heading, ...rows] = reportText(sampleReport({ links }), false)
    .split('\n')
    .filter((line) => /^(Link |users-payments|uncounted)/.test(line))
    .map((line) => line.replace(/^.*(trips|  3)  +/, '').split(/  +/));
  expect(heading).toEqual(['Sent', 'Received', 'Cross-zone', 'Bandwidth']);
  expect(rows).toEqual([
    ['12.3 kB', '4.50 GB', '850 B', '87.5 %'],
    ['–', '–', '–', '–'],
  ]);
});

test('a run in which all is well says so in few words', () => {
  const calm = reportText(sampleReport({ cascade: { failed: 0, late: 0, shareOf: 'time', unexplained: 0, steps: [] }, slos: [] }), false);
  expect(calm).toContain('Nothing degraded.');
  expect(calm).not.toContain('Objectives');
  expect(calm).not.toContain('invariant');
});

test('tenants have lines of their own where there are any', () => {
  const { requests } = sampleReport();
  const tenant = {
    id: 'acme',
    arrived: 1200,
    ok: 1000,
    degraded: 50,
    late: 30,
    failed: 120,
    failuresByCause: {},
    latency: requests.latency,
  };
  const text = reportText(sampleReport({ tenants: [{ ...tenant, latencyIntervals: requests.latencyIntervals }] }), false);
  expect(text).toMatch(/Tenants\nTenant +Sent +In time +Late +Failed +p50 ms +p99 ms\nacme +1,200 +1,050 +30 +120 +12.3 +61.7\n/);
  expect(reportText(sampleReport(), false)).not.toContain('Tenant');
});

test('books that do not balance are told', () => {
  const { conservation } = sampleReport();
  const lossy = sampleReport({
    conservation: { ...conservation, nodes: [{ id: 'payments', arrived: 10, completed: 6, failed: 3, inFlight: 0 }] },
  });
  expect(reportText(lossy, false)).toContain(
    'Broken invariant: what arrived is not what completed, failed or is still in flight, at payments.',
  );
});

test('colours are there only when asked for', () => {
  const escape = '\u001B[';
  expect(reportText(sampleReport(), false)).not.toContain(escape);
  expect(reportText(sampleReport(), true)).toContain(escape);
  expect(replicationsText(summary({ version: 1, name: 'Shop' }, [sampleReport()]), false)).not.toContain(escape);
});

test('several runs read like this', () => {
  const reports = [0.02, 0.03, 0.04].map((errorShare, seed) => {
    const report = sampleReport({ seed });
    return { ...report, nodes: report.nodes.map((node) => (node.id === 'payments' ? { ...node, errorShare, rate: 500 + seed } : node)) };
  });
  expect(replicationsText(summary({ version: 1, name: 'Shop' }, reports), false)).toBe(`Shop
3 runs of 60 s, the first 5 s of each left out; seeds 0 to 2
Means over the runs ± half of their 95 % confidence interval

Requests
482 answered per second, 480 of them in time; 3.6 % failed
p50 12.3 ms, p95 37.0 ms, p99 61.7 ms

Nodes
Node      Rate 1/s       Errors  p50 ms  p95 ms  p99 ms  Utilization  Max backlog
users          500          0 %    12.0    36.0    60.0            –            –
payments   501 ± 2  3.0 ± 2.5 %   1,250   3,751   6,252       98.7 %        1,200
events         500       <0.1 %       –       –       –            –            0

Links
Link            Rate 1/s  Errors  p50 ms  p95 ms  p99 ms  Retries  Breaker trips
users-payments      9.88  50.0 %    0.46    1.37    2.28       61           3.00

Objectives
missed  p99 of buy below 800ms (met in 0 of 3 runs)
met     99.5 % of all journeys answered in time (met in 3 of 3 runs)

What degraded first
payments in 3 of 3 runs
`);
});
