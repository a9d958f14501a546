import { request as send } from "undici";
import type { z } from "zod";
import type { AccessTokens } from "./access-tokens";
import { type AddressRules, checkAddress } from "./address-guard";
import { type CallGate, createCallGate } from "./call-gate";
import { type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker";
import { CALL_MS_MAX, getDispatcher } from "./dispatchers";
import { CrmError } from "./error";
import { createFailure, describeNetworkError, type ToCrmError } from "./failure";
import { type Answer, readAnswer } from "./read-answer";
import { readBody } from "./read-body";
import type { CrmCall, CrmConnector, CrmErrorKind, CrmHttp, CrmHttpRequest } from "./types";

const ANSWER_BYTES_MAX = 5 * 1024 * 1024;
const ERROR_BYTES_MAX = 64 * 1024;

export type CrmHttpOptions = {
  connector: Pick<CrmConnector, "provider" | "hosts" | "limits" | "readError" | "tokens">;
  /** The operator's hosts and the product's own address; see `AddressRules`. */
  address: Omit<AddressRules, "hosts">;
  /** Address that requests to vendors go to instead, with the vendor's host in `x-crm-host`; null: to the vendors themselves. */
  gateway?: string | null;
  /** Values that must never show up in an error's words. */
  secrets: readonly string[];
  /** Hears of every call that was sent, in the form kept in the trace. */
  onCall?: (call: CrmCall) => void;
  /** Access that ends by itself; without it requests go as the connector made them. */
  tokens?: AccessTokens | null;
  gate?: CallGate;
  breaker?: CircuitBreaker;
  /** Bounds for tests. */
  bounds?: { callMs?: number; answerBytes?: number };
};

/**
 * What a session sends its requests through. A request waits for its turn under the connection's rate limit, goes only
 * where the connector may go, and ends in a checked answer or a `CrmError`; redirects are not followed.
 */
export function createCrmHttp(options: CrmHttpOptions): CrmHttp {
  const gate = options.gate ?? createCallGate(options.connector.limits);
  const breaker = options.breaker ?? createCircuitBreaker();
  const channel = { ...options, gate, breaker };
  const { tokens } = options;
  if (!tokens) return { request: (request) => crmRequest(request, channel) };
  return { request: (request) => requestWithToken(request, { ...channel, tokens }) };
}

type Channel = CrmHttpOptions & { gate: CallGate; breaker: CircuitBreaker };

/** A token that the CRM does not accept is renewed once; a second no stands. */
async function requestWithToken<T extends z.ZodType>(
  request: CrmHttpRequest<T>,
  channel: Channel & { tokens: AccessTokens },
): Promise<z.infer<T>> {
  const { connector, tokens, secrets } = channel;
  const send = (token: string) =>
    crmRequest(connector.tokens?.authorize(request, token) ?? request, { ...channel, secrets: [...secrets, token] });
  const token = await tokens.get();
  try {
    return await send(token);
  } catch (error) {
    if (!(error instanceof CrmError && error.kind === "hold" && error.status === 401)) throw error;
    return await send(await tokens.get({ refused: token }));
  }
}

async function crmRequest<T extends z.ZodType>(request: CrmHttpRequest<T>, channel: Channel): Promise<z.infer<T>> {
  const url = toUrl(request);
  const fail = createFailure(request, { provider: channel.connector.provider, secrets: channel.secrets });
  const verdict = url
    ? checkAddress(url, { ...channel.address, hosts: channel.connector.hosts })
    : ({ ok: false } as const);
  if (!url || !verdict.ok) throw fail({ kind: "reject", code: "address", message: "The address may not be called" });

  if (Object.values(request.headers ?? {}).some((value) => UNSENDABLE.test(value))) {
    // Only credentials come from a customer's hand into a header.
    throw fail({ kind: "hold", code: "status", message: "The credentials hold characters that no key has" });
  }

  const turn = await channel.gate.enter(request.lane, request.cost);
  if (!turn.ok) {
    throw fail({
      kind: "retry",
      ...(turn.isBudgetSpent
        ? { code: "budget", message: "The day's budget of the connection is used up" }
        : { code: "paused", message: "The CRM asked to wait" }),
      retryAfterSeconds: turn.retryAfterSeconds,
    });
  }
  const admitted = channel.breaker.admit();
  if (!admitted.ok) {
    turn.leave();
    const { retryAfterSeconds } = admitted;
    throw fail({ kind: "retry", code: "circuit_open", message: "The CRM has not been answering", retryAfterSeconds });
  }

  const startedAt = performance.now();
  let status: number | null = null;
  let errorKind: CrmErrorKind | null = null;
  let isBusy = false;
  try {
    const answer = await exchange({ request, ...toTarget(url, verdict.isPrivate, channel.gateway), channel, fail });
    status = answer.status;
    const body = readAnswer(answer, { request, connector: channel.connector, fail });
    channel.gate.succeeded();
    return body;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    status ??= error.status;
    errorKind = error.kind;
    isBusy = error.isBusy;
    if (isBusy) channel.gate.refused(error.retryAfterSeconds);
    throw error;
  } finally {
    turn.leave();
    // That it is asked too often is the answer of a CRM that works; the pause above is the remedy.
    const hasFailed = errorKind === "bad_answer" || (errorKind === "retry" && !isBusy);
    admitted.record({ hasFailed });
    const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
    channel.onCall?.({ method: request.method, path: request.label, status, durationMs, errorKind });
  }
}

/** What a header cannot hold (RFC 9110, field-vchar). */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;

type Exchange = {
  request: CrmHttpRequest<z.ZodType>;
  url: URL;
  isPrivate: boolean;
  headers: Record<string, string>;
  channel: Channel;
  fail: ToCrmError;
};

/** Where a request that may be made goes: to the CRM, or to the operator's gateway, which then guards the addresses. */
function toTarget(
  url: URL,
  isPrivate: boolean,
  gateway: string | null | undefined,
): Pick<Exchange, "url" | "isPrivate" | "headers"> {
  if (!gateway || isPrivate) return { url, isPrivate, headers: {} };
  return {
    url: new URL(`${gateway}${url.pathname}${url.search}`),
    isPrivate: true,
    headers: { "x-crm-host": url.host },
  };
}

/** Sends the request and reads the whole answer within the bounds. */
async function exchange({ request, url, isPrivate, headers: ownHeaders, channel, fail }: Exchange): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), channel.bounds?.callMs ?? CALL_MS_MAX);
  try {
    const response = await send(url, {
      dispatcher: getDispatcher({ isPrivate }),
      method: request.method,
      headers: {
        accept: "application/json",
        "user-agent": "LeadBox",
        ...toContentType(request),
        ...request.headers,
        ...ownHeaders,
      },
      body: toBody(request),
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

function toContentType({ json, form }: CrmHttpRequest<z.ZodType>): Record<string, string> {
  if (form) return { "content-type": "application/x-www-form-urlencoded" };
  return json === undefined ? {} : { "content-type": "application/json" };
}

function toBody({ json, form }: CrmHttpRequest<z.ZodType>) {
  if (form) return new URLSearchParams(form).toString();
  return json === undefined ? null : JSON.stringify(json);
}
