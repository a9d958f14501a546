import { request as send } from "undici";
import type { z } from "zod";
import { type AddressRules, checkAddress } from "./address-guard";
import { type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker";
import { CALL_MS_MAX, getDispatcher } from "./dispatchers";
import { CrmError } from "./error";
import { createFailure, describeNetworkError, type ToCrmError } from "./failure";
import { createRateLimiter, type RateLimiter } from "./rate-limiter";
import { type Answer, readAnswer } from "./read-answer";
import { readBody } from "./read-body";
import type { CrmCall, CrmConnector, CrmErrorKind, CrmHttp, CrmHttpRequest } from "./types";

const ANSWER_BYTES_MAX = 5 * 1024 * 1024;
const ERROR_BYTES_MAX = 64 * 1024;

export type CrmHttpOptions = {
  connector: Pick<CrmConnector, "provider" | "hosts" | "limits" | "readError">;
  /** The operator's hosts and the product's own address; see `AddressRules`. */
  address: Omit<AddressRules, "hosts">;
  /** Values that must never show up in an error's words. */
  secrets: readonly string[];
  /** Hears of every call that was sent, in the form kept in the trace. */
  onCall?: (call: CrmCall) => void;
  limiter?: RateLimiter;
  breaker?: CircuitBreaker;
  /** Bounds for tests. */
  bounds?: { callMs?: number; answerBytes?: number };
};

/**
 * What a session sends its requests through. A request waits for its turn under the connection's rate limit, goes only
 * where the connector may go, and ends in a checked answer or a `CrmError`; redirects are not followed.
 */
export function createCrmHttp(options: CrmHttpOptions): CrmHttp {
  const limiter = options.limiter ?? createRateLimiter(options.connector.limits);
  const breaker = options.breaker ?? createCircuitBreaker();
  return { request: (request) => crmRequest(request, { ...options, limiter, breaker }) };
}

type Channel = CrmHttpOptions & { limiter: RateLimiter; breaker: CircuitBreaker };

async function crmRequest<T extends z.ZodType>(request: CrmHttpRequest<T>, channel: Channel): Promise<z.infer<T>> {
  const url = toUrl(request);
  const fail = createFailure(request, { provider: channel.connector.provider, secrets: channel.secrets });
  const verdict = url
    ? checkAddress(url, { ...channel.address, hosts: channel.connector.hosts })
    : ({ ok: false } as const);
  if (!url || !verdict.ok) throw fail({ kind: "reject", code: "address", message: "The address may not be called" });

  const turn = await channel.limiter.take();
  if (!turn.ok) {
    throw fail({
      kind: "retry",
      code: "paused",
      message: "The CRM asked to wait",
      retryAfterSeconds: turn.retryAfterSeconds,
    });
  }
  const admitted = channel.breaker.admit();
  if (!admitted.ok) {
    const { retryAfterSeconds } = admitted;
    throw fail({ kind: "retry", code: "circuit_open", message: "The CRM has not been answering", retryAfterSeconds });
  }

  const startedAt = performance.now();
  let status: number | null = null;
  let errorKind: CrmErrorKind | null = null;
  try {
    const answer = await exchange({ request, url, isPrivate: verdict.isPrivate, channel, fail });
    status = answer.status;
    return readAnswer(answer, { request, connector: channel.connector, fail });
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    status ??= error.status;
    errorKind = error.kind;
    if (error.status === 429) channel.limiter.pause(error.retryAfterSeconds ?? 1);
    throw error;
  } finally {
    // A 429 is the answer of a CRM that works; the pause above is the remedy.
    const hasFailed = errorKind === "bad_answer" || (errorKind === "retry" && status !== 429);
    admitted.record({ hasFailed });
    const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
    channel.onCall?.({ method: request.method, path: request.label, status, durationMs, errorKind });
  }
}

type Exchange = {
  request: CrmHttpRequest<z.ZodType>;
  url: URL;
  isPrivate: boolean;
  channel: Channel;
  fail: ToCrmError;
};

/** Sends the request and reads the whole answer within the bounds. */
async function exchange({ request, url, isPrivate, channel, fail }: Exchange): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), channel.bounds?.callMs ?? CALL_MS_MAX);
  try {
    const response = await send(url, {
      dispatcher: getDispatcher({ isPrivate }),
      method: request.method,
      headers: {
        accept: "application/json",
        "user-agent": "LeadBox",
        ...(request.json === undefined ? {} : { "content-type": "application/json" }),
        ...request.headers,
      },
      body: request.json === undefined ? null : JSON.stringify(request.json),
      signal: abort.signal,
    });
    const { statusCode: status, headers } = response;
    const isError = status >= 400;
    const body = await readBody(
      response.body,
      isError ? ERROR_BYTES_MAX : (channel.bounds?.answerBytes ?? ANSWER_BYTES_MAX),
    );
    // The words of an error stand at its beginning; an answer that was cut is of no use.
    if (!body.isWhole && !isError) {
      throw fail({ kind: "bad_answer", code: "too_large", status, message: "The answer is too large", isSent: true });
    }
    return { status, headers, text: body.text };
  } catch (error) {
    if (error instanceof CrmError) throw error;
    throw fail(
      abort.signal.aborted
        ? { kind: "retry", code: "timeout", message: "The CRM did not answer in time", isSent: true }
        : describeNetworkError(error),
    );
  } finally {
    clearTimeout(timer);
  }
}

function toUrl({ url, query = {} }: CrmHttpRequest<z.ZodType>) {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address;
}
