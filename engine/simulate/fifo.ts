import type { Task } from './task';

/** First in, first out, linked through the tasks themselves; any of them can leave early. */
export class Fifo {
  head: Task | null = null;
  tail: Task | null = null;
  length = 0;

  push(task: Task): void {
    task.following = null;
    task.preceding = this.tail;
    if (this.tail === null) this.head = task;
    else this.tail.following = task;
    this.tail = task;
    this.length += 1;
  }

  /** Puts a task behind another one of the list; at its head where that is null. */
  insert(task: Task, behind: Task | null): void {
    const following = behind === null ? this.head : behind.following;
    task.preceding = behind;
    task.following = following;
    if (behind === null) this.head = task;
    else behind.following = task;
    if (following === null) this.tail = task;
    else following.preceding = task;
    this.length += 1;
  }

  shift(): Task | null {
    const task = this.head;
    if (task === null) return null;
    const next = task.following;
    this.head = next;
    if (next === null) this.tail = null;
    else next.preceding = null;
    task.following = null;
    this.length -= 1;
    return task;
  }

  remove(task: Task): void {
    const { preceding, following } = task;
    if (preceding === null) this.head = following;
    else preceding.following = following;
    if (following === null) this.tail = preceding;
    else following.preceding = preceding;
    task.following = null;
    task.preceding = null;
    this.length -= 1;
  }
}
