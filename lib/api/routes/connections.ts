import "server-only";
import { z } from "zod";
import type { Transaction } from "@/db/with-account";
import type { CrmFailure } from "@/lib/connections/crm-failure";
import {
  addConnection,
  checkConnection,
  deleteConnection,
  editConnection,
  reconnectConnection,
  refreshDirectory,
} from "@/lib/connections/mutations";
import { type ConnectionRow, findConnection, listConnections } from "@/lib/connections/queries";
import { connectionNameSchema, connectionSettingsSchema, newConnectionSchema } from "@/lib/connections/schema";
import { defineRoute, idParams } from "../define-route";
import { pageOf, pageQuery, toPage } from "../paging";
import { ApiProblem, retryLater, toInvalid } from "../problem";
import * as shapes from "../shapes";

const common = { tag: "connections" } as const;
const CRM_PROBLEMS = ["crm_refused", "crm_rejected", "crm_unreachable", "crm_busy"] as const;
const RETRY_AFTER_SECONDS = 30;

/** Connections to CRMs. Credentials go in and never come out. */
export const CONNECTION_ROUTES = [
  defineRoute({
    ...common,
    operationId: "listConnections",
    method: "GET",
    path: "/connections",
    scope: "connections:read",
    query: pageQuery,
    answer: pageOf(shapes.connection),
    async handle({ query, read }) {
      const { items, next } = toPage(await read(listConnections), query);
      return { items: items.map(toConnection), next };
    },
  }),
  defineRoute({
    ...common,
    operationId: "createConnection",
    method: "POST",
    path: "/connections",
    scope: "connections:write",
    body: newConnectionSchema,
    status: 201,
    answer: shapes.connection,
    problems: CRM_PROBLEMS,
    example: { provider: "trial", name: "Пробна CRM", settings: {} },
    async handle({ caller, body, read }) {
      const added = await addConnection(caller, body);
      if (added.ok) return read(async (tx) => toConnection(await getConnection(tx, added.id)));
      throw added.reason === "invalid_settings"
        ? toInvalid(added.settings.map((name) => `settings.${name}`))
        : toCrmProblem(added);
    },
  }),
  defineRoute({
    ...common,
    operationId: "readConnection",
    method: "GET",
    path: "/connections/{id}",
    scope: "connections:read",
    params: idParams,
    answer: shapes.connection,
    problems: ["not_found"],
    handle: ({ params, read }) => read(async (tx) => toConnection(await getConnection(tx, params.id))),
  }),
  defineRoute({
    ...common,
    operationId: "updateConnection",
    method: "PATCH",
    path: "/connections/{id}",
    scope: "connections:write",
    params: idParams,
    body: z.object({
      name: connectionNameSchema.optional(),
      defaultUserId: z.string().min(1).max(200).nullable().optional(),
    }),
    answer: shapes.connection,
    problems: ["not_found"],
    example: { defaultUserId: "u1" },
    handle: ({ params, body, change }) =>
      change(async (tx) => {
        const saved = await editConnection(tx, { connectionId: params.id, ...body });
        if (!saved.ok && saved.reason === "unknown_user") throw toInvalid(["defaultUserId"], "choose");
        return toConnection(await getConnection(tx, params.id));
      }),
  }),
  defineRoute({
    ...common,
    operationId: "deleteConnection",
    method: "DELETE",
    path: "/connections/{id}",
    scope: "connections:write",
    params: idParams,
    problems: ["not_found", "in_use"],
    handle: ({ caller, params, change }) =>
      change(async (tx) => {
        const deleted = await deleteConnection(tx, { ...caller, connectionId: params.id });
        if (deleted.ok) return;
        if (deleted.reason === "not_found") throw new ApiProblem("not_found");
        const { integrations } = deleted;
        throw new ApiProblem("in_use", {
          values: { integrations: integrations.join(", ") },
          members: { integrations },
        });
      }),
  }),
  defineRoute({
    ...common,
    operationId: "replaceCredentials",
    method: "PUT",
    path: "/connections/{id}/credentials",
    scope: "connections:write",
    params: idParams,
    body: z.object({ settings: connectionSettingsSchema }),
    answer: shapes.connection,
    problems: ["not_found", ...CRM_PROBLEMS],
    example: { settings: { token: "…" } },
    async handle({ caller, params, body, read }) {
      const saved = await reconnectConnection({ ...caller, connectionId: params.id, settings: body.settings });
      if (saved.ok) return read(async (tx) => toConnection(await getConnection(tx, params.id)));
      if (saved.reason === "not_found") throw new ApiProblem("not_found");
      throw saved.reason === "invalid_settings"
        ? toInvalid(saved.settings.map((name) => `settings.${name}`))
        : toCrmProblem(saved);
    },
  }),
  defineRoute({
    ...common,
    operationId: "verifyConnection",
    method: "POST",
    path: "/connections/{id}/verify",
    scope: "connections:write",
    params: idParams,
    answer: shapes.verification,
    problems: ["not_found", ...CRM_PROBLEMS],
    async handle({ caller, params }) {
      const checked = await checkConnection({ accountId: caller.accountId, connectionId: params.id });
      if (!checked.ok) throw toCrmProblem(checked);
      return { crmAccount: checked.account };
    },
  }),
  defineRoute({
    ...common,
    operationId: "readDirectory",
    method: "GET",
    path: "/connections/{id}/directory",
    scope: "connections:read",
    params: idParams,
    answer: shapes.directory,
    problems: ["not_found"],
    handle: ({ params, read }) => read((tx) => readDirectory(tx, params.id)),
  }),
  defineRoute({
    ...common,
    operationId: "refreshDirectory",
    method: "POST",
    path: "/connections/{id}/directory/refresh",
    scope: "connections:write",
    params: idParams,
    answer: shapes.directory,
    problems: ["not_found", ...CRM_PROBLEMS],
    async handle({ caller, params, read }) {
      const refreshed = await refreshDirectory({ accountId: caller.accountId, connectionId: params.id });
      if (!refreshed.ok) throw toCrmProblem(refreshed);
      return read((tx) => readDirectory(tx, params.id));
    },
  }),
];

