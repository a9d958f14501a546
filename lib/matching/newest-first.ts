/** What the last of the rules needs to choose among records of a CRM. */
type Dated = { id: string; updatedAt: string | null };

/**
 * Orders records by the time of their last change, newest first, those without a time last; of equals the smaller id first,
 * so that the same answer of a CRM always gives the same choice.
 */
export function newestFirst(left: Dated, right: Dated): number {
  return timeOf(right) - timeOf(left) || compareIds(left.id, right.id);
}

/** Whether the order was decided by the times alone. */
export function isNewer(left: Dated, right: Dated): boolean {
  return timeOf(left) > timeOf(right);
}

/** An unreadable time counts as none; a date far in the past stands for it, since differences of infinities are no number. */
function timeOf({ updatedAt }: Dated): number {
  const time = updatedAt === null ? Number.NaN : Date.parse(updatedAt);
  return Number.isNaN(time) ? -8_640_000_000_000_000 : time;
}

/** Ids are texts; those of digits only compare as numbers of any size. */
function compareIds(left: string, right: string): number {
  const areNumbers = /^\d+$/.test(left) && /^\d+$/.test(right);
  if (areNumbers && left.length !== right.length) return left.length - right.length;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
