import { protocols } from '../../design/protocols';
import type { ResolvedLink } from '../../design/schema';
import { stepsOf } from '../../design/steps';
import { takesMessages } from '../../nodes/definition';
import type { Cell, PlainSection } from '../html/page';
import { listed, msWords, rateWords, spanWords } from '../words';
import { type Basis, boundaryOf, isStore } from './basis';

/** How components talk, and why so. */
export function communication(basis: Basis): PlainSection[] {
  const { resolved, name, measured } = basis;
  if (resolved.links.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Communication',
      columns: [
        { title: 'From' },
        { title: 'To' },
        { title: 'Over' },
        { title: 'Style' },
        { title: 'Why' },
        { title: 'Rate', number: true },
        { title: 'p99', number: true },
      ],
      rows: resolved.links.map((link): Cell[] => {
        const line = measured.link(link.id);
        const async = isAsync(link, basis);
        return [
          name(link.from),
          name(link.to),
          protocols[async && link.protocol === 'rest' ? 'event' : link.protocol].title,
          async ? 'asynchronous' : 'synchronous',
          why(link, basis),
          line ? rateWords(line.rate) : '–',
          line && line.duration.n > 0 ? msWords(line.duration.p99) : '–',
        ];
      }),
    },
  ];
}

/** Nobody waits for an answer. */
export const isAsync = ({ from, to }: ResolvedLink, { view }: Pick<Basis, 'view'>): boolean =>
  takesMessages(view.index.roleOf(to)) || takesMessages(view.index.roleOf(from));

function why(link: ResolvedLink, basis: Basis): Cell {
  const { view, name } = basis;
  const { nodes } = view.index;
  const [from, to] = [nodes.get(link.from), nodes.get(link.to)];
  if (!from || !to) return '–';
  if (takesMessages(view.index.roleOf(to.id))) return published(link, basis);
  if (takesMessages(view.index.roleOf(from.id)))
    return `${name(to.id)} takes them at its own pace; a slow or dead consumer holds nobody up.`;
  if (from.kind === 'client') return 'Users wait for the answer.';
  if (isStore(to)) {
    const [reader, keeper] = [boundaryOf(from, basis), boundaryOf(to, basis)];
    // A store outside of all boundaries belongs to those that use it.
    return keeper === to.id || reader === keeper ? 'Its data.' : { text: 'Data of another boundary.', tone: 'warn' };
  }
  if (to.kind === 'cache' || to.kind === 'cdn') return 'Saves a slower look-up.';
  return called(link, basis);
}

function published(link: ResolvedLink, { view, name }: Basis): Cell {
  const from = view.index.nodes.get(link.from)!;
  const events = new Set([...stepsOf(from)].flatMap(({ step }) => (step.kind === 'publish' && step.link === link.id ? [step.event] : [])));
  const what = events.size > 0 ? `${listed([...events])}: nobody waits for who is told.` : 'Nobody waits for who takes it.';
  if (link.outbox) {
    const store = view.index.links.get(link.outbox.store)?.to;
    return `${what} Through the outbox${store === undefined ? '' : ` in ${name(store)}`}, looked at every ${spanWords(link.outbox.interval)}: kept with the write, sent at least once.`;
  }
  if (takesMessages(view.index.roleOf(from.id))) return 'Handed on.';
  const writes = [...stepsOf(from)].some(({ step }) => step.kind === 'write');
  return writes ? { text: `${what} Not through an outbox: a crash after the write loses it.`, tone: 'warn' } : what;
}

function called(link: ResolvedLink, { view }: Basis): string {
  const steps = [...stepsOf(view.index.nodes.get(link.from)!)].flatMap(({ step }) =>
    step.kind === 'call' && step.link === link.id ? [step] : [],
  );
  const named = (those: typeof steps) => listed([...new Set(those.flatMap(({ operation }) => operation ?? []))]);
  const must = steps.filter(({ onError }) => onError === 'fail');
  const may = steps.filter(({ onError }) => onError !== 'fail');
  if (link.policy.fallback) return `Waits for ${named(steps) || 'the answer'}; has a substitute when there is none.`;
  return [
    ...(must.length > 0 || may.length === 0 ? [`Cannot go on without ${named(must) || 'the answer'}.`] : []),
    ...(may.length > 0 ? [`Goes on without ${named(may) || 'the answer'}.`] : []),
  ].join(' ');
}
