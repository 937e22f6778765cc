import { expose } from 'comlink';
import { expect, test, vi } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { replicate } from '../../engine/what-if/replicate';
import { runs } from '../../engine/worker/runs';
import { answerInWorkers } from './run-crew';

const design: Design = {
  version: 1,
  name: 'Shop',
  run: { duration: '2s', warmup: '0s' },
  nodes: [
    { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate: 100 } } },
    { id: 'till', kind: 'service' },
  ],
  links: [{ id: 'buy', from: 'clients', to: 'till' }],
};

/** Workers that are message channels, with real runs at their far ends. */
function workers(api: object = runs) {
  const made: { ended: boolean; error: (message: string) => void }[] = [];
  const spawn = () => {
    const { port1, port2 } = new MessageChannel();
    const errors = new EventTarget();
    const record = { ended: false, error: (message: string) => errors.dispatchEvent(Object.assign(new Event('error'), { message })) };
    made.push(record);
    expose(api, port2);
    port1.start();
    const target = (type: string): EventTarget => (type === 'message' ? port1 : errors);
    return {
      postMessage: port1.postMessage.bind(port1),
      addEventListener: (type: string, listener: EventListener) => target(type).addEventListener(type, listener),
      removeEventListener: (type: string, listener: EventListener) => target(type).removeEventListener(type, listener),
      terminate: () => {
        record.ended = true;
        port1.close();
        port2.close();
      },
    } as unknown as Worker;
  };
  return { spawn, made };
}
const wanted = { design, replications: 5, seed: 7 };
const ignore = () => undefined;
const never = new AbortController().signal;

test('gives the account that one thread gives, to the byte, and ends its workers', async () => {
  const { spawn, made } = workers();
  const heard: number[] = [];
  const sent = vi.spyOn(MessagePort.prototype, 'postMessage');
  const found = await answerInWorkers('replications', wanted, (share) => heard.push(share), never, { spawn, processors: 3 });
  expect(found).toEqual(await replicate(wanted));
  // Word of the last run may come after the result.
  expect(heard.length).toBeGreaterThan(1);
  expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  expect(made).toHaveLength(4);
  expect(made.every(({ ended }) => ended)).toBe(true);
  // Node sends a signal as an empty object; a browser refuses.
  const values = sent.mock.calls.flatMap(([message]) => (message as { argumentList?: { value: unknown }[] }).argumentList ?? []);
  expect(values.length).toBeGreaterThan(5);
  expect(values.filter(({ value }) => value instanceof AbortSignal)).toEqual([]);
  sent.mockRestore();
});

const deaf = { ...runs, perform: () => new Promise(ignore) };

test('cancelled, it ends them at once', async () => {
  const { spawn, made } = workers(deaf);
  const cancel = new AbortController();
  const found = answerInWorkers('replications', wanted, ignore, cancel.signal, { spawn, processors: 3 });
  cancel.abort();
  await expect(found).rejects.toThrow('it was cancelled');
  expect(made.every(({ ended }) => ended)).toBe(true);
});

test('where a worker dies, all end, and it says why', async () => {
  const { spawn, made } = workers(deaf);
  const found = answerInWorkers('replications', wanted, ignore, never, { spawn, processors: 3 });
  made.at(-1)!.error('out of memory');
  await expect(found).rejects.toThrow('out of memory');
  expect(made.every(({ ended }) => ended)).toBe(true);
});
