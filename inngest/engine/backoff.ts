const RETRY_SECONDS = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200] as const;
const JITTER_SECONDS = 30;
const RETRY_AFTER_SECONDS_MAX = 86_400;

/**
 * How long to wait before the next attempt, in milliseconds: what `Retry-After` asks for (seconds or a date, 1 s to 24 h),
 * or else the Inngest server's table with its jitter. `scale` multiplies either; 0 means at once.
 */
export function retryDelayMs({
  attempt,
  retryAfter,
  scale,
}: {
  attempt: number;
  retryAfter?: string | null;
  scale: number;
}): number {
  const asked = retryAfter ? retryAfterSeconds(retryAfter) : null;
  const seconds = asked ?? (RETRY_SECONDS[attempt] ?? 7_200) + Math.random() * JITTER_SECONDS;
  return Math.round(seconds * 1_000 * scale);
}

function retryAfterSeconds(text: string): number | null {
  const seconds = text.length <= 7 ? Number(text) : (Date.parse(text) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), RETRY_AFTER_SECONDS_MAX) : null;
}
