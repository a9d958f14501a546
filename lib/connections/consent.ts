import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { CrmError } from "@/lib/crm/error";
import { openLooseHttp } from "@/lib/crm/open-session";
import { getConnector } from "@/lib/crm/registry";
import { CRM_PROVIDERS, type CrmProvider, type CrmSettings } from "@/lib/crm/types";
import { openSecret, sealSecret } from "@/lib/crypto/seal";
import { findCrmApp } from "./crm-app";
import { type CrmFailure, toCrmFailure } from "./crm-failure";
import { addConsentedConnection, type NotFound, reconsentConnection } from "./mutations";

type Editor = { accountId: string; userId: string };

/** How long somebody may stand on the vendor's page. */
export const CONSENT_MINUTES_MAX = 30;
const SUBJECT = "crm consent";

const pendingSchema = z.object({
  provider: z.enum(CRM_PROVIDERS),
  userId: z.string(),
  /** A connection that gets new access; null: one is added. */
  connectionId: z.string().nullable(),
  name: z.string(),
  settings: z.record(z.string(), z.unknown()),
  state: z.string(),
  codeVerifier: z.string(),
  endsAt: z.number(),
});

type Wish = { provider: CrmProvider; connectionId: string | null; name: string; settings: CrmSettings };

/**
 * Begins a consent: the vendor's page to go to, and `ticket` for the browser to keep meanwhile. The ticket is sealed, and good for this
 * account and user alone, so that nobody can finish for another what he began (RFC 9700, state and PKCE).
 */
export function startConsent(
  { accountId, userId }: Editor,
  { provider, connectionId, name, settings }: Wish,
): { ok: true; url: string; ticket: string } | { ok: false; reason: "no_app" } | InvalidWish {
  const { consent, settingsSchema } = getConnector(provider);
  const app = findCrmApp(provider);
  if (!consent || !app) return { ok: false, reason: "no_app" };
  const asked = z.object(Object.fromEntries(consent.asksFor.map((name) => [name, toSetting(settingsSchema, name)])));
  const parsed = asked.safeParse(settings);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => String(issue.path[0] ?? ""));
    return { ok: false, reason: "invalid_settings", settings: [...new Set(names)] };
  }

  const state = randomBytes(32).toString("base64url");
  const codeVerifier = randomBytes(32).toString("base64url");
  const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
  const endsAt = Date.now() + CONSENT_MINUTES_MAX * 60_000;
  const pending = { provider, userId, connectionId, name, settings: parsed.data, state, codeVerifier, endsAt };
  const { sealed, keyId } = sealSecret({ plaintext: JSON.stringify(pending), accountId, subjectId: SUBJECT });
  return {
    ok: true,
    url: consent.toAuthorizeUrl({ app, state, codeChallenge, settings: parsed.data }),
    ticket: `${keyId}.${sealed}`,
  };
}

type InvalidWish = { ok: false; reason: "invalid_settings"; settings: string[] };

/**
 * Ends a consent with what the vendor's redirect brought: trades the code for access, and adds or mends the connection.
 * `denied`: the customer said no there; `expired`: the ticket is missing, another's, too old or not of this redirect.
 */
export async function finishConsent(
  { accountId, userId }: Editor,
  { provider, ticket, query }: { provider: string; ticket: string | undefined; query: Record<string, string> },
): Promise<
  | { ok: true; connectionId: string }
  | { ok: false; reason: "denied" | "expired"; connectionId: string | null }
  | ((CrmFailure | NotFound) & { connectionId: string | null })
> {
  const pending = openTicket(accountId, ticket);
  const isOwn = pending?.userId === userId && pending.provider === provider && pending.state === query.state;
  if (!pending || !isOwn || pending.endsAt < Date.now()) return { ok: false, reason: "expired", connectionId: null };

  const { connectionId, name } = pending;
  const { consent } = getConnector(pending.provider);
  const app = findCrmApp(pending.provider);
  if (query.error || !query.code) return { ok: false, reason: "denied", connectionId };
  if (!consent || !app) return { ok: false, reason: "expired", connectionId };
  try {
    const secrets = [app.clientSecret, query.code, pending.codeVerifier];
    const http = openLooseHttp(pending.provider, { secrets });
    const { codeVerifier, settings } = pending;
    const grant = await consent.exchange({ app, query, codeVerifier, settings }, http);
    const consented = { ...settings, grant };
    const done = connectionId
      ? await reconsentConnection({ accountId, userId, connectionId, provider: pending.provider, settings: consented })
      : await addConsentedConnection({ accountId, userId }, { provider: pending.provider, name, settings: consented });
    if (!done.ok) return { ...done, connectionId };
    return { ok: true, connectionId: done.id };
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return { ...toCrmFailure(error), connectionId };
  }
}

function openTicket(accountId: string, ticket: string | undefined) {
  const [keyId, sealed] = ticket?.split(".") ?? [];
  if (!keyId || !sealed) return null;
  try {
    return pendingSchema.parse(JSON.parse(openSecret({ sealed, keyId, accountId, subjectId: SUBJECT })));
  } catch {
    // Another account's, changed, or sealed by a key that is gone.
    return null;
  }
}

function toSetting(schema: z.ZodObject, name: string): z.ZodType {
  const setting: z.ZodType | undefined = schema.shape[name];
  if (!setting) throw new Error(`There is no setting ${name}`);
  return setting;
}
