/**
 * The value that `share` of the values do not exceed (nearest rank); NaN for none.
 *
 * @example
 * percentile([4, 1, 3, 2], 0.5) // => 2
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
