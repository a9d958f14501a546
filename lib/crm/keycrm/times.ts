/** `2026-03-01 09:30:00` in UTC, as KeyCRM writes and takes times; a text that is no time stays as it is. */
export function toKeycrmTime(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  return date.toISOString().slice(0, 19).replace("T", " ");
}

/** A time of KeyCRM's in ISO 8601; null when it is none. */
export function toIsoTime(text: string | null | undefined): string | null {
  if (!text) return null;
  const hasZone = /(z|[+-]\d\d:?\d\d)$/i.test(text);
  const date = new Date(hasZone ? text : `${text.replace(" ", "T")}Z`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
