import { type Result, success } from '../../engine/core/problem';
import { journeyIds } from '../../engine/design/recordings';
import type { Design, DesignNode } from '../../engine/design/schema';
import { limits } from '../../engine/design/limits';
import { designTraffic } from '../../engine/import/design-traffic';
import { readTrace, traceTooBig } from '../../engine/import/trace';

type Client = Extract<DesignNode, { kind: 'client' }>;

/** The client with a recording as its traffic. What the table gives for itself, entities and tenants, takes the place of what was drawn. */
export async function importRecording(file: Pick<File, 'size' | 'text'>, design: Design, client: Client): Promise<Result<Client>> {
  if (file.size > limits.fileBytes) return traceTooBig(limits.fileBytes);
  const trace = readTrace(await file.text(), journeyIds(design, client.id));
  if (!trace.ok) return trace;
  const traffic = designTraffic(trace.value);
  if (!traffic.ok) return traffic;
  return success({ ...client, params: { ...client.params, traffic: traffic.value } });
}
