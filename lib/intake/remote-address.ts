import { firstOf, type HeaderValues } from "./keep-headers";

/**
 * Who sent a request: the other end of the connection, or, behind a proxy that is trusted, the last address that the
 * proxy wrote down. What stands before it in `X-Forwarded-For` came from the sender and proves nothing.
 */
export function toRemoteAddress({
  headers,
  socketAddress,
  trustsProxy,
}: {
  headers: HeaderValues;
  socketAddress: string | null;
  trustsProxy: boolean;
}): string | null {
  if (!trustsProxy) return socketAddress;
  const forwarded = firstOf(headers["x-forwarded-for"])?.split(",").at(-1)?.trim();
  return forwarded || socketAddress;
}
