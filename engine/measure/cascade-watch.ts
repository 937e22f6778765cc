import { type Blame, BlameShare, type BlameTotals } from './blame-share';
import { CascadeFacts, linkFact, nodeFact, WINDOW } from './cascade-facts';
import { CascadeSigns, type CascadeState, lasting, type Sign, Usual } from './cascade-signs';
import type { LinkSubject, NodeSubject, Subjects } from './subjects';

/** A node or link that was in one state for a while. */
export interface Spell {
  readonly state: CascadeState;
  readonly node: NodeSubject;
  /** Set where the link itself is unwell; then `node` is its caller. */
  readonly link: LinkSubject | null;
  /** Through which it came. */
  readonly through: LinkSubject | null;
  /** [ns] */
  readonly at: number;
  /** When it was over; null while it lasts. [ns] */
  until: number | null;
  readonly facts: Sign['facts'];
  /** Blame of its place when it began, and when it ended. */
  readonly before: Blame;
  after: Blame | null;
}

/** A sign that is being seen. */
interface Streak {
  readonly at: number;
  readonly before: Blame;
  seen: number;
  ticks: number;
  spell: Spell | null;
}

/** A state is over when its sign has not been seen for so long. [ns] */
const OVER = 2e9;
const ofLinks: ReadonlySet<CascadeState> = new Set(['cut', 'losing', 'slow-link']);

/** Watches who degrades, when and through whom, and who is to blame. Looks at counters; counts nothing itself. */
export class CascadeWatch {
  /** What lasted long enough to count, in the order in which it was found out. */
  readonly spells: Spell[] = [];
  readonly blame: BlameShare;
  private readonly facts: CascadeFacts;
  private readonly signs: CascadeSigns;
  private readonly streaks = new Map<string, Streak>();
  private readonly usualNodes: Usual[] = [];
  private readonly usualLinks: Usual[] = [];
  /** Links to servers that start at a node, and those that end there; of queues and logs, all. */
  private out: number[][] = [];
  private into: number[][] = [];
  private structure = -1;

  constructor(readonly subjects: Subjects) {
    this.facts = new CascadeFacts(subjects);
    this.signs = new CascadeSigns(this.facts);
    this.blame = new BlameShare(subjects, this.facts);
  }

  /** To be called every 200 ms of simulated time. [ns] */
  look(now: number): void {
    const { facts, subjects } = this;
    facts.look(now);
    if (facts.ticks < WINDOW) return;
    if (subjects.structure !== this.structure) this.connect();
    const nodesAreCalm = this.seeNodes(now);
    const calm = this.seeLinks(now) && nodesAreCalm;
    this.blame.tick((link) => this.linkFails(link));
    this.endOld(now);
    if (calm && this.streaks.size === 0) this.learn();
  }

  /** Forgets what was before: the account begins here. What lasts goes on, and is blamed for what comes. */
  restart(): void {
    this.blame.restart();
    const nothing = { failed: 0, late: 0, time: 0 };
    const lasting = this.spells.filter(({ until }) => until === null);
    this.spells.length = 0;
    for (const streak of this.streaks.values()) {
      Object.assign(streak, { before: nothing });
      if (streak.spell === null || !lasting.includes(streak.spell)) continue;
      streak.spell = { ...streak.spell, before: nothing };
      this.spells.push(streak.spell);
    }
  }

  /** Blame of a spell's place, until it ended or until now. */
  blamedNow({ link, node, after }: Spell): Blame {
    if (after !== null) return after;
    return link === null ? this.blame.nodes.of(node.index) : this.blame.links.of(this.subjects.links.indexOf(link));
  }

  private connect(): void {
    const { subjects } = this;
    this.structure = subjects.structure;
    this.out = subjects.nodes.map(() => []);
    this.into = subjects.nodes.map(() => []);
    subjects.links.forEach(({ from, to, server, removed }, i) => {
      if (removed || server === null) return;
      this.out[from.index]!.push(i);
      this.into[to.index]!.push(i);
    });
  }

  /** Calls in a node itself: those that wait for an answer from downstream do not count. */
  private own(i: number): number {
    let away = 0;
    for (const link of this.out[i]!) away += this.facts.link(link, linkFact.inFlight);
    return Math.max(0, this.facts.node(i, nodeFact.present) - away);
  }

  /** Calls on their way over a link, held back before it included: those without an answer that are not in the callee. */
  private transit(i: number, mean: boolean): number {
    const { facts, subjects } = this;
    const { to } = subjects.links[i]!;
    const mine = this.unanswered(i, mean);
    if (mine === 0) return 0;
    let all = 0;
    for (const link of this.into[to.index]!) all += this.unanswered(link, mean);
    const inCallee = mean ? facts.presence(to.index, WINDOW) : facts.node(to.index, nodeFact.present);
    return Math.max(0, mine - (inCallee * mine) / all);
  }

  /** Calls over a link that have no answer yet. */
  private unanswered(link: number, mean: boolean): number {
    return mean ? this.facts.linkMean(link, linkFact.inFlight, WINDOW) : this.facts.link(link, linkFact.inFlight);
  }

