import { getEnv } from "@/lib/env";
import type { AccessTokens } from "./access-tokens";
import { type CallGate, createCallGate } from "./call-gate";
import { type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker";
import { createCrmHttp } from "./http";
import { toReadOnlyHttp, toReadOnlySession } from "./read-only-session";
import { getConnector } from "./registry";
import { listSecrets } from "./settings";
import type { CrmCall, CrmDirectory, CrmHttp, CrmProvider, CrmSession, CrmSettings } from "./types";

/** A connection with its settings unsealed. */
export type OpenableConnection = {
  id: string;
  accountId: string;
  provider: CrmProvider;
  settings: CrmSettings;
  /** What was read of the CRM last; null before that. */
  directory: CrmDirectory | null;
};

type Guards = { /** The limits that the gate keeps, as text. */ pace: string; gate: CallGate; breaker: CircuitBreaker };

/** More connections than one process works for at a time; the one that was used longest ago is forgotten. */
const REMEMBERED_MAX = 10_000;
const guardsByConnection = new Map<string, Guards>();

type SessionOptions = {
  connection: OpenableConnection;
  /** Its access, where that ends by itself; see `openAccess` of lib/connections. */
  tokens: AccessTokens | null;
  onCall?: (call: CrmCall) => void;
  /** How long one call may take; without it as long as a delivery waits. */
  callMs?: number;
};

/**
 * A session with the CRM of a connection. All sessions of one connection in this process share its rate limit and its
 * circuit breaker.
 */
export function openCrmSession(options: SessionOptions): CrmSession {
  const { provider, settings, directory } = options.connection;
  return getConnector(provider).connect(settings, openHttp(options), directory);
}

/** The same, but nothing can be written through it: neither by the session, nor by a request below it. */
export function openReadOnlySession(options: SessionOptions): CrmSession {
  const { provider, settings, directory } = options.connection;
  return toReadOnlySession(getConnector(provider).connect(settings, toReadOnlyHttp(openHttp(options)), directory));
}

/** Sends the requests of a connection that is being made or renewed, before there is access. */
export function openLooseHttp(provider: CrmProvider, { secrets }: { secrets: readonly string[] }): CrmHttp {
  const connector = getConnector(provider);
  return createCrmHttp({ connector, ...readNetwork(), secrets, bounds: { callMs: LOOSE_CALL_MS_MAX } });
}

/** Somebody waits for these in a browser, or with a lock in hand. */
const LOOSE_CALL_MS_MAX = 20_000;

function openHttp({ connection, tokens, onCall, callMs }: SessionOptions): CrmHttp {
  const connector = getConnector(connection.provider);
  return createCrmHttp({
    connector,
    ...readNetwork(),
    secrets: listSecrets(connector.settingsSchema, connection.settings),
    tokens,
    onCall,
    bounds: { callMs },
    ...getGuards(connection),
  });
}

function readNetwork() {
  const { APP_URL, CRM_PRIVATE_HOSTS, CRM_GATEWAY_URL } = getEnv();
  return { address: { ownOrigin: APP_URL, privateHosts: CRM_PRIVATE_HOSTS }, gateway: CRM_GATEWAY_URL ?? null };
}

function getGuards({ id, provider, settings }: OpenableConnection): Guards {
  const connector = getConnector(provider);
  const limits = connector.readLimits?.(settings) ?? connector.limits;
  const pace = JSON.stringify(limits);
  const known = guardsByConnection.get(id);
  const guards =
    known?.pace === pace
      ? known
      : // A customer who gives other limits need not wait for the next start.
        { pace, gate: createCallGate(limits), breaker: known?.breaker ?? createCircuitBreaker() };
  // A map keeps the order of insertion, so that the first one is the one unused for longest.
  guardsByConnection.delete(id);
  guardsByConnection.set(id, guards);
  const [oldest] = guardsByConnection.keys();
  if (guardsByConnection.size > REMEMBERED_MAX && oldest) guardsByConnection.delete(oldest);
  return guards;
}
