const SLICE_MS = 12;

/**
 * Does something for each item without holding the page up, and gives all results at the end. The function that it gives back
 * stops the run, after which nothing is given.
 */
export function runInSlices<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
  onDone: (results: Result[]) => void,
): () => void {
  const results: Result[] = [];
  let timer = setTimeout(goOn);

  function goOn() {
    const until = performance.now() + SLICE_MS;
    for (const item of items.slice(results.length)) {
      results.push(work(item));
      if (performance.now() > until) break;
    }
    if (results.length < items.length) timer = setTimeout(goOn);
    else onDone(results);
  }
  return () => clearTimeout(timer);
}
