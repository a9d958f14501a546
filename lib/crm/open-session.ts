import { getEnv } from "@/lib/env";
import { type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker";
import { createCrmHttp } from "./http";
import { createRateLimiter, type RateLimiter } from "./rate-limiter";
import { getConnector } from "./registry";
import { type CrmSettings, listSecrets } from "./settings";
import type { CrmCall, CrmProvider, CrmSession } from "./types";

/** A connection with its settings unsealed. */
export type OpenableConnection = { id: string; accountId: string; provider: CrmProvider; settings: CrmSettings };

type Guards = { limiter: RateLimiter; breaker: CircuitBreaker };

/** More connections than one process works for at a time; the one that was used longest ago is forgotten. */
const REMEMBERED_MAX = 10_000;
const guardsByConnection = new Map<string, Guards>();

/**
 * A session with the CRM of a connection. All sessions of one connection in this process share its rate limit and its
 * circuit breaker.
 */
export function openCrmSession({
  connection,
  onCall,
}: {
  connection: OpenableConnection;
  onCall?: (call: CrmCall) => void;
}): CrmSession {
  const connector = getConnector(connection.provider);
  const { APP_URL, CRM_PRIVATE_HOSTS } = getEnv();
  const http = createCrmHttp({
    connector,
    address: { ownOrigin: APP_URL, privateHosts: CRM_PRIVATE_HOSTS },
    secrets: listSecrets(connector.settingsSchema, connection.settings),
    onCall,
    ...getGuards(connection),
  });
  return connector.connect(connection.settings, http);
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
