import type { OutlierEjectionParams } from './replica-params';

interface Host {
  failures: number;
  /** When it was ejected; -1 while it is in. [ns] */
  ejectedAt: number;
  /** When it came back last; -1 before. [ns] */
  returnedAt: number;
  /** Ejections lately: one more with each, one less with each look at which it has been in for an interval. */
  times: number;
}

/**
 * Envoy's outlier detection by consecutive failures: a host that fails so many calls in a row gets no more of them for a while, longer
 * each time. Hosts are numbered from 0.
 * @see engine/SOURCES.md#outlier-ejection
 */
export class OutlierEjection {
  private readonly hosts: Host[] = [];
  private out = 0;

  /** @param startedAt looks are made every interval from then on [ns] */
  constructor(
    private params: OutlierEjectionParams,
    private readonly startedAt: number,
  ) {}

  /** Takes new parameters; who is out stays out. */
  configure(params: OutlierEjectionParams): void {
    this.params = params;
  }

  /** Whether any host is out. */
  get active(): boolean {
    return this.out > 0;
  }

  isOut(host: number): boolean {
    return (this.hosts[host]?.ejectedAt ?? -1) >= 0;
  }

  succeeded(host: number): void {
    this.at(host).failures = 0;
  }

  /** @param members hosts that there are @param now [ns] @returns whether the host is ejected by this */
  failed(host: number, members: number, now: number): boolean {
    const state = this.at(host);
    state.failures += 1;
    // A count that was passed while no more could be ejected does not eject later: it begins anew.
    if (state.ejectedAt >= 0 || state.failures < this.params.failures) return false;
    state.failures = 0;
    const { maxShare, alwaysOne, baseTime, maxTime } = this.params;
    if ((this.out + 1) / members > maxShare && !(alwaysOne && this.out === 0)) return false;
    state.times = Math.max(0, state.times - this.quietLooks(state, now));
    state.ejectedAt = now;
    this.out += 1;
    if (state.times * baseTime < maxTime + baseTime) state.times += 1;
    return true;
  }

  /** Forgets a host that is gone. */
  remove(host: number): void {
    if (this.isOut(host)) this.out -= 1;
    if (host < this.hosts.length) this.hosts[host] = newHost();
  }

  /** Time of the next look. [ns] */
  nextLook(now: number): number {
    const { interval } = this.params;
    return this.startedAt + (Math.floor((now - this.startedAt) / interval) + 1) * interval;
  }

  /** Takes back the hosts whose time is over. [ns] @returns whether there were any */
  look(now: number): boolean {
    const { baseTime, maxTime } = this.params;
    const before = this.out;
    for (const state of this.hosts) {
      if (state.ejectedAt < 0) continue;
      if (Math.min(baseTime * state.times, maxTime) > now - state.ejectedAt) continue;
      state.ejectedAt = -1;
      state.returnedAt = now;
      state.failures = 0;
      this.out -= 1;
    }
    return this.out < before;
  }

  /** Looks up to now at which the host had been back in for an interval or more. */
  private quietLooks({ returnedAt }: Host, now: number): number {
    if (returnedAt < 0) return 0;
    const { interval } = this.params;
    const last = Math.floor((now - this.startedAt) / interval);
    const first = Math.ceil((returnedAt + interval - this.startedAt) / interval);
    return Math.max(0, last - first + 1);
  }

  private at(host: number): Host {
    while (this.hosts.length <= host) this.hosts.push(newHost());
    return this.hosts[host]!;
  }
}

const newHost = (): Host => ({ failures: 0, ejectedAt: -1, returnedAt: -1, times: 0 });
