import { expect, test } from 'vitest';
import { bundle } from '../../test/support/bundle.mjs';
import type { Design } from '../design/schema';
import { replicate } from '../what-if/replicate';
import { hireCrew } from './crew';
import { shop } from './try-out';

test('threads give what one thread gives, to the byte', { timeout: 60_000 }, async () => {
  const filename = await bundle('engine/cli/run-worker.ts', 'run-worker');
  const documents: string[] = [];
  for (const most of [1, 2]) {
    const crew = await hireCrew(most, filename);
    const result = await replicate(
      { design: shop as Design, replications: 5, precision: { target: 0.5, figures: ['requests.latency.p99'] } },
      crew.run,
    );
    await crew.dismiss();
    expect(result.ok).toBe(true);
    documents.push(JSON.stringify(result));
  }
  expect(documents[1]).toBe(documents[0]);
});

test('what no thread can run is told, not thrown', { timeout: 60_000 }, async () => {
  const crew = await hireCrew(2, await bundle('engine/cli/run-worker.ts', 'run-worker'));
  const result = await replicate({ design: shop as Design, replications: 3, duration: 1, warmup: 2 }, crew.run);
  await crew.dismiss();
  expect(result).toMatchObject({ ok: false, problems: [{ code: 'warmup-too-long' }] });
});

test('cancelled, its threads end in the midst of a run', { timeout: 60_000 }, async () => {
  const crew = await hireCrew(2, await bundle('engine/cli/run-worker.ts', 'run-worker'));
  const cancel = new AbortController();
  // Runs that would take for hours.
  const wanted = { design: shop as Design, replications: 4, duration: 604_800, warmup: 0 };
  const found = replicate(wanted, crew.run, { signal: cancel.signal });
  setTimeout(() => cancel.abort(new Error('enough')), 300);
  await expect(found).rejects.toThrow('enough');
  await crew.dismiss();
});
