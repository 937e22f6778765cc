import type { Bottleneck, Fix } from '../../engine/what-if/bottleneck';
import { formatMs, formatNumber, formatRate, formatShare } from '../panels/format';

export interface Names {
  readonly node: (id: string) => string;
  /** The node that a link leads to. */
  readonly target: (link: string) => string;
}

/** Whole per cents. */
const share = (value: number | undefined): string => formatShare(Math.round((value ?? 0) * 100) / 100);

/** What runs short, in a sentence. */
export function bottleneckWords({ kind, node, link, facts }: Bottleneck, names: Names): string {
  const name = names.node(node);
  const callee = link === null ? '' : names.node(names.target(link));
  switch (kind) {
    case 'workers':
      return `${name} is short of workers: they are held ${share(facts['utilization'])} of the time. ${formatNumber(facts['offered'])} calls a second, each holding one for ${formatMs(facts['holding'])}, want ${share(facts['load'])} of them.`;
    case 'callee':
      return `${name}’s workers are held ${share(facts['utilization'])} of the time, and ${share(facts['waiting'])} of those wait for ${callee}${facts['calleeMean'] ? `, whose answers take ${formatMs(facts['calleeMean'])} on average` : ', which hardly answers'}. More workers would only wait, too.`;
    case 'retries':
      return `Retries overload ${name}: ${Number((facts['amplification'] ?? 1).toFixed(2))} attempts for each call over the link from its caller, and no budget bounds them.`;
    case 'rate-limit':
      return `The rate limit of ${name} turns ${formatRate(facts['refusedPerSecond'])} away, although its workers are held only ${share(facts['utilization'])} of the time.`;
  }
}

/** What would be done: "Payments: replicas 2 → 4". */
export const fixWords = ({ changes }: Fix, name: (id: string) => string): string =>
  changes.map(({ subject, field, from, to }) => `${name(subject)}: ${field} ${from === null ? to : `${from} → ${to}`}`).join('; ');

/** What is said of held workers and waits: predicted or measured. */
export const stateWords = (utilization: number | null, waitP99: number | null): string =>
  [
    utilization === null ? '' : `workers held ${share(utilization)}`,
    waitP99 === null ? '' : `99 % wait at most ${formatMs(waitP99)} for one`,
  ]
    .filter(Boolean)
    .join(', ');
