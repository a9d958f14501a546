import { createTranslator, type useTranslations } from "next-intl";
import { z } from "zod";
import { getEnv } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { messages } from "@/lib/i18n/messages";
import { API_TAGS, type ApiRoute, type ApiTag } from "./define-route";
import { PROBLEM_STATUSES, type ProblemCode } from "./problem-codes";
import { API_SCOPES, type ApiScope } from "./scopes";
import { NAMED_SHAPES } from "./shapes";

/** A JSON Schema as zod writes it, its references made those of the document. */
export type SchemaObject = { [key: string]: unknown };
export type ParameterObject = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: SchemaObject;
  style?: string;
  explode?: boolean;
};
type Content = Record<string, { schema: SchemaObject; example?: unknown }>;
type ResponseObject = { description: string; headers?: Record<string, unknown>; content?: Content };
export type OperationObject = {
  operationId: string;
  summary: string;
  description?: string;
  tags: ApiTag[];
  security: Record<string, string[]>[];
  "x-scope": ApiScope | null;
  "x-problems": ProblemCode[];
  parameters: ParameterObject[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, ResponseObject>;
};
export type OpenApiDocument = {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: ApiTag; description: string }[];
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, SchemaObject>; securitySchemes: Record<string, unknown> };
};

const JSON_TYPE = "application/json";
const PROBLEM_TYPE = "application/problem+json";
const kept = new Map<Locale, OpenApiDocument>();

/**
 * The OpenAPI 3.1 document of the routes, its words in the given language; made once per process. Everything in it comes from the
 * schemas that calls are checked with.
 */
export function buildDocument(routes: readonly ApiRoute[], locale: Locale): OpenApiDocument {
  const known = kept.get(locale) ?? build(routes, locale);
  kept.set(locale, known);
  return known;
}

function build(routes: readonly ApiRoute[], locale: Locale): OpenApiDocument {
  const t: Translator = createTranslator({ locale, messages: messages[locale], namespace: "apiAccess.document" });
  const schemas = createSchemas(locale);
  const paths: OpenApiDocument["paths"] = {};
  for (const route of routes) {
    const methods = paths[route.path] ?? {};
    paths[route.path] = { ...methods, [route.method.toLowerCase()]: toOperation(route, { t, locale, schemas }) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "LeadBox API", version: "1", description: t("description") },
    servers: [{ url: `${getEnv().APP_URL}/api/v1` }],
    tags: API_TAGS.map((name) => ({ name, description: t(`tags.${name}`) })),
    paths,
    components: {
      schemas: schemas.named,
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: [t("security"), ...API_SCOPES.map((scope) => describeScope(scope, locale))].join("\n"),
        },
      },
    },
  };
}

/** @example describeScope("leads:read", "en") // => "- `leads:read` Leads: read" */
function describeScope(scope: ApiScope, locale: Locale): string {
  const { nouns, deeds } = messages[locale].apiAccess;
  const [noun, deed] = scope.split(":") as [keyof typeof nouns, keyof typeof deeds];
  return `- \`${scope}\` ${nouns[noun]}: ${deeds[deed].toLowerCase()}`;
}

type Translator = ReturnType<typeof useTranslations<"apiAccess.document">>;
type Tools = { t: Translator; locale: Locale; schemas: ReturnType<typeof createSchemas> };

function toOperation(route: ApiRoute, tools: Tools): OperationObject {
  const { t, locale, schemas } = tools;
  const { operationId, scope, tag, body, answer, status, example } = route;
  const notes: Partial<Record<string, string>> = messages[locale].apiAccess.document.notes;
  const problems = listProblems(route);
  return {
    operationId,
    summary: t(`operations.${operationId}`),
    ...(notes[operationId] && { description: notes[operationId] }),
    tags: [tag],
    security: scope === null ? [] : [{ token: [scope] }],
    "x-scope": scope,
    "x-problems": problems,
    parameters: toParameters(route, tools),
    ...(body && {
      requestBody: {
        required: !body.isOptional(),
        content: { [JSON_TYPE]: { schema: schemas.convert(body, "input"), ...(example !== undefined && { example }) } },
      },
    }),
    responses: {
      [status]: {
        description: t("success"),
        ...(answer && { content: { [JSON_TYPE]: { schema: schemas.convert(answer, "output") } } }),
      },
      ...toProblemResponses(problems, locale),
    },
  };
}

