const SECONDS_MAX = 24 * 60 * 60;

/** Seconds of a `Retry-After` header, given as seconds or as a date; null when there is none that can be read. At most a day. */
export function parseRetryAfter(header: string | string[] | undefined, now: Date = new Date()): number | null {
  const text = (Array.isArray(header) ? header[0] : header)?.trim();
  if (!text) return null;
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.min(SECONDS_MAX, Math.ceil(Number(text)));
  // A date of HTTP begins with its day; Date.parse would also make something of other texts.
  const time = /^[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) return null;
  return Math.min(SECONDS_MAX, Math.max(0, Math.ceil((time - now.getTime()) / 1000)));
}
