import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { type Transaction, withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { findTrialCrm, type TrialCrmView } from "@/lib/trial-crm/queries";

/** Which page of a list is shown; what is not an id counts as the first page. */
export const placeSchema = z.object({
  after: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
});

/** The name of a trial CRM of the account, for titles. */
export const findCrmName = cache(async (crmId: string) => {
  const { accountId } = await requireMember();
  const crm = isId(crmId) ? await withAccount(accountId, (tx) => findTrialCrm(tx, crmId)) : null;
  return crm?.name;
});

/** A trial CRM of the account with what a page of it reads, all at one moment; not found where either is not there. */
export async function readCrm<T>(
  crmId: string,
  read: (tx: Transaction, crm: TrialCrmView) => Promise<T | null>,
): Promise<{ crm: TrialCrmView; found: T; mayChange: boolean }> {
  const { accountId, role } = await requireMember();
  if (!isId(crmId)) return notFound();
  const [crm, found] = await withAccount(accountId, async (tx) => {
    const view = await findTrialCrm(tx, crmId);
    return [view, view && (await read(tx, view))];
  });
  if (!crm || found === null) return notFound();
  return { crm, found, mayChange: hasRole(role, "admin") };
}

/** Whether a part of an address can be the id of a record. */
export function isId(text: string): boolean {
  return z.uuid().safeParse(text).success;
}
