/**
 * Writes each value at once, or as soon as the one before it is written; of those that come meanwhile only the newest counts. So nothing
 * waits for a timer, and a page that ends loses at most what was typed during one write.
 */
export interface Writer<T> {
  put(value: T): void;
  /** Kept once all that was put is written. */
  settled(): Promise<void>;
}

export function createWriter<T>(write: (value: T) => Promise<void>, failed: (error: unknown) => void): Writer<T> {
  let next: { readonly value: T } | null = null;
  let underWay: Promise<void> | null = null;
  const work = async () => {
    while (next) {
      const { value } = next;
      next = null;
      await write(value).catch(failed);
    }
    underWay = null;
  };
  return {
    put(value) {
      next = { value };
      underWay ??= work();
    },
    settled: () => underWay ?? Promise.resolve(),
  };
}
