import type { Cause } from '../policies/causes';
import { causeWords } from '../policies/cause-words';
import type { Mark } from './frame';
import { causeCode } from './stats';
import type { Subjects } from './subjects';

/** Of a node: what it turns away at its door. Of a link: what its caller holds back. */
const atDoor: readonly Cause[] = ['queue-full', 'rate-limited', 'shed'];
const atCaller: readonly Cause[] = ['bulkhead-full', 'concurrency-limited', 'throttled'];

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
  private readonly counts = new Map<string, number>();
  private readonly going = new Map<string, Going>();
  private readonly held = new Map<string, number>();

  constructor(private readonly subjects: Subjects) {}

  /** To be called every 200 ms of simulated time. [ns] */
  look(now: number): Mark[] {
    const marks: Mark[] = [];
    for (const node of this.subjects.nodes) {
      if (node.removed || node.role === 'source') continue;
      for (const cause of atDoor) this.rejections(node.id, node.id, cause, node.stats.failedBy[causeCode[cause]]!, now, marks);
      if (node.role === 'server') this.workers(node.id, node.kind, node.stats, now, marks);
    }
    for (const link of this.subjects.links) {
      if (link.removed) continue;
      const name = `${link.from.id} to ${link.to.id}`;
      for (const cause of atCaller) this.rejections(link.id, name, cause, link.stats.failedBy[causeCode[cause]]!, now, marks);
    }
    return marks;
  }

  private rejections(subject: string, name: string, cause: Cause, count: number, now: number, marks: Mark[]): void {
    const key = `${subject} ${cause}`;
    const before = this.counts.get(key) ?? 0;
    const going = this.going.get(key);
    if (count > before) {
      this.counts.set(key, count);
      if (going) going.seen = now;
      else {
        this.going.set(key, { since: now, seen: now, from: before });
        marks.push({ at: now, kind: 'rejecting', subject, text: `${name}: calls turned away (${causeWords[cause].title.toLowerCase()})` });
      }
    } else if (going && now - going.seen >= OVER) {
      this.going.delete(key);
      const lost = count - going.from;
      marks.push({
        at: now,
        kind: 'accepting',
        subject,
        text: `${name}: no more calls turned away (${causeWords[cause].title.toLowerCase()}; ${lost} in all)`,
      });
    }
  }

  private workers(subject: string, kind: string, stats: Subjects['nodes'][number]['stats'], now: number, marks: Mark[]): void {
    const key = `${subject} workers`;
    const things = kind === 'database' ? 'connections' : 'workers';
    const all = stats.capacity > 0 && stats.busy >= stats.capacity && stats.waiting > 0;
    const going = this.going.get(key);
    if (all) {
      const ticks = (this.held.get(key) ?? 0) + 1;
      this.held.set(key, ticks);
      if (going) going.seen = now;
      else if (ticks === HELD_TICKS) {
        this.going.set(key, { since: now, seen: now, from: 0 });
        marks.push({
          at: now,
          kind: 'exhausted',
          subject,
          text: `${subject}: all ${stats.capacity} ${things} in use, ${stats.waiting} calls wait`,
        });
      }
      return;
    }
    this.held.delete(key);
    if (!going || now - going.seen < OVER) return;
    this.going.delete(key);
    marks.push({ at: now, kind: 'free-again', subject, text: `${subject}: ${things} free again` });
  }
}
