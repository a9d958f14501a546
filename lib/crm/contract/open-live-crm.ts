import { request as send } from "undici";
import type { ContractCrm } from "./contract";

/** Headers of one hop, and what the answer's body is not any more when it is passed on. */
const OWN_HEADERS = ["host", "x-crm-host", "connection", "content-length", "transfer-encoding", "content-encoding"];

/**
 * A vendor's own system for the contract: requests go there as they are, through the server whose answers a test may change. What only a
 * fake can do, such as a search that lags as long as a test wants, is skipped.
 */
export function openLiveCrm(
  settings: Record<string, string>,
  traits: Pick<ContractCrm, "isWrite" | "toSamples" | "hasTasks">,
): ContractCrm {
  return { ...traits, toSettings: () => settings, handle: forward, close: async () => {} };
}

async function forward(request: Request): Promise<Response> {
  const text = await request.text();
  const { statusCode, headers, body } = await send(request.url, {
    method: request.method as "GET",
    headers: withoutOwn(Object.fromEntries(request.headers)),
    body: text === "" ? null : text,
  });
  const answer = await body.text();
  const isEmpty = statusCode === 204 || statusCode === 304;
  return new Response(isEmpty ? null : answer, { status: statusCode, headers: withoutOwn(flatten(headers)) });
}

function withoutOwn(headers: Record<string, string>) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN_HEADERS.includes(name)));
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(", ")]],
    ),
  );
}