/** Everything that a call of the route may be refused for. */
function listProblems({ scope, params, query, body, problems }: ApiRoute): ProblemCode[] {
  const hasInput = Object.keys(query.shape).length > 0 || body !== null;
  const codes = new Set<ProblemCode>([
    ...(body ? (["bad_json", "body_too_large", "unsupported_type"] as const) : []),
    ...(scope === null ? [] : (["unauthorized", "missing_scope", "too_many_requests"] as const)),
    ...(Object.keys(params.shape).length > 0 ? (["not_found"] as const) : []),
    ...(hasInput ? (["invalid"] as const) : []),
    ...problems,
    "unexpected",
  ]);
  return [...codes].sort((one, other) => PROBLEM_STATUSES[one] - PROBLEM_STATUSES[other]);
}

function toProblemResponses(codes: readonly ProblemCode[], locale: Locale): Record<string, ResponseObject> {
  const responses: Record<string, ResponseObject> = {};
  for (const status of new Set(codes.map((code) => PROBLEM_STATUSES[code]))) {
    const here = codes.filter((code) => PROBLEM_STATUSES[code] === status);
    const texts = messages[locale].apiAccess.problems;
    responses[status] = {
      description: here.map((code) => `\`${code}\` ${texts[code].title}`).join("\n\n"),
      ...(RETRY_STATUSES.has(status) && {
        headers: { "Retry-After": { schema: { type: "integer", minimum: 1 }, required: true } },
      }),
      content: {
        [PROBLEM_TYPE]: {
          schema: {
            allOf: [
              { $ref: "#/components/schemas/Problem" },
              { type: "object", properties: { status: { const: status }, code: { enum: here } } },
            ],
          },
        },
      },
    };
  }
  return responses;
}

/** Where the answer says how long to wait. */
const RETRY_STATUSES: ReadonlySet<number> = new Set([429, 503]);

function toParameters({ params, query, problems }: ApiRoute, { t, schemas }: Tools): ParameterObject[] {
  const list = (schema: z.ZodObject, place: "path" | "query"): ParameterObject[] => {
    const converted = schemas.convert(schema, "input");
    const { properties = {}, required = [] } = converted as {
      properties?: Record<string, SchemaObject>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, { description, ...property }]) => ({
      name,
      in: place,
      required: place === "path" || required.includes(name),
      ...(typeof description === "string" && { description }),
      schema: property,
      ...(property.type === "array" && { style: "form", explode: false }),
    }));
  };
  const ifMatch: ParameterObject = {
    name: "If-Match",
    in: "header",
    required: false,
    description: t("ifMatch"),
    schema: { type: "string" },
  };
  return [...list(params, "path"), ...list(query, "query"), ...(problems.includes("basis_required") ? [ifMatch] : [])];
}

/**
 * Turns zod schemas into those of the document. What has a name becomes a component; what is taken and what is given differ by
 * the values that may be left out, so that a shape may have a component for each.
 */
function createSchemas(locale: Locale) {
  const named: Record<string, SchemaObject> = {};
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED_SHAPES)) registry.add(schema, { id });
  const fields: Partial<Record<string, string>> = messages[locale].apiAccess.document.fields;

  const convert = (schema: z.ZodType, io: "input" | "output"): SchemaObject => {
    const suffix = io === "input" ? "Input" : "";
    const nameOf = (id: string) => (suffix && !id.endsWith(suffix) ? `${id}${suffix}` : id);
    const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, metadata: registry });
    const mend = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(mend);
      if (typeof value !== "object" || value === null) return value;
      const entries = Object.entries(value).map(([key, inner]) => {
        if (key === "$ref") return [key, `#/components/schemas/${nameOf(String(inner).replace("#/$defs/", ""))}`];
        return [
          key,
          key === "properties" ? addDescriptions(mend(inner) as Record<string, SchemaObject>, fields) : mend(inner),
        ];
      });
      return Object.fromEntries(entries);
    };
    for (const [id, definition] of Object.entries($defs)) named[nameOf(id)] ??= mend(definition) as SchemaObject;
    return mend(rest) as SchemaObject;
  };
  // Refused calls of every route have it.
  convert(NAMED_SHAPES.Problem, "output");
  return { named, convert };
}

/** Says of each property what its name alone does not. */
function addDescriptions(properties: Record<string, SchemaObject>, fields: Partial<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const description = fields[name];
      return [name, description ? { ...schema, description } : schema];
    }),
  );
}
