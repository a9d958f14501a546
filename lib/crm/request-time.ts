/** When a request was first made, from an id of version 7, which begins with its milliseconds; null for other ids. */
export function readRequestTime(requestId: string): Date | null {
  const digits = requestId.replaceAll("-", "");
  return /^[0-9a-f]{12}7[0-9a-f]{19}$/i.test(digits) ? new Date(Number.parseInt(digits.slice(0, 12), 16)) : null;
}
