import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Window } from 'happy-dom';
import { expect, test } from 'vitest';
import { load } from '../../design/file';
import { recordRun } from '../../simulate/recorded-run';
import { momentsOf } from './moments';
import { watch } from './watch';

const file = load(readFileSync('scenarios/checkout/design.faultline.json', 'utf8'));
if (!file.ok) throw new Error('the scenario loads');
const design = {
  ...file.value.design,
  name: 'Shop </script><script>pwned()</script>',
  run: { duration: '14s', warmup: '1s' },
  faults: [
    {
      id: 'slow',
      action: 'added-latency' as const,
      target: { node: 'provider' },
      params: { extra: '4s' },
      startAfter: '5s',
      duration: '6s',
    },
  ],
};
const recorded = recordRun(design, { seed: 1, requests: 1 });
if (!recorded.ok) throw new Error(recorded.problems[0]!.message);
const written = watch.write(recorded.value, {});
const text = written.ok ? written.value.text : '';

/** The page as a browser that runs scripts makes it. */
function opened() {
  const page = new Window({ settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true } });
  page.document.write(text);
  const { document } = page;
  const slider = document.querySelector('#moment') as unknown as HTMLInputElement;
  return {
    page,
    seek: (moment: number) => {
      slider.value = String(moment);
      slider.dispatchEvent(new page.Event('input') as unknown as Event);
    },
    card: (i: number) => [...document.querySelectorAll(`.light [data-card="${i}"] text`)].map(({ textContent }) => textContent),
    moving: () => document.querySelectorAll('.light .flow:not(.still)').length,
    failing: () => document.querySelectorAll('.dark .flow.fails').length,
  };
}

test('each second shows what was measured in it, in both colours; nothing acts that came with a name', async () => {
  const { page, seek, card, moving, failing } = opened();
  const moments = momentsOf(recorded.value);
  expect(moments).toHaveLength(14);
  const nodes = design.nodes ?? [];
  for (const moment of [0, 4, 9, 13, 2]) {
    seek(moment);
    for (const [i, { id }] of nodes.entries()) {
      const { state, facts } = moments[moment]!.nodes.get(id)!;
      expect(card(i), `${id} at ${moment + 1} s`).toEqual([state, facts[0], facts.slice(1).join(' · ')]);
    }
  }
  const provider = nodes.findIndex(({ id }) => id === 'provider');
  seek(3);
  expect([card(provider)[0], failing()]).toEqual(['healthy', 0]);
  expect(moving()).toBe(design.links?.length);
  seek(9);
  expect(card(provider)[0]).toBe('slowed');
  expect(failing()).toBeGreaterThan(0);
  expect(page.document.querySelector('h1')?.textContent).toBe(design.name);
  await page.happyDOM.close();
});

test('its own policy lets nothing run but the player', () => {
  const scripts = [...text.matchAll(/<script(?: type="application\/json" id="film")?>([^]*?)<\/script>/g)];
  expect(scripts).toHaveLength(2);
  const hash = createHash('sha256').update(scripts[1]![1]!).digest('base64');
  expect(text).toContain(`script-src &#39;sha256-${hash}&#39;`);
  expect(text).toContain('default-src &#39;none&#39;');
});

test('a long run is thinned, and says so', () => {
  const long = { ...recorded.value, times: Array.from({ length: 1000 }, (_, i) => i + 1) };
  const done = watch.write(long, {});
  expect(done.ok && done.value.left.join()).toContain('it shows 200 of 1000');
});
