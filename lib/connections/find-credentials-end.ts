import type { CrmAccount } from "@/lib/crm/types";

/** Time enough for whoever makes the keys to be back from a holiday. */
const WARN_DAYS = 14;

/** When the credentials of a connection end by themselves, from two weeks before; null while there is time, or no end. */
export function findCredentialsEnd(
  { credentialsEndAt }: Pick<CrmAccount, "credentialsEndAt">,
  now: Date,
): { at: Date; isOver: boolean } | null {
  const at = credentialsEndAt ? new Date(credentialsEndAt) : null;
  if (!at || Number.isNaN(at.getTime())) return null;
  const days = (at.getTime() - now.getTime()) / (24 * 60 * 60 * 1000);
  return days > WARN_DAYS ? null : { at, isOver: days <= 0 };
}
