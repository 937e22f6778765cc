import { success } from '../../core/problem';
import type { RecordedRun } from '../../simulate/recorded-run';
import { nodeKinds } from '../../nodes/registry';
import type { RunExporter } from '../definition';
import { html, type Markup } from '../html/markup';
import { pageHtml, type Section } from '../html/page';
import { reportPage } from '../html/pages/report';
import { chart, filmOf, filmStyle, stage, thinned } from './film';
import { momentsOf } from './moments';
import { player } from './player';

export const watch: RunExporter = {
  of: 'run',
  id: 'watch',
  title: 'Page with the run',
  about: 'One HTML file in which anybody can watch the run, with its account below. It loads nothing, and needs no Faultline.',
  extension: 'run.html',
  mime: 'text/html',
  write: (recorded) => {
    const { design, report } = recorded;
    const moments = thinned(momentsOf(recorded));
    const page = reportPage(report, null);
    const section: Section = {
      kind: 'picture',
      title: 'The run',
      picture: screen(
        recorded,
        moments.map(({ at }) => at),
      ),
    };
    const moving = { style: filmStyle, script: `(${player.toString()})();`, data: { id: 'film', value: filmOf(design, moments) } };
    return success({
      text: pageHtml({ ...page, sections: [section, ...page.sections] }, '', moving),
      left: [
        'Single requests: their traces are in the OpenTelemetry and Chrome exports.',
        moments.length < recorded.times.length
          ? `Every second: it shows ${moments.length} of ${recorded.times.length}.`
          : 'What happens within a second: it shows one moment of each.',
      ],
    });
  },
};

/** Transport, canvas, charts. */
function screen({ design, times, series }: RecordedRun, shown: readonly number[]): Markup {
  const at = new Set(shown);
  const clients = new Set((design.nodes ?? []).filter(({ kind }) => nodeKinds[kind].role === 'source').map(({ id }) => id));
  const over = (measure: string, of: (id: string) => boolean, put: (a: number, b: number) => number) => {
    const lines = series.filter((line) => line.of === 'node' && line.measure === measure && of(line.subject));
    return times.flatMap((time, i) => {
      if (!at.has(time)) return [];
      const values = lines.flatMap(({ values: all }) => all[i] ?? []);
      return [values.length > 0 ? values.reduce(put) : null];
    });
  };
  const sum = (a: number, b: number): number => a + b;
  return html`<div class="transport"><button id="play" type="button">Play</button><input id="moment" type="range" min="0" max="${shown.length - 1}" value="0" step="1" aria-label="Moment of the run"><output id="clock" for="moment"></output><label>Speed <select id="speed">${[1, 2, 5, 10].map((n) => html`<option value="${n}">${n}×</option>`)}</select></label></div>
<noscript><p>To watch the run, open this page where scripts may run. The account below needs none.</p></noscript>
<div class="stage">${stage(design)}</div>
${chart(
  'Answered in time',
  'per second',
  shown,
  over('goodput', (id) => clients.has(id), sum),
)}${chart(
  'Not answered',
  'per second',
  shown,
  over('failures', (id) => clients.has(id), sum),
)}${chart(
  'p99, of the slowest clients',
  'ms',
  shown,
  over('p99', (id) => clients.has(id), Math.max),
)}${chart(
  'Waiting, everywhere',
  'calls and messages',
  shown,
  over('backlog', () => true, sum),
)}`;
}
