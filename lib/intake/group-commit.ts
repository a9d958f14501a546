/** Nothing more is taken in for now: what waits already is all that memory is given for. */
export class QueueFullError extends Error {
  override name = "QueueFullError";
}

export type GroupCommit<T, R> = {
  /** Resolves when the group that holds the item is committed; rejects when the item could not be stored. */
  add(item: T): Promise<R>;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
};

type Waiting<T, R> = { item: T; size: number; resolve(result: R): void; reject(error: unknown): void };

/**
 * Lets items that arrive together share a round trip and a commit: while one group is under way, the next one gathers.
 * Nothing is held back to wait for company, so that a lone item goes at once.
 *
 * When a group fails for a reason of its content (`isWorthSplitting`), its items are tried one by one, so that one bad
 * item does not fail its neighbours.
 */
export function createGroupCommit<T, R>({
  commit,
  sizeOf,
  isWorthSplitting,
  countMax,
  bytesMax,
  waitingBytesMax,
}: {
  commit(items: readonly T[]): Promise<readonly R[]>;
  sizeOf(item: T): number;
  isWorthSplitting(error: unknown): boolean;
  /** Bounds of a group; an item that is larger goes alone. */
  countMax: number;
  bytesMax: number;
  /** Above it `add` rejects with `QueueFullError`. */
  waitingBytesMax: number;
}): GroupCommit<T, R> {
  let waiting: Waiting<T, R>[] = [];
  let waitingBytes = 0;
  let running: Promise<void> | null = null;

  const run = async () => {
    // Requests that were read in the same turn of the event loop go together.
    await new Promise(setImmediate);
    while (waiting.length > 0) await commitGroup(takeGroup());
    running = null;
  };
  const takeGroup = () => {
    let count = 0;
    let bytes = 0;
    for (const { size } of waiting) {
      if (count > 0 && (count >= countMax || bytes + size > bytesMax)) break;
      bytes += size;
      count++;
    }
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return group;
  };
  const commitGroup = async (group: readonly Waiting<T, R>[]): Promise<void> => {
    try {
      const results = await commit(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as R);
    } catch (error) {
      if (group.length > 1 && isWorthSplitting(error)) {
        for (const one of group) await commitGroup([one]);
      } else {
        for (const { reject } of group) reject(error);
      }
    }
  };

  return {
    add(item) {
      const size = sizeOf(item);
      if (waitingBytes + size > waitingBytesMax)
        return Promise.reject(new QueueFullError("Too much waits to be stored"));
      waitingBytes += size;
      return new Promise<R>((resolve, reject) => {
        waiting.push({ item, size, resolve, reject });
        running ??= run();
      }).finally(() => {
        waitingBytes -= size;
      });
    },
    drain: async () => {
      while (running) await running;
    },
  };
}