  private seeNodes(now: number): boolean {
    const { facts, subjects } = this;
    let calm = true;
    for (let i = 0; i < subjects.nodes.length; i++) {
      const node = subjects.nodes[i]!;
      if (node.removed) continue;
      const usual = (this.usualNodes[i] ??= new Usual());
      for (const sign of this.signs.ofNode(i, node, usual, this.out[i]!, this.usualLinks)) {
        this.see(`node ${i}`, sign, node, null, this.blame.nodes, i, now);
        calm = false;
      }
      if (node.role === 'server')
        this.blame.nodeTime(i, this.own(i), usual, facts.nodeRise(i, nodeFact.arrived, WINDOW) / facts.seconds(WINDOW));
    }
    return calm;
  }

  private seeLinks(now: number): boolean {
    const { facts, subjects } = this;
    let calm = true;
    for (let i = 0; i < subjects.links.length; i++) {
      const link = subjects.links[i]!;
      const usual = (this.usualLinks[i] ??= new Usual());
      if (link.removed) continue;
      const served = link.server !== null;
      const transit = served ? this.transit(i, true) : 0;
      const calleeIsWell = !served || !this.isUnwell(link.to.index);
      for (const sign of this.signs.ofLink(i, link, usual, calleeIsWell, transit)) {
        const own = ofLinks.has(sign.state);
        const node = subjects.nodes[link.from.index]!;
        const [totals, place] = own ? [this.blame.links, i] : [this.blame.nodes, link.from.index];
        this.see(own ? `link ${i}` : `guard ${i}`, sign, node, own ? link : null, totals, place, now);
        calm = false;
      }
      // What a link itself takes is time beyond the usual only where the callee does not keep the call.
      if (served && calleeIsWell)
        this.blame.linkTime(i, this.transit(i, false), usual, facts.linkRise(i, linkFact.calls, WINDOW) / facts.seconds(WINDOW));
      else this.blame.linkTime(i, 0, usual, 0);
    }
    return calm;
  }

  /** Whether what fails over a link is the link's own doing. */
  private linkFails(link: number): boolean {
    const slow = this.streaks.get(`link ${link} slow-link`);
    return this.streaks.has(`link ${link} cut`) || this.streaks.has(`link ${link} losing`) || (slow !== undefined && slow.spell !== null);
  }

  private isUnwell(node: number): boolean {
    for (const key of this.streaks.keys()) if (key.startsWith(`node ${node} `)) return true;
    return false;
  }

  private see(key: string, sign: Sign, node: NodeSubject, link: LinkSubject | null, totals: BlameTotals, place: number, now: number): void {
    const id = `${key} ${sign.state}`;
    const old = this.streaks.get(id);
    // A tick without the sign breaks a streak that has not lasted long enough yet; two where it may flicker.
    const broken = old?.spell === null && now - old.seen > 3 * 200e6;
    const streak = old && !broken ? old : { at: now, before: totals.of(place), seen: now, ticks: 0, spell: null };
    if (streak !== old) this.streaks.set(id, streak);
    streak.seen = now;
    streak.ticks += 1;
    if (streak.spell !== null || streak.ticks < lasting[sign.state]) return;
    const { at, before } = streak;
    const through = this.subjects.links[sign.through] ?? null;
    streak.spell = { state: sign.state, node, link, through, at, until: null, facts: sign.facts, before, after: null };
    this.spells.push(streak.spell);
  }

  private endOld(now: number): void {
    for (const [id, { seen, spell }] of this.streaks) {
      if (now - seen < (spell === null ? 3 * 200e6 : OVER)) continue;
      if (spell !== null) {
        spell.after = this.blamedNow(spell);
        spell.until = seen;
      }
      this.streaks.delete(id);
    }
  }

  private learn(): void {
    const { facts, subjects } = this;
    const seconds = facts.seconds(WINDOW);
    for (let i = 0; i < subjects.nodes.length; i++) {
      const node = subjects.nodes[i]!;
      if (node.removed) continue;
      const failed = facts.nodeRise(i, nodeFact.failed, WINDOW);
      const finished = failed + facts.nodeRise(i, nodeFact.completed, WINDOW);
      this.usualNodes[i]!.learn(
        facts.nodeRise(i, nodeFact.arrived, WINDOW) / seconds,
        facts.presence(i, WINDOW),
        node.role === 'server' ? this.own(i) : 0,
        finished > 0 ? failed / finished : 0,
      );
    }
    for (let i = 0; i < subjects.links.length; i++) {
      const link = subjects.links[i]!;
      if (link.removed) continue;
      const transit = link.server === null ? 0 : this.transit(i, true);
      this.usualLinks[i]!.learn(
        facts.linkRise(i, linkFact.calls, WINDOW) / seconds,
        transit,
        facts.linkMean(i, linkFact.inFlight, WINDOW),
        0,
      );
    }
  }
}
