import { asyncapi } from './asyncapi';
import { compose } from './compose';
import type { Importer } from './definition';
import { drawio } from './drawio';
import { excalidraw } from './excalidraw';
import { isotope } from './isotope';
import { k6Script } from './k6';
import { kubernetes } from './kubernetes';
import { link } from './link';
import { loadCsv } from './load-csv';
import { mermaid } from './mermaid';
import { openapi } from './openapi';
import { structurizr } from './structurizr';
import { jaegerTraces, otlpTraces } from './traces/importers';

/** Every format, in the order in which they are tried on a text. */
export const importers: readonly Importer[] = [
  link,
  drawio,
  excalidraw,
  structurizr,
  otlpTraces,
  jaegerTraces,
  openapi,
  asyncapi,
  isotope,
  kubernetes,
  compose,
  k6Script,
  loadCsv,
  mermaid,
];
