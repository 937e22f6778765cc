import type { Problem } from '../core/problem';
import { fixerOf, hasFix } from '../design/advice/fixes';
import { apply, type Edit } from '../design/edits';
import { parameter, withParameter } from '../design/parameters';
import type { Design } from '../design/schema';
import type { Evidence } from '../practice/critique/criterion';
import { scored } from '../practice/critique/scored';
import { atTarget } from './critique-runs';

/** A change that may raise the score. */
export interface Idea {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** More are not tried: each takes as many runs as the drawing itself. */
const MOST = 6;
/** Above this share of its places a component has too little room; it is given enough for the second. */
const TIGHT = 0.85;
const ROOMY = 0.6;
/** A component that is full shows no more than its own size: it is grown by at most this much at once. */
const MOST_GROWTH = 4;

/** The same evidence for a changed drawing. */
type Again = (design: Design) => Evidence;

/** Changes worth trying: what the findings' own fixes do, and room for what is full. Those that help the drawing most come first. */
export function ideasFor(evidence: Evidence, again: Again): Idea[] {
  const { design, prompt, findings, resolved } = evidence;
  if (!resolved) return [];
  const loaded = atTarget(design, prompt);
  const codes = [...new Set(findings.map(({ code }) => code))].filter(hasFix);
  const unique = codes.flatMap((code) => fixEverywhere(code, findings, loaded));
  const before = scored(evidence).dimensions.reduce((sum, { score }) => sum + (score ?? 0), 0);
  const ranked = unique
    .map((idea) => ({ idea, gain: gainOf(idea, evidence, again) - before }))
    .toSorted((a, b) => b.gain - a.gain)
    .map(({ idea }) => idea);
  return [...roomFor(evidence), ...ranked].slice(0, MOST);
}

/** More places of one kind are not mended at once. */
const MOST_PLACES = 20;

/** What takes all findings of a kind away, each fix made on what the one before it left. */
function fixEverywhere(code: string, findings: readonly Problem[], loaded: Design): Idea[] {
  const edits: Edit[] = [];
  const titles: string[] = [];
  let now = loaded;
  for (const finding of findings.filter((one) => one.code === code).slice(0, MOST_PLACES)) {
    const fix = fixerOf(now)(finding);
    if (!fix || !fix.edits.every((edit) => isOurs(edit, loaded))) continue;
    now = fix.edits.reduce(apply, now);
    edits.push(...fix.edits);
    titles.push(`${fix.title} (${finding.where.split('.').slice(0, 2).join('.')})`);
  }
  const more = titles.length - 1;
  const title = `${titles[0]}${more > 0 ? `, and the like in ${more} more ${more === 1 ? 'place' : 'places'}` : ''}`;
  return edits.length === 0 ? [] : [{ title, edits }];
}

/** The client’s load belongs to the task, not to the drawing. */
const isOurs = (edit: Edit, { nodes = [] }: Design): boolean =>
  edit.kind !== 'replace-node' || nodes.some(({ id, kind }) => id === edit.node.id && kind !== 'client');

/** What the drawing alone would gain, its runs left as they are: a cheap guess at what to try. */
function gainOf({ edits }: Idea, evidence: Evidence, again: Again): number {
  return scored(again(edits.reduce(apply, evidence.design))).dimensions.reduce((sum, { score }) => sum + (score ?? 0), 0);
}

function roomFor({ design, load }: Evidence): Idea[] {
  const most = new Map<string, number>();
  for (const { utilization } of load)
    for (const [node, value] of Object.entries(utilization)) most.set(node, Math.max(most.get(node) ?? 0, value));
  const full = [...most].filter(([, value]) => value > TIGHT).toSorted((a, b) => b[1] - a[1]);
  const each = full.flatMap(([node, value]) => grown(design, node, value >= 0.995 ? MOST_GROWTH : value / ROOMY));
  if (each.length < 2) return each;
  return [{ title: each.map(({ title }) => title).join('; '), edits: each.flatMap(({ edits }) => edits) }, ...each];
}

function grown(design: Design, node: string, factor: number): Idea[] {
  for (const field of ['replicas', 'connections', 'workers']) {
    const found = parameter(design, `nodes.${node}.${field}`);
    if (!found.ok || found.value.value === null) continue;
    const { value, max } = found.value;
    const to = Math.min(max, Math.ceil(value * factor));
    const after = to > value ? withParameter(design, found.value.path, to) : null;
    const changed = after?.ok === true ? after.value.nodes?.find(({ id }) => id === node) : undefined;
    if (changed) return [{ title: `Give “${node}” ${to} ${field} instead of ${value}`, edits: [{ kind: 'replace-node', node: changed }] }];
  }
  return [];
}
