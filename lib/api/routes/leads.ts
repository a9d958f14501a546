import "server-only";
import { z } from "zod";
import { listRecentEvents, RECENT_EVENTS_MAX } from "@/lib/integrations/recent-events";
import { sendTestEvent } from "@/lib/integrations/send-test-event";
import { isJsonObject } from "@/lib/json";
import { type LeadListItem, listLeads } from "@/lib/leads/list-leads";
import { findLead, type LeadDetails } from "@/lib/leads/queries";
import { readTrace } from "@/lib/leads/read-trace";
import { replayLead } from "@/lib/leads/replay-lead";
import { LEAD_STATUSES } from "@/lib/leads/status";
import { createSampleEvent, SAMPLE_SERVICES } from "@/lib/sources/sendpulse/samples";
import { defineRoute, idParams } from "../define-route";
import { pageOf, pageQuery, readCursor, toCursor } from "../paging";
import { ApiProblem, retryLater, toInvalid } from "../problem";
import * as shapes from "../shapes";
import { getIntegration } from "./integrations";

const common = { tag: "leads" } as const;
const RETRY_AFTER_SECONDS = 5;

/** Leads, and test events that become some. */
export const LEAD_ROUTES = [
  defineRoute({
    ...common,
    operationId: "listLeads",
    method: "GET",
    path: "/leads",
    scope: "leads:read",
    query: pageQuery.extend({
      status: z.array(z.enum(LEAD_STATUSES)).optional(),
      integrationId: z.uuid().optional(),
      connectionId: z.uuid().optional(),
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
    }),
    answer: pageOf(shapes.leadListItem),
    async handle({ caller: { accountId, timeZone }, query, read }) {
      const { limit, cursor, integrationId: integration, connectionId: connection, ...rest } = query;
      const filter = { ...rest, integration, connection, after: readCursor(cursor, z.uuid()) };
      const page = await read((tx) => listLeads(tx, { accountId, filter, timeZone, limit }));
      return { items: page.leads.map(toListItem), next: page.older && toCursor(page.older) };
    },
  }),
  defineRoute({
    ...common,
    operationId: "readLead",
    method: "GET",
    path: "/leads/{id}",
    scope: "leads:read",
    params: idParams,
    query: z.object({ run: z.coerce.number().int().min(1).max(1_000_000).optional() }),
    answer: shapes.lead,
    problems: ["not_found"],
    async handle({ caller: { accountId }, params, query, read }) {
      const lead = await read((tx) => findLead(tx, { accountId, ...params, ...query }));
      if (!lead) throw new ApiProblem("not_found");
      return toLead(lead);
    },
  }),
  defineRoute({
    ...common,
    operationId: "readLeadEvent",
    method: "GET",
    path: "/leads/{id}/event",
    scope: "leads:read",
    params: idParams,
    answer: shapes.leadEvent,
    problems: ["not_found"],
    async handle({ caller: { accountId }, params, read }) {
      const lead = await read((tx) => findLead(tx, { accountId, ...params }));
      if (!lead) throw new ApiProblem("not_found");
      return { event: isJsonObject(lead.event) ? lead.event : null };
    },
  }),
  defineRoute({
    ...common,
    operationId: "replayLead",
    method: "POST",
    path: "/leads/{id}/replay",
    scope: "leads:write",
    params: idParams,
    status: 202,
    answer: shapes.replayResult,
    problems: ["not_found", "not_final"],
    async handle({ caller: { accountId, userId }, params }) {
      const replayed = await replayLead({ accountId, userId, leadId: params.id });
      if (!replayed.ok) throw new ApiProblem(replayed.reason);
      return { run: replayed.run };
    },
  }),
  defineRoute({
    ...common,
    operationId: "sendTestEvent",
    method: "POST",
    path: "/integrations/{id}/test-events",
    scope: "leads:write",
    params: idParams,
    body: z.union([
      z.strictObject({ service: z.enum(SAMPLE_SERVICES) }),
      z.strictObject({ event: z.record(z.string(), z.unknown()) }),
    ]),
    status: 202,
    answer: shapes.testEventResult,
    problems: ["not_found", "unavailable"],
    example: { service: "telegram" },
    async handle({ caller: { accountId }, params: { id }, body, read }) {
      await read((tx) => getIntegration(tx, id));
      const event = "service" in body ? createSampleEvent(body.service, new Date()) : body.event;
      if (!isJsonObject(event)) throw toInvalid(["event"]);
      const sent = await sendTestEvent({ accountId, integrationId: id, event });
      if (sent.ok) return { leadId: sent.leadId };
      throw sent.reason === "not_found" ? new ApiProblem("not_found") : retryLater("unavailable", RETRY_AFTER_SECONDS);
    },
  }),
  defineRoute({
    ...common,
    operationId: "listRecentEvents",
    method: "GET",
    path: "/integrations/{id}/recent-events",
    scope: "leads:read",
    params: idParams,
    query: z.object({ limit: z.coerce.number().int().min(1).max(RECENT_EVENTS_MAX).default(20) }),
    answer: z.object({ items: z.array(shapes.recentEvent), omitted: z.number().int() }),
    problems: ["not_found"],
    handle: ({ caller: { accountId }, params: { id }, query, read }) =>
      read(async (tx) => {
        await getIntegration(tx, id);
        const { events, omitted } = await listRecentEvents(tx, { accountId, integrationId: id, ...query });
        return { items: events, omitted };
      }),
  }),
];

function toListItem(lead: LeadListItem) {
  return { ...lead, receivedAt: lead.receivedAt.toISOString(), nextTryAt: lead.nextTryAt?.toISOString() ?? null };
}

function toLead(lead: LeadDetails) {
  const { decision } = readTrace(lead.steps);
  return {
    ...toListItem({ ...pickListed(lead), connectionName: lead.connection?.name ?? null }),
    reasonDetail: lead.reasonDetail,
    duplicateOfId: lead.duplicateOfId,
    version: lead.version,
    run: lead.run,
    shownRun: lead.shownRun,
    finishedAt: lead.finishedAt?.toISOString() ?? null,
    responsibleId: lead.responsibleId,
    contactId: lead.contactId,
    dealId: lead.dealId,
    taskId: lead.taskId,
    decision: decision && { plan: decision.plan, writes: decision.writes, changes: decision.changes },
    steps: lead.steps.map(({ id: _id, run: _run, startedAt, crmCalls, ...step }) => ({
      ...step,
      startedAt: startedAt.toISOString(),
      crmCalls: crmCalls ?? [],
    })),
  };
}

/** What a lead has in common with its row in the list. */
function pickListed(lead: LeadDetails): Omit<LeadListItem, "connectionName"> {
  const { id, status, reason, kind, receivedAt, nextTryAt, attempts, isTest, service, title, name, phone, email } =
    lead;
  const { integrationId, integrationName, connectionId, responsibleName, contactUrl, dealUrl, taskUrl } = lead;
  return {
    ...{ id, status, reason, kind, receivedAt, nextTryAt, attempts, isTest, service, title, name, phone, email },
    ...{ integrationId, integrationName, connectionId, responsibleName, contactUrl, dealUrl, taskUrl },
  };
}
