import type { Cause } from '../policies/causes';
import { causeWords } from '../policies/cause-words';
import type { Mark } from './frame';
import { causeCode } from './stats';
import type { Subjects } from './subjects';

/** Of a node: what it turns away at its door. Of a link: what its caller holds back. */
const atDoor: readonly Cause[] = ['queue-full', 'rate-limited', 'shed'];
const atCaller: readonly Cause[] = ['bulkhead-full', 'concurrency-limited', 'throttled'];
const doorCodes = atDoor.map((cause) => causeCode[cause]);
const callerCodes = atCaller.map((cause) => causeCode[cause]);
/** What is watched of a node or link: each of the causes, and of a node its workers. */
const PER_SUBJECT = 4;
const WORKERS = 3;

/** It is over when it has not been seen for so long. [ns] */
const OVER = 2e9;
/** Ticks on which all workers must be held before that is told. */
const HELD_TICKS = 5;

interface Going {
  readonly since: number;
  seen: number;
  /** Counter before the first of them. */
  readonly from: number;
}

/** Marks where calls begin to be turned away and all workers or connections are held, and where that ends. Reads counters every 200 ms. */
export class TroubleMarks {
  // By place: nodes and links keep their numbers when others go. Names would have to be put together at each look.
  private readonly ofNodes = new Places();
  private readonly ofLinks = new Places();
  private readonly held: number[] = [];

  constructor(private readonly subjects: Subjects) {}

  /** To be called every 200 ms of simulated time. [ns] */
  look(now: number): Mark[] {
    const marks: Mark[] = [];
    const { nodes, links } = this.subjects;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i]!;
      if (node.removed || node.role === 'source') continue;
      const { stats, id } = node;
      for (let c = 0; c < doorCodes.length; c++) {
        const place = i * PER_SUBJECT + c;
        const count = stats.failedBy[doorCodes[c]!]!;
        if (this.ofNodes.stirs(place, count)) this.rejections(this.ofNodes, place, count, { id, name: id, cause: atDoor[c]! }, now, marks);
      }
      if (node.role === 'server') this.workers(i, node, now, marks);
    }
    for (let i = 0; i < links.length; i++) {
      const link = links[i]!;
      if (link.removed) continue;
      const { stats, id } = link;
      for (let c = 0; c < callerCodes.length; c++) {
        const place = i * PER_SUBJECT + c;
        const count = stats.failedBy[callerCodes[c]!]!;
        if (!this.ofLinks.stirs(place, count)) continue;
        const name = `${link.from.id} to ${link.to.id}`;
        this.rejections(this.ofLinks, place, count, { id, name, cause: atCaller[c]! }, now, marks);
      }
    }
    return marks;
  }

  private rejections(
    { counts, going: all }: Places,
    place: number,
    count: number,
    { id, name, cause }: Turned,
    now: number,
    marks: Mark[],
  ): void {
    const before = counts[place] ?? 0;
    const going = all[place];
    const why = causeWords[cause].title.toLowerCase();
    if (count > before) {
      counts[place] = count;
      if (going) going.seen = now;
      else {
        all[place] = { since: now, seen: now, from: before };
        marks.push({ at: now, kind: 'rejecting', subject: id, text: `${name}: calls turned away (${why})` });
      }
    } else if (going && now - going.seen >= OVER) {
      all[place] = undefined;
      const lost = count - going.from;
      marks.push({ at: now, kind: 'accepting', subject: id, text: `${name}: no more calls turned away (${why}; ${lost} in all)` });
    }
  }

  private workers(i: number, { id: subject, kind, stats }: Subjects['nodes'][number], now: number, marks: Mark[]): void {
    const things = kind === 'database' ? 'connections' : 'workers';
    const all = stats.capacity > 0 && stats.busy >= stats.capacity && stats.waiting > 0;
    const { going: places } = this.ofNodes;
    const place = i * PER_SUBJECT + WORKERS;
    const going = places[place];
    const ticks = all ? (this.held[i] ?? 0) + 1 : 0;
    this.held[i] = ticks;
    if (all) {
      if (going) going.seen = now;
      else if (ticks === HELD_TICKS) {
        places[place] = { since: now, seen: now, from: 0 };
        const text = `${subject}: all ${stats.capacity} ${things} in use, ${stats.waiting} calls wait`;
        marks.push({ at: now, kind: 'exhausted', subject, text });
      }
      return;
    }
    if (!going || now - going.seen < OVER) return;
    places[place] = undefined;
    marks.push({ at: now, kind: 'free-again', subject, text: `${subject}: ${things} free again` });
  }
}

/** What is turned away where, in words. */
interface Turned {
  readonly id: string;
  readonly name: string;
  readonly cause: Cause;
}

class Places {
  /** What had been counted at the last look. */
  readonly counts: number[] = [];
  readonly going: (Going | undefined)[] = [];

  /** Whether there is anything to say of a place: mostly there is not. */
  stirs(place: number, count: number): boolean {
    return count !== (this.counts[place] ?? 0) || this.going[place] !== undefined;
  }
}
