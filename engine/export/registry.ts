import { watch } from './watch/watch';
import { link } from './link';
import { resilience4j } from './resilience4j';
import { k6 } from './k6';
import { istio } from './istio';
import { awsFis } from './aws-fis';
import { chaosMesh } from './chaos-mesh';
import { alertRules } from './alert-rules';
import { chromeTrace } from './chrome-trace';
import { grafana } from './grafana';
import { metricsCsv } from './metrics-csv';
import { otlp } from './otlp';
import { prometheus } from './prometheus';
import { d2 } from './d2';
import type { Exporter } from './definition';
import { documents } from './documents';
import { dot } from './dot';
import { drawio } from './drawio';
import { excalidraw } from './excalidraw';
import { mermaid } from './mermaid';
import { mermaidC4 } from './mermaid-c4';
import { mermaidSequence } from './mermaid-sequence';
import { plantumlC4 } from './plantuml-c4';
import { svg } from './picture/svg';
import { structurizr } from './structurizr';
import { asyncapi } from './stubs/asyncapi';
import { openapi } from './stubs/openapi';
import { protobuf } from './stubs/protobuf';

/** Every format, in the order in which they are offered. */
export const exporters: readonly Exporter[] = [
  svg,
  mermaid,
  mermaidSequence,
  mermaidC4,
  plantumlC4,
  structurizr,
  d2,
  dot,
  drawio,
  excalidraw,
  link,
  ...documents,
  openapi,
  asyncapi,
  protobuf,
  watch,
  otlp,
  chromeTrace,
  metricsCsv,
  prometheus,
  alertRules,
  grafana,
  istio,
  resilience4j,
  chaosMesh,
  awsFis,
  k6,
];
