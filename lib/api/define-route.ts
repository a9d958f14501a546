import { z } from "zod";
import type { Transaction } from "@/db/with-account";
import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages";
import type { ProblemCode } from "./problem-codes";
import type { ApiScope } from "./scopes";
import type { ApiCaller } from "./tokens";

export const API_TAGS = [
  "integrations",
  "settings",
  "versions",
  "leads",
  "connections",
  "collections",
  "document",
] as const;
export type ApiTag = (typeof API_TAGS)[number];

/** Each has its summary among the texts, in both languages. */
type OperationId = keyof Messages["apiAccess"]["document"]["operations"];

/** One call, its input checked. */
export type ApiCall<Params = unknown, Query = unknown, Body = unknown> = {
  caller: ApiCaller;
  locale: Locale;
  params: Params;
  query: Query;
  body: Body;
  /** The basis of an edit that came as `If-Match`, without its quotes. */
  ifMatch: string | null;
  /** Reads in the caller's account. */
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The same for a change; which token made it is noted in the same transaction. */
  change<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
};

/** A route without the types of its own input; what it takes has passed its schemas. */
export interface ApiRoute {
  readonly operationId: OperationId;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`, parameters in braces. */
  readonly path: `/${string}`;
  readonly tag: ApiTag;
  /** Null: open to everybody, without a token. */
  readonly scope: ApiScope | null;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** Null: no body is read. */
  readonly body: z.ZodType | null;
  readonly status: 200 | 201 | 202 | 204;
  /** Null with 204. */
  readonly answer: z.ZodType | null;
  /** Reasons to refuse a call beside those that are the same for all. */
  readonly problems: readonly ProblemCode[];
  /** A body as somebody may send it, for the reference. */
  readonly example?: unknown;
  handle(call: ApiCall): Promise<unknown>;
}

type RouteSettings<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> = Pick<ApiRoute, "operationId" | "method" | "path" | "tag" | "scope"> & {
  params?: Params;
  query?: Query;
  body?: Body;
  status?: ApiRoute["status"];
  answer?: Answer;
  problems?: readonly ProblemCode[];
  example?: z.input<Body>;
  handle(call: ApiCall<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<z.input<Answer>>;
};

/**
 * Declares one route: what it takes and gives is said once, as zod schemas, which the call is checked with and the OpenAPI
 * document is made from. `handle` throws `ApiProblem` for what it refuses.
 */
export function defineRoute<
  Params extends z.ZodObject = typeof NOTHING,
  Query extends z.ZodObject = typeof NOTHING,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodVoid,
>(route: RouteSettings<Params, Query, Body, Answer>): ApiRoute {
  return {
    status: route.answer ? 200 : 204,
    problems: [],
    ...route,
    params: route.params ?? NOTHING,
    query: route.query ?? NOTHING,
    body: route.body ?? null,
    answer: route.answer ?? null,
    // The dispatcher calls it with what has passed these very schemas.
    handle: (call) => route.handle(call as ApiCall<z.output<Params>, z.output<Query>, z.output<Body>>),
  };
}

const NOTHING = z.object({});

/** The parameters of a path with one id. */
export const idParams = z.object({ id: z.uuid() });
