import "server-only";
import { and, desc, eq, gt, isNull, or } from "drizzle-orm";
import { auditLog, hooks, integrations } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { createRandomId } from "@/lib/crypto/random-id";
import { openSecret, sealSecret } from "@/lib/crypto/seal";
import { getEnv } from "@/lib/env";
import { hashHookId } from "@/lib/intake/hook-id";

/** How long a replaced address goes on. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;

type IntegrationKey = { accountId: string; integrationId: string };

/** A webhook address as the settings page shows it. `expiresAt` is set when it was replaced and still goes on. */
export type HookView = {
  id: string;
  /** Null for members who may not see the address in full. */
  url: string | null;
  maskedUrl: string;
  expiresAt: Date | null;
  createdAt: Date;
};

/** Gives an integration a new webhook address and returns the id in it, which is kept sealed. */
export async function createHook(tx: Transaction, { accountId, integrationId }: IntegrationKey): Promise<string> {
  const hookId = createRandomId();
  const { sealed, keyId } = sealSecret({ plaintext: hookId, accountId, subjectId: integrationId });
  await tx.insert(hooks).values({ accountId, integrationId, idHash: hashHookId(hookId), sealedId: sealed, keyId });
  return hookId;
}

/** The addresses of an integration that take events now, the newest first; in full for owners and admins only. */
export async function listHooks(
  tx: Transaction,
  { accountId, integrationId, maySeeUrl, now = new Date() }: IntegrationKey & { maySeeUrl: boolean; now?: Date },
): Promise<HookView[]> {
  const rows = await tx
    .select()
    .from(hooks)
    .where(and(eq(hooks.integrationId, integrationId), or(isNull(hooks.expiresAt), gt(hooks.expiresAt, now))))
    .orderBy(desc(hooks.id));
  return rows.map(({ id, sealedId, keyId, expiresAt, createdAt }) => {
    const hookId = openSecret({ sealed: sealedId, keyId, accountId, subjectId: integrationId });
    const maskedUrl = toHookUrl(`…${hookId.slice(-4)}`);
    return { id, url: maySeeUrl ? toHookUrl(hookId) : null, maskedUrl, expiresAt, createdAt };
  });
}

/**
 * Replaces the address of an integration: the new one works at once, the old one for another 24 hours. Who did it is
 * kept in the audit log. Null when the account has no such integration.
 */
export async function replaceHook(
  tx: Transaction,
  { accountId, integrationId, userId, now = new Date() }: IntegrationKey & { userId: string | null; now?: Date },
): Promise<string | null> {
  // Two admins at once replace one after the other, so that one address is left without an end.
  const [integration] = await tx
    .select({ id: integrations.id })
    .from(integrations)
    .where(and(eq(integrations.id, integrationId), isNull(integrations.deletedAt)))
    .for("no key update");
  if (!integration) return null;

  await tx
    .update(hooks)
    .set({ expiresAt: new Date(now.getTime() + OVERLAP_MS) })
    .where(and(eq(hooks.integrationId, integrationId), isNull(hooks.expiresAt)));
  const hookId = await createHook(tx, { accountId, integrationId });
  await tx.insert(auditLog).values({ accountId, userId, action: "hook.replaced", subjectId: integrationId });
  return hookId;
}

/** Notes that the address of an integration was copied, for the checklist of the first steps; once is enough. */
export async function markHookCopied(tx: Transaction, { integrationId }: { integrationId: string }): Promise<void> {
  await tx
    .update(hooks)
    .set({ copiedAt: new Date() })
    .where(and(eq(hooks.integrationId, integrationId), isNull(hooks.expiresAt), isNull(hooks.copiedAt)));
}

/** The address that the customer pastes into SendPulse. */
export function toHookUrl(hookId: string): string {
  return `${getEnv().APP_URL}/api/hooks/${hookId}`;
}
