import "server-only";
import { z } from "zod";
import type { Transaction } from "@/db/with-account";
import { PLANS } from "@/lib/accounts/plans";
import { listHooks, replaceHook } from "@/lib/integrations/hooks";
import {
  createIntegration,
  deleteIntegration,
  renameIntegration,
  setIntegrationActive,
} from "@/lib/integrations/mutations";
import { findIntegration, type IntegrationDetails, listIntegrations } from "@/lib/integrations/queries";
import { integrationNameSchema } from "@/lib/integrations/schema";
import { defineRoute, idParams } from "../define-route";
import { pageOf, pageQuery, toPage } from "../paging";
import { ApiProblem } from "../problem";
import * as shapes from "../shapes";

const common = { tag: "integrations" } as const;

/** Integrations and their webhook addresses. */
export const INTEGRATION_ROUTES = [
  defineRoute({
    ...common,
    operationId: "listIntegrations",
    method: "GET",
    path: "/integrations",
    scope: "integrations:read",
    query: pageQuery,
    answer: pageOf(shapes.integrationListItem),
    async handle({ caller, query, read }) {
      const { items, next } = toPage(await read((tx) => listIntegrations(tx, caller.accountId)), query);
      return {
        items: items.map(({ connectionStatus: _, lastLeadAt, ...row }) => ({ ...row, lastLeadAt: toTime(lastLeadAt) })),
        next,
      };
    },
  }),
  defineRoute({
    ...common,
    operationId: "createIntegration",
    method: "POST",
    path: "/integrations",
    scope: "integrations:write",
    body: z.object({ name: integrationNameSchema }),
    status: 201,
    answer: shapes.integration,
    problems: ["plan_limit"],
    example: { name: "Telegram" },
    handle: ({ caller, body, change }) =>
      change(async (tx) => {
        const created = await createIntegration(tx, { ...caller, name: body.name });
        if (!created.ok) throw toPlanProblem(created);
        return toIntegration(await getIntegration(tx, created.id));
      }),
  }),
  defineRoute({
    ...common,
    operationId: "readIntegration",
    method: "GET",
    path: "/integrations/{id}",
    scope: "integrations:read",
    params: idParams,
    answer: shapes.integration,
    problems: ["not_found"],
    handle: ({ params, read }) => read(async (tx) => toIntegration(await getIntegration(tx, params.id))),
  }),
  defineRoute({
    ...common,
    operationId: "updateIntegration",
    method: "PATCH",
    path: "/integrations/{id}",
    scope: "integrations:write",
    params: idParams,
    body: z.object({ name: integrationNameSchema.optional(), isActive: z.boolean().optional() }),
    answer: shapes.integration,
    problems: ["not_found", "plan_limit"],
    example: { isActive: false },
    handle: ({ caller, params: { id }, body: { name, isActive }, change }) =>
      change(async (tx) => {
        await getIntegration(tx, id);
        if (name !== undefined) await renameIntegration(tx, { ...caller, id, name });
        if (isActive !== undefined) {
          const switched = await setIntegrationActive(tx, { ...caller, id, isActive });
          if (!switched.ok && switched.reason === "plan_limit") throw toPlanProblem(switched);
        }
        return toIntegration(await getIntegration(tx, id));
      }),
  }),
  defineRoute({
    ...common,
    operationId: "deleteIntegration",
    method: "DELETE",
    path: "/integrations/{id}",
    scope: "integrations:write",
    params: idParams,
    problems: ["not_found"],
    handle: ({ caller, params: { id }, change }) =>
      change(async (tx) => {
        const deleted = await deleteIntegration(tx, { ...caller, id });
        if (!deleted.ok) throw new ApiProblem("not_found");
      }),
  }),
  defineRoute({
    ...common,
    operationId: "readAddress",
    method: "GET",
    path: "/integrations/{id}/address",
    // Whoever has the address may send leads.
    scope: "integrations:write",
    params: idParams,
    answer: z.object({ items: z.array(shapes.webhookAddress) }),
    problems: ["not_found"],
    handle: ({ caller, params: { id }, read }) => read((tx) => readAddresses(tx, { ...caller, integrationId: id })),
  }),
  defineRoute({
    ...common,
    operationId: "rotateAddress",
    method: "POST",
    path: "/integrations/{id}/address/rotate",
    scope: "integrations:write",
    params: idParams,
    answer: z.object({ items: z.array(shapes.webhookAddress) }),
    problems: ["not_found"],
    handle: ({ caller, params: { id }, change }) =>
      change(async (tx) => {
        const hookId = await replaceHook(tx, { ...caller, integrationId: id });
        if (!hookId) throw new ApiProblem("not_found");
        return readAddresses(tx, { ...caller, integrationId: id });
      }),
  }),
];

/** The integration, or the refusal that says there is none. */
export async function getIntegration(tx: Transaction, id: string): Promise<IntegrationDetails> {
  const integration = await findIntegration(tx, id);
  if (!integration) throw new ApiProblem("not_found");
  return integration;
}

async function readAddresses(tx: Transaction, key: { accountId: string; integrationId: string }) {
  await getIntegration(tx, key.integrationId);
  const hooks = await listHooks(tx, { ...key, maySeeUrl: true });
  const items = hooks.map(({ id, url, expiresAt, createdAt }) => ({
    id,
    url: url ?? "",
    expiresAt: toTime(expiresAt),
    createdAt: createdAt.toISOString(),
  }));
  return { items };
}

function toIntegration({ id, name, source, isActive, version, settings, lastLeadAt }: IntegrationDetails) {
  const { connectionId } = settings;
  return { id, name, source, isActive, version, connectionId, lastLeadAt: toTime(lastLeadAt) };
}

function toPlanProblem({ plan, limit }: { plan: keyof typeof PLANS; limit: number }): ApiProblem {
  return new ApiProblem("plan_limit", { values: { plan: PLANS[plan].label, limit }, members: { plan, limit } });
}

function toTime(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
