import { type Line, off } from './systems';

const titles: Readonly<Record<string, string>> = {
  svcq_c1_rho05: 'A Node service, one worker, half busy',
  svcq_c1_rho08: 'A Node service, one worker, 80 % busy',
  haproxyq_c1_rho08: 'haproxy with `maxconn 1` and its queue, 80 % busy',
  lb4_roundrobin_rho08: 'haproxy, round robin over four Node services, 80 % busy',
  cascade_shared_slots20_pool8:
    'A cascade: 20 workers of a frontend share a pool of 8 connections to a backend that becomes ten times as slow for 6 s (class b calls it, class c does not)',
  overload_no_retry: 'A spike over capacity; callers give up after 250 ms, the server works on',
  msg_rabbit_2consumers_prefetch20_8ms: 'RabbitMQ, two consumers that cannot keep up',
};

/** `docs/measured.md`: written by the test, so that it cannot age. */
export function document(lines: readonly Line[]): string {
  const systems = [...new Set(lines.map(({ system }) => system))];
  return `# Measured systems

Real servers were run, three times each, on recorded arrivals with recorded service times. Faultline gets the same configuration and the same
recording and has to predict what was measured. Nothing is fitted but what each measured file names: the time a request costs a worker beyond its
service time, and the time of the way there and back (for RabbitMQ: the mean of the processing). The table is written by \`test/measured/measured.test.ts\` and compared with this page on each run.

A latency may be 3 % off the median of the three runs, a share of successes .05. Where requests never wait (class c of the cascade before the
backend slows down, 5.5 ms each) what is left to predict is how late timers and sockets were; these may be 2 ms off.

${systems.map((system) => section(system, lines)).join('\n')}
## How to do the same with your system

Record when each request came and how long its work took, put it in a CSV file, and run
\`faultline run design.faultline.json --trace arrivals.csv\`. [Recorded traffic](mechanisms/recorded-traffic.md) says which columns there are.
`;
}

function section(system: string, lines: readonly Line[]): string {
  const rows = lines
    .filter((line) => line.system === system)
    .map((line) => `| ${line.what} | ${number(line.measured, line)} | ${number(line.predicted, line)} | ${difference(line)} |`);
  return `## ${titles[system] ?? system}

\`test/measured/data/${system}.json\`

| | measured | predicted | difference |
|---|---|---|---|
${rows.join('\n')}
`;
}

const number = (value: number, { unit }: Line): string =>
  unit === 'share'
    ? value.toFixed(4)
    : `${value.toFixed(unit === 'messages' ? 0 : value < 100 ? 2 : 1)}${unit === 'messages' ? '' : ` ${unit}`}`;

function difference(line: Line): string {
  const value = off(line);
  if (!line.absolute) return `${(100 * value).toFixed(2)} %`;
  return line.unit === 'share' ? value.toFixed(4) : `${value.toFixed(2)} ms`;
}
