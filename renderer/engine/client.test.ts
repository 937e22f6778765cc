import { expose } from 'comlink';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { success } from '../../engine/core/problem';
import type { Frame } from '../../engine/measure/frame';
import { EngineClient, EngineDied } from './client';

const design = { version: 1, name: 'x' } as const;

/** Workers that are message channels: the far end is a real Comlink endpoint, alive or deaf. */
function workers(engine: object, deaf = false) {
  const made: { terminate: () => void; dispatch: (event: Event) => void; terminated: boolean }[] = [];
  const spawn = () => {
    const { port1, port2 } = new MessageChannel();
    if (!deaf) expose({ engine, ping: () => true }, port2);
    const errors = new EventTarget();
    const record = {
      terminated: false,
      terminate: () => {
        record.terminated = true;
        port1.close();
        port2.close();
      },
      dispatch: (event: Event) => errors.dispatchEvent(event),
    };
    made.push(record);
    port1.start();
    return {
      postMessage: port1.postMessage.bind(port1),
      addEventListener: (type: string, listener: EventListener) => (type === 'message' ? port1 : errors).addEventListener(type, listener),
      removeEventListener: (type: string, listener: EventListener) =>
        (type === 'message' ? port1 : errors).removeEventListener(type, listener),
      terminate: record.terminate,
    } as unknown as Worker;
  };
  return { spawn, made };
}

const open: EngineClient[] = [];
function clientOf(spawn: () => Worker) {
  const client = new EngineClient(spawn);
  open.push(client);
  const deaths: EngineDied[] = [];
  client.onDeath((error) => deaths.push(error));
  return { client, deaths };
}
afterEach(() => {
  for (const client of open.splice(0)) client.dispose();
  vi.useRealTimers();
});

describe('EngineClient', () => {
  test('starts its worker at the first call and passes answers and frames through', async () => {
    const frames: Frame[] = [];
    const { spawn, made } = workers({
      load: () => Promise.resolve(success({ ids: { nodes: ['a'], links: [] }, warnings: [] })),
      play: async (speed: number, onFrame: (frame: unknown) => Promise<void>) => onFrame({ time: speed }),
    });
    const { client } = clientOf(spawn);
    expect(made).toHaveLength(0);
    expect(await client.load(design)).toMatchObject({ ok: true, value: { ids: { nodes: ['a'] } } });
    await client.play(3, (frame) => void frames.push(frame));
    expect(frames).toEqual([{ time: 3 }]);
    expect(made).toHaveLength(1);
  });

  test('a worker that throws fails every waiting call, is told once, and the next call starts another', async () => {
    const { spawn, made } = workers({ load: () => new Promise(() => undefined), record: () => Promise.resolve({ seed: 7 }) });
    const { client, deaths } = clientOf(spawn);
    const waiting = client.load(design);
    made[0]?.dispatch(Object.assign(new Event('error', { cancelable: true }), { message: 'boom' }));
    await expect(waiting).rejects.toThrow(EngineDied);
    expect(deaths.map((error) => error.message)).toEqual(['The simulation stopped: boom.']);
    expect(made[0]?.terminated).toBe(true);
    expect(await client.record()).toMatchObject({ seed: 7 });
    expect(made).toHaveLength(2);
  });

  test('a worker that does not answer any more counts as dead', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { spawn, made } = workers({}, true);
    const { client, deaths } = clientOf(spawn);
    const waiting = client.load(design).catch((error: unknown) => error);
    vi.advanceTimersByTime(10_000);
    expect(deaths).toHaveLength(0);
    vi.advanceTimersByTime(10_000);
    expect(await waiting).toBeInstanceOf(EngineDied);
    expect(deaths).toHaveLength(1);
    expect(made[0]?.terminated).toBe(true);
  });

  test('closing it is no death', async () => {
    const { spawn } = workers({ pause: () => Promise.resolve() });
    const { client, deaths } = clientOf(spawn);
    await client.pause();
    client.dispose();
    expect(deaths).toHaveLength(0);
  });
});
