import { getEnv } from "@/lib/env";
import { type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker";
import { createCrmHttp } from "./http";
import { createRateLimiter, type RateLimiter } from "./rate-limiter";
import { toReadOnlyHttp, toReadOnlySession } from "./read-only-session";
import { getConnector } from "./registry";
import { type CrmSettings, listSecrets } from "./settings";
import type { CrmCall, CrmHttp, CrmProvider, CrmSession } from "./types";

/** A connection with its settings unsealed. */
export type OpenableConnection = { id: string; accountId: string; provider: CrmProvider; settings: CrmSettings };

type Guards = { limiter: RateLimiter; breaker: CircuitBreaker };

/** More connections than one process works for at a time; the one that was used longest ago is forgotten. */
const REMEMBERED_MAX = 10_000;
const guardsByConnection = new Map<string, Guards>();

type SessionOptions = {
  connection: OpenableConnection;
  onCall?: (call: CrmCall) => void;
  /** How long one call may take; without it as long as a delivery waits. */
  callMs?: number;
};

/**
 * A session with the CRM of a connection. All sessions of one connection in this process share its rate limit and its
 * circuit breaker.
 */
export function openCrmSession(options: SessionOptions): CrmSession {
  return getConnector(options.connection.provider).connect(options.connection.settings, openHttp(options));
}

/** The same, but nothing can be written through it: neither by the session, nor by a request below it. */
export function openReadOnlySession(options: SessionOptions): CrmSession {
  const connector = getConnector(options.connection.provider);
  return toReadOnlySession(connector.connect(options.connection.settings, toReadOnlyHttp(openHttp(options))));
}

function openHttp({ connection, onCall, callMs }: SessionOptions): CrmHttp {
  const connector = getConnector(connection.provider);
  const { APP_URL, CRM_PRIVATE_HOSTS } = getEnv();
  return createCrmHttp({
    connector,
    address: { ownOrigin: APP_URL, privateHosts: CRM_PRIVATE_HOSTS },
    secrets: listSecrets(connector.settingsSchema, connection.settings),
    onCall,
    bounds: { callMs },
    ...getGuards(connection),
  });
}

function getGuards({ id, provider }: OpenableConnection): Guards {
  const guards = guardsByConnection.get(id) ?? {
    limiter: createRateLimiter(getConnector(provider).limits),
    breaker: createCircuitBreaker(),
  };
  // A map keeps the order of insertion, so that the first one is the one unused for longest.
  guardsByConnection.delete(id);
  guardsByConnection.set(id, guards);
  const [oldest] = guardsByConnection.keys();
  if (guardsByConnection.size > REMEMBERED_MAX && oldest) guardsByConnection.delete(oldest);
  return guards;
}
