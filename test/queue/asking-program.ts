import { hireQueue } from '../../engine/cli/queue/queue-crew';
import type { Design } from '../../engine/design/schema';

// Whoever asks, as a program of its own: has one run done by the workers of a queue, and must end by itself then.
const [version = '', filename = '', url = '', text = '{}'] = process.argv.slice(2);
const hired = await hireQueue(url, { version, filename }, () => undefined);
if (!hired.ok) throw new Error(JSON.stringify(hired.problems));
const design = JSON.parse(text) as Design;
for await (const result of hired.value.run('outcome', [{ design, options: { seed: 1 }, figures: ['requests.latency.p99'] }], {})) {
  process.stderr.write(result.ok ? 'answered' : 'refused');
}
await hired.value.dismiss();
