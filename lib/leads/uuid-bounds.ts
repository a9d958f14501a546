/**
 * The smallest UUID v7 that can have been made at the given time: ids sort by time, so that a range of dates is a range of ids.
 *
 * @example
 * firstIdAt(new Date("2026-01-01T00:00:00Z")) // => "019b76da-a800-7000-8000-000000000000"
 */
export function firstIdAt(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