async function getConnection(tx: Transaction, id: string) {
  const connection = await findConnection(tx, id);
  if (!connection) throw new ApiProblem("not_found");
  return connection;
}

async function readDirectory(tx: Transaction, id: string) {
  const { directory, directoryAt } = await getConnection(tx, id);
  const { users, pipelines, fields } = directory ?? { users: [], pipelines: [], fields: [] };
  return {
    directoryAt: directoryAt?.toISOString() ?? null,
    users,
    pipelines,
    // The vendor's own type is for the connector alone.
    fields: fields.map(({ nativeType: _, ...field }) => field),
  };
}

/** Names each member that goes out, so that no secret does. */
function toConnection({
  id,
  provider,
  name,
  status,
  brokenReason,
  brokenAt,
  crmAccount,
  directoryAt,
  defaultUserId,
  heldLeads,
  createdAt,
}: ConnectionRow) {
  return {
    ...{ id, provider, name, status, brokenReason, crmAccount, defaultUserId, heldLeads },
    brokenAt: brokenAt?.toISOString() ?? null,
    directoryAt: directoryAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

function toCrmProblem(failure: CrmFailure | { reason: "not_found" }): ApiProblem {
  if (failure.reason === "not_found") return new ApiProblem("not_found");
  if (failure.reason === "unreachable") return new ApiProblem("crm_unreachable");
  if (failure.reason === "busy") return retryLater("crm_busy", failure.retryAfterSeconds ?? RETRY_AFTER_SECONDS);
  const members = failure.words === null ? {} : { crmWords: failure.words };
  return new ApiProblem(failure.reason === "refused" ? "crm_refused" : "crm_rejected", { members });
}
