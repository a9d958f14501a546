/**
 * Gathers the calls that arrive while earlier ones are under way into one statement, so that concurrent runs share a
 * round trip and a commit. `flush` answers one result per item, in order. When it throws, each item is tried once more by
 * itself, so that one which the database refuses fails alone; `flush` must therefore bear to be called again.
 */
export function createBatcher<Item, Result>(
  flush: (items: Item[]) => Promise<Result[]>,
  { batchMax = 200, inFlightMax = 1 }: { batchMax?: number; inFlightMax?: number } = {},
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let inFlight = 0;
  let scheduled = false;

  async function flushNext(): Promise<void> {
    scheduled = false;
    if (waiting.length === 0 || inFlight >= inFlightMax) return;
    const batch = waiting.splice(0, batchMax);
    inFlight++;
    await settle(batch);
    inFlight--;
    schedule();
  }

  async function settle(batch: Waiting[]): Promise<void> {
    try {
      const results = await flush(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, i) => {
        resolve(results[i] as Result);
      });
    } catch (error) {
      if (batch.length > 1) for (const one of batch) await settle([one]);
      else for (const { reject } of batch) reject(error);
    }
  }

  function schedule(): void {
    if (scheduled || waiting.length === 0 || inFlight >= inFlightMax) return;
    scheduled = true;
    setImmediate(() => void flushNext());
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
