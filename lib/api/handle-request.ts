import "server-only";
import { createTranslator } from "next-intl";
import { z } from "zod";
import { auditLog } from "@/db/schema";
import { type Transaction, withAccount } from "@/db/with-account";
import { toClientAddress } from "@/lib/auth/visitor";
import { getEnv } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { messages } from "@/lib/i18n/messages";
import { createZodErrorMap } from "@/lib/i18n/zod-error-map";
import { log } from "@/lib/log";
import { readAcceptLanguage } from "./accept-language";
import { API_ROUTES } from "./api-routes";
import { createAuthenticate } from "./authenticate";
import type { ApiCall, ApiRoute } from "./define-route";
import { createApiLimits } from "./limits";
import { matchRoute } from "./match-route";
import { ApiProblem } from "./problem";
import { readJson } from "./read-json";
import { createApiHeaders } from "./response-headers";
import type { ApiCaller } from "./tokens";

const BASE_PATH = "/api/v1";

/**
 * Answers a call of the public API (docs/api.md). Whose account it is comes from the token alone: no cookie is looked at.
 * Never throws; what is refused is `application/problem+json`, and says nothing of the inside.
 */
export const handleApiRequest = createApiHandler();

/** Makes a handler with routes and limits of its own. */
export function createApiHandler({ routes = API_ROUTES, limits = createApiLimits() } = {}) {
  const authenticate = createAuthenticate(limits);

  const answer = async (request: Request, locale: Locale, note: (words: object) => void): Promise<Response> => {
    const url = new URL(request.url);
    const path = url.pathname.slice(BASE_PATH.length);
    const match = matchRoute(routes, { method: request.method, path });
    const isOpen = match.ok && match.route.scope === null;
    const address = toClientAddress(request.headers.get("x-forwarded-for"), { isProxyTrusted: getEnv().TRUST_PROXY });
    const caller = isOpen
      ? NOBODY
      : await authenticate({ authorization: request.headers.get("authorization"), address });
    if (!match.ok) throw noRoute(match.allow);

    const { route } = match;
    note({ operation: route.operationId, tokenId: caller.tokenId || undefined });
    const { scope } = route;
    if (scope !== null && !caller.scopes.includes(scope)) {
      throw new ApiProblem("missing_scope", { values: { scope }, members: { scope } });
    }

    const params = route.params.safeParse(match.params);
    if (!params.success) throw new ApiProblem("not_found");
    const query = parseInput(route.query, readQuery(url.searchParams, route.query), locale);
    const body = route.body && parseInput(route.body, await readJson(request), locale);
    const ifMatch = /^(?:W\/)?"([^"]*)"$/.exec(request.headers.get("if-match") ?? "")?.[1] ?? null;

    const work = openWork(route, caller, params.data);
    const call = { caller, locale, params: params.data, query, body, ifMatch, read: work.read, change: work.change };
    const result = await route.handle(call);
    await work.noteChange(result);
    return toResponse(route, result);
  };

  return async (request: Request): Promise<Response> => {
    const startedAt = performance.now();
    const locale = readAcceptLanguage(request.headers.get("accept-language"));
    let noted = {};
    const response = await answer(request, locale, (words) => {
      noted = words;
    }).catch((error: unknown) => {
      if (!(error instanceof ApiProblem)) log.error({ err: error, ...noted }, "api call failed");
      const problem = error instanceof ApiProblem ? error : new ApiProblem("unexpected");
      return problem.toResponse(locale);
    });
    log.info({ ...noted, status: response.status, ms: Math.round(performance.now() - startedAt) }, "api");
    return response;
  };
}

/** Who calls a route that is open to everybody. */
const NOBODY: ApiCaller = { tokenId: "", accountId: "", userId: null, scopes: [], timeZone: "UTC" };

function noRoute(allow: string[]): ApiProblem {
  if (allow.length === 0) return new ApiProblem("not_found");
  return new ApiProblem("method_not_allowed", { headers: { allow: allow.join(", ") } });
}

/** The query as its schema expects it: a list is one text with commas. */
function readQuery(search: URLSearchParams, schema: z.ZodObject): Record<string, unknown> {
  const entries = [...new Set(search.keys())].map((name) => {
    const value = search.getAll(name).join(",");
    return [name, isList(schema.shape[name]) ? value.split(",") : value] as const;
  });
  return Object.fromEntries(entries);
}

function isList(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional) return isList(schema.unwrap());
  return schema instanceof z.ZodArray;
}

function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown, locale: Locale): z.output<Schema> {
  const t = createTranslator({ locale, messages: messages[locale], namespace: "validation" });
  const parsed = schema.safeParse(value, { error: createZodErrorMap(t) });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new ApiProblem("invalid", { errors });
}

/** The ways into the account; a change leaves behind which token made it, once. */
function openWork(route: ApiRoute, caller: ApiCaller, params: Record<string, unknown>) {
  const { accountId, userId, tokenId } = caller;
  let isNoted = route.method === "GET" || route.scope === null;
  const note = async (tx: Transaction, done: unknown) => {
    const subjectId = idOf(params) ?? idOf(done);
    const detail = { via: "api", tokenId, operation: route.operationId };
    await tx.insert(auditLog).values({ accountId, userId, action: "api.changed", subjectId, detail });
  };
  return {
    read: <T>(work: (tx: Transaction) => Promise<T>) => withAccount(accountId, work),
    async change<T>(work: (tx: Transaction) => Promise<T>) {
      const result = await withAccount(accountId, async (tx) => {
        const done = await work(tx);
        if (!isNoted) await note(tx, done);
        return done;
      });
      isNoted = true;
      return result;
    },
    /** For what is changed in transactions of its own. */
    async noteChange(done: unknown) {
      if (!isNoted) await withAccount(accountId, (tx) => note(tx, done));
    },
  } satisfies Pick<ApiCall, "read" | "change"> & { noteChange(done: unknown): Promise<void> };
}

function idOf(subject: unknown): string | null {
  const id = typeof subject === "object" && subject !== null && "id" in subject ? subject.id : null;
  return typeof id === "string" ? id : null;
}

function toResponse(route: ApiRoute, result: unknown): Response {
  if (route.status === 204) return new Response(null, { status: 204, headers: createApiHeaders() });
  const headers = createApiHeaders({ "content-type": "application/json; charset=utf-8" });
  // It holds nothing of anybody, and is the same until the product is updated.
  if (route.scope === null) headers.set("cache-control", "public, max-age=300");
  const basis = typeof result === "object" && result !== null && "basis" in result ? result.basis : null;
  if (typeof basis === "string") headers.set("etag", `"${basis}"`);
  return new Response(JSON.stringify(result), { status: route.status, headers });
}
