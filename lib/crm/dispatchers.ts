import { Agent } from "undici";
import { createPublicLookup } from "./address-guard";

/** How long one call may take, from connecting to the last byte. */
export const CALL_MS_MAX = 60_000;
const CONNECT_MS_MAX = 10_000;
const CONNECTIONS_PER_HOST_MAX = 64;

let publicAgent: Agent | undefined;
let privateAgent: Agent | undefined;

/** The process's keep-alive connections: to public addresses only, or also to those of the operator's own network. */
export function getDispatcher({ isPrivate }: { isPrivate: boolean }): Agent {
  if (isPrivate) {
    privateAgent ??= new Agent({ ...options, connect: { timeout: CONNECT_MS_MAX } });
    return privateAgent;
  }
  publicAgent ??= new Agent({ ...options, connect: { timeout: CONNECT_MS_MAX, lookup: createPublicLookup() } });
  return publicAgent;
}

const options = {
  connections: CONNECTIONS_PER_HOST_MAX,
  keepAliveTimeout: 30_000,
  headersTimeout: CALL_MS_MAX,
  bodyTimeout: CALL_MS_MAX,
};
