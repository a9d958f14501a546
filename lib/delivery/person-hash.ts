import { createHash, createHmac } from "node:crypto";
import type { Identifier } from "@/lib/crm/types";
import { getEnv } from "@/lib/env";

/** What stands for an identifier in queues and in what a connection remembers: no phone or e-mail is kept there. */
export function hashIdentifier({ kind, value }: Identifier): Buffer {
  return createHash("sha256").update(`${kind}:${value}`).digest();
}

/** A lead that nobody can be recognised by is a person of its own. */
function hashUnidentifiedLead(leadId: string): Buffer {
  return createHash("sha256").update(`lead:${leadId}`).digest();
}

/** The database lock of a person's queue, held while leads enter or leave it. */
export function queueLockKey(connectionId: string, identifierHash: Buffer): bigint {
  return createHash("sha256").update(connectionId).update(identifierHash).digest().readBigInt64BE();
}

/** A short name for a person in events, from which nobody without the product's secret can tell who it is. */
export function toPersonKey(connectionId: string, identifierHash: Buffer): string {
  return createHmac("sha256", getEnv().NEXTAUTH_SECRET)
    .update(`person ${connectionId} `)
    .update(identifierHash)
    .digest("base64url")
    .slice(0, 22);
}

/** The queues that a lead stands in: one for each identifier. */
export function queueHashes(leadId: string, identifiers: readonly Identifier[]): Buffer[] {
  return identifiers.length > 0 ? identifiers.map(hashIdentifier) : [hashUnidentifiedLead(leadId)];
}
