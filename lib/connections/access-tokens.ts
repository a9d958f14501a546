import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { connections } from "@/db/schema";
import { type Transaction, withAccount } from "@/db/with-account";
import type { AccessTokens } from "@/lib/crm/access-tokens";
import { CrmError } from "@/lib/crm/error";
import { openLooseHttp } from "@/lib/crm/open-session";
import { readGrant } from "@/lib/crm/read-grant";
import { getConnector } from "@/lib/crm/registry";
import { listSecrets } from "@/lib/crm/settings";
import type { CrmGrant, CrmProvider, CrmSettings } from "@/lib/crm/types";
import { findCrmApp } from "./crm-app";
import { sealSettings, unsealSettings } from "./sealed-settings";

type Connection = { id: string; accountId: string; provider: CrmProvider; settings: CrmSettings };

/** A token is renewed so long before it ends, so that it does not end on the way. */
const SPARE_MS = 60_000;
const KEPT_MAX = 10_000;
const STORE_TRIES_MAX = 3;
/** Each holds a connection of the database: a vendor that hangs must not take them all. */
const RENEWALS_OF_VENDOR_MAX = 2;

/** The newest access that this process knows of, and renewals that are under way, by connection. */
const grants = new Map<string, CrmGrant>();
const renewals = new Map<string, Promise<CrmGrant>>();
const places = new Map<CrmProvider, { free: number; waiting: (() => void)[] }>();

/**
 * Access to the CRM of a stored connection; null where its credentials do not end by themselves. A renewal is made by one process
 * at a time, under a lock of the connection, and stored before the lock is let go: CRMs that change the refresh token with every
 * renewal take the old one for theft.
 */
export function openAccess(connection: Connection): AccessTokens | null {
  if (!usesTokens(connection)) return null;
  return {
    async get(from) {
      const known = toNewest(grants.get(connection.id) ?? null, readGrant(connection.settings));
      if (known && isGood(known, from?.refused)) return known.accessToken;
      const running = renewals.get(connection.id);
      if (running) return (await running).accessToken;
      const renewal = renewStored(connection, from?.refused).finally(() => renewals.delete(connection.id));
      renewals.set(connection.id, renewal);
      return (await renewal).accessToken;
    },
  };
}

/** Access for a connection that is not stored yet; `readSettings` gives its settings with the access that it got. */
export function openNewAccess(connection: Connection): { tokens: AccessTokens | null; readSettings(): CrmSettings } {
  let grant = readGrant(connection.settings);
  const readSettings = () => (grant ? { ...connection.settings, grant } : connection.settings);
  if (!usesTokens(connection)) return { tokens: null, readSettings };
  return {
    readSettings,
    tokens: {
      async get(from) {
        if (!grant || !isGood(grant, from?.refused)) grant = await renew(connection.provider, readSettings());
        return grant.accessToken;
      },
    },
  };
}

/** Forgets what this process knows, as when a connection got other credentials. */
export function forgetAccess(connectionId: string): void {
  grants.delete(connectionId);
}

function usesTokens({ provider, settings }: Connection) {
  const { tokens } = getConnector(provider);
  return tokens !== undefined && (tokens.isOnlyWay || readGrant(settings) !== null);
}

function isGood({ accessToken, expiresAt }: CrmGrant, refused: string | undefined) {
  if (accessToken === "" || accessToken === refused) return false;
  return expiresAt === null || Date.parse(expiresAt) - SPARE_MS > Date.now();
}

/**
 * What this process renewed, or what is stored: that which ends later. A connection that another process gave other access, perhaps
 * to another account of the CRM, has the newer one in its settings.
 */
function toNewest(renewed: CrmGrant | null, stored: CrmGrant | null): CrmGrant | null {
  if (!renewed || !stored) return renewed ?? stored;
  const [own, others] = [renewed, stored].map(({ expiresAt }) => Date.parse(expiresAt ?? ""));
  return Number(others) > Number(own) ? stored : renewed;
}

async function renewStored(connection: Connection, refused: string | undefined): Promise<CrmGrant> {
  const { id, accountId } = connection;
  const renewLocked = async (tx: Transaction) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('connection access'), hashtext(${id}))`);
    // Whoever connects anew meanwhile does not wait for the lock, and what he stored stands.
    for (let tries = 0; tries < STORE_TRIES_MAX; tries += 1) {
      const renewed = await renewOnce(tx, connection, refused);
      if (renewed) return renewed;
    }
    throw new Error("The settings of a connection change while its access is renewed");
  };
  const grant = await inPlace(connection.provider, () => withAccount(accountId, renewLocked));
  grants.delete(id);
  grants.set(id, grant);
  const [oldest] = grants.keys();
  if (grants.size > KEPT_MAX && oldest) grants.delete(oldest);
  return grant;
}

/** Does something in one of the vendor's places, first come, first served. */
async function inPlace<T>(provider: CrmProvider, work: () => Promise<T>): Promise<T> {
  const own = places.get(provider) ?? { free: RENEWALS_OF_VENDOR_MAX, waiting: [] };
  places.set(provider, own);
  if (own.free > 0) own.free -= 1;
  else await new Promise<void>((resolve) => own.waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = own.waiting.shift();
    if (next) next();
    else own.free += 1;
  }
}

/** Null where the settings were changed meanwhile. */
async function renewOnce(
  tx: Transaction,
  { id, accountId, provider }: Connection,
  refused: string | undefined,
): Promise<CrmGrant | null> {
  const [row] = await tx
    .select({ sealedSettings: connections.sealedSettings, keyId: connections.keyId })
    .from(connections)
    .where(eq(connections.id, id));
  if (!row) throw new Error("The connection of a token is gone");

  const key = { accountId, connectionId: id };
  const settings = unsealSettings(key, row);
  // Another process was quicker.
  const stored = readGrant(settings);
  if (stored && isGood(stored, refused)) return stored;

  const grant = await renew(provider, settings);
  const updated = await tx
    .update(connections)
    // The settings of the customer did not change, and `updatedAt` is their version.
    .set({ ...sealSettings(key, { ...settings, grant }), updatedAt: sql`${connections.updatedAt}` })
    .where(and(eq(connections.id, id), eq(connections.sealedSettings, row.sealedSettings)))
    .returning({ id: connections.id });
  return updated.length > 0 ? grant : null;
}

/** Asks the CRM for new access. That it says no means that the customer has to let LeadBox in again. */
async function renew(provider: CrmProvider, settings: CrmSettings): Promise<CrmGrant> {
  const { tokens, settingsSchema } = getConnector(provider);
  if (!tokens) throw new Error(`${provider} gives no access that ends by itself`);
  const app = findCrmApp(provider);
  const secrets = [...listSecrets(settingsSchema, settings), ...(app ? [app.clientSecret] : [])];
  try {
    return await tokens.renew({ settings, grant: readGrant(settings), app }, openLooseHttp(provider, { secrets }));
  } catch (error) {
    if (!(error instanceof CrmError && error.kind === "reject")) throw error;
    const { code, message, status } = error;
    throw new CrmError({ kind: "hold", code, provider, message, status });
  }
}
