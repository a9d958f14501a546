import { stableJson } from "./stable-json";

/** An item of two lists, with its place in each. */
export type Pair<Item> = { before: Item; after: Item; from: number; to: number };
type Single<Item> = { item: Item; index: number };

/**
 * Finds the items of one list in the other: only items of one `kind` can be a pair, equal ones first, the rest in their order. What
 * has none was removed or added. The same pairs come out whichever list is the first.
 */
export function matchPairs<Item>(
  before: readonly Item[],
  after: readonly Item[],
  kind: (item: Item) => string,
): { pairs: Pair<Item>[]; removed: Single<Item>[]; added: Single<Item>[] } {
  let removed = before.map((item, index) => ({ item, index }));
  let added = after.map((item, index) => ({ item, index }));
  const pairs: Pair<Item>[] = [];

  for (const key of [(item: Item) => `${kind(item)} ${stableJson(item)}`, kind]) {
    const waiting = new Map<string, Single<Item>[]>();
    for (const single of added) waiting.set(key(single.item), [...(waiting.get(key(single.item)) ?? []), single]);
    const taken = new Set<Single<Item>>();
    removed = removed.filter(({ item, index }) => {
      const found = waiting.get(key(item))?.shift();
      if (!found) return true;
      taken.add(found);
      pairs.push({ before: item, after: found.item, from: index, to: found.index });
      return false;
    });
    added = added.filter((single) => !taken.has(single));
  }
  pairs.sort((one, other) => one.to - other.to);
  return { pairs, removed, added };
}

/** The fewest pairs that have to change places to turn one order into the other; the same ones from either side. */
export function pickMoved<Item>(pairs: readonly Pair<Item>[]): Set<Pair<Item>> {
  const ordered = [...pairs].sort((one, other) => one.from - other.from);
  const chains: Chain<Item>[] = [];
  let longest: Chain<Item> | null = null;
  for (const pair of ordered) {
    let previous: Chain<Item> | null = null;
    for (const chain of chains) {
      if (chain.pair.to < pair.to && (!previous || isBetter(chain, previous))) previous = chain;
    }
    const chain: Chain<Item> = {
      pair,
      previous,
      length: (previous?.length ?? 0) + 1,
      sum: (previous?.sum ?? 0) + pair.from + pair.to,
      name: [stableJson(pair.before), stableJson(pair.after)].sort().join(),
    };
    chains.push(chain);
    if (!longest || isBetter(chain, longest)) longest = chain;
  }

  const moved = new Set(pairs);
  for (let chain = longest; chain; chain = chain.previous) moved.delete(chain.pair);
  return moved;
}

/** Pairs that keep their order; `sum` and `name` decide between chains of one length, and are the same from either side. */
type Chain<Item> = { pair: Pair<Item>; previous: Chain<Item> | null; length: number; sum: number; name: string };

function isBetter<Item>(one: Chain<Item>, other: Chain<Item>): boolean {
  if (one.length !== other.length) return one.length > other.length;
  return one.sum === other.sum ? one.name < other.name : one.sum < other.sum;
}
