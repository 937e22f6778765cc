import { expect, test } from 'vitest';
import { sampleReport } from '../what-if/sample-report';
import { theoryText } from './theory-text';

test('predictions stand beside what was measured; reasons stand below, once each', () => {
  const [users, payments, events] = sampleReport().nodes;
  const theory = { formula: 'M/M/4', exact: true, why: '', utilization: 0.98, meanWait: 1.2, waitP99: 5.5, totalP99: null, rejected: 0 };
  const none = { ...theory, formula: null, why: 'Nothing arrived.', utilization: null, meanWait: null, waitP99: null, rejected: null };
  const nodes = [
    users!,
    { ...payments!, theory },
    { ...payments!, id: 'stock', theory: { ...theory, exact: false, formula: 'G/G/2', totalP99: 70 } },
    { ...events!, id: 'spare', theory: none },
    { ...events!, id: 'other', theory: none },
  ];
  expect(theoryText({ nodes }, false)).toBe(`Node      Formula      Utilization  Mean wait ms  p99 wait ms  p99 total ms
payments  M/M/4    98.0 % | 98.7 %   1.20 | 1.00  5.50 | 5.00             –
stock     ≈ G/G/2  98.0 % | 98.7 %   1.20 | 1.00  5.50 | 5.00  70.0 | 6,252
No formula for spare, other: Nothing arrived.
`);
  expect(theoryText(sampleReport(), false)).toBe('');
});
