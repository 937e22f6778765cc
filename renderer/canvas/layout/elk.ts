import ELK, { type ElkNode } from 'elkjs/lib/elk-api';
import ElkWorker from 'elkjs/lib/elk-worker.min.js?worker';

/** Lays a graph out in a worker of its own, which ends with it. Rejects when the worker dies. */
export async function layOut(graph: ElkNode): Promise<ElkNode> {
  const worker = new ElkWorker();
  const death = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message || 'The layout stopped.')));
  });
  try {
    return await Promise.race([new ELK({ workerFactory: () => worker }).layout(graph), death]);
  } finally {
    worker.terminate();
  }
}
