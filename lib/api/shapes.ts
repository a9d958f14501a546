import { z } from "zod";
import { PLAN_NAMES } from "@/lib/accounts/plans";
import { collectionSchema } from "@/lib/collections/schema";
import { CRM_NOTICE_CODES, CRM_PROVIDERS, FIELD_TYPES } from "@/lib/crm/types";
import { filterConditionSchema, filterSchema } from "@/lib/filter/schema";
import { integrationSettingsSchema } from "@/lib/integrations/schema";
import { LEAD_STATUSES } from "@/lib/leads/status";
import { mappingSchema } from "@/lib/mapping/schema";
import { phoneSettingsSchema } from "@/lib/phone/schema";
import { rulesSchema } from "@/lib/rules/schema";
import { basisSchema } from "./basis";
import { PROBLEM_CODES } from "./problem-codes";
import { API_SCOPES } from "./scopes";

const time = z.iso.datetime();
const anything = z.unknown();

/** The settings, and the parts of them that are written one by one. */
export const settings = integrationSettingsSchema;
export const eventSettings = settings.shape.events.unwrap();
export const destination = z.object({
  connectionId: settings.shape.connectionId.unwrap(),
  collectionId: settings.shape.collectionId.unwrap(),
});

export const integration = z.object({
  id: z.uuid(),
  name: z.string(),
  source: z.enum(["sendpulse"]),
  isActive: z.boolean(),
  connectionId: z.uuid().nullable(),
  version: z.number().int(),
  lastLeadAt: time.nullable(),
});

/** A row of the list, with counts of the last 24 hours. */
export const integrationListItem = integration.omit({ version: true }).extend({
  connectionName: z.string().nullable(),
  received: z.number().int(),
  delivered: z.number().int(),
  failed: z.number().int(),
});

export const webhookAddress = z.object({
  id: z.uuid(),
  url: z.url(),
  expiresAt: time.nullable(),
  createdAt: time,
});

export const publishedSettings = z.object({ basis: basisSchema, name: z.string(), settings });
export const draft = publishedSettings.extend({ updatedAt: time, updatedByName: z.string().nullable() });
export const editResult = z.object({ basis: basisSchema });
export const publication = z.object({
  basis: basisSchema,
  version: z.number().int(),
  released: z.number().int(),
});

export const settingsVersion = z.object({
  version: z.number().int(),
  settings,
  restoredFrom: z.number().int().nullable(),
  createdAt: time,
  createdByName: z.string().nullable(),
});

export const recentEvent = z.object({
  leadId: z.uuid(),
  receivedAt: time,
  status: z.enum(LEAD_STATUSES),
  isTest: z.boolean(),
  service: z.string().nullable(),
  title: z.string().nullable(),
  name: z.string().nullable(),
  event: z.record(z.string(), anything),
});

const crmAccount = z.object({
  name: z.string(),
  userName: z.string().nullable(),
  url: z.string().nullable(),
  /** When the credentials end by themselves, where the CRM says so. */
  credentialsEndAt: time.nullable().optional(),
  /** What the CRM account lacks for all of LeadBox to work; `detail` is in the CRM's words. */
  notices: z.array(z.object({ code: z.enum(CRM_NOTICE_CODES), detail: z.string().nullable() })).optional(),
});

export const connection = z.object({
  id: z.uuid(),
  provider: z.enum(CRM_PROVIDERS),
  name: z.string(),
  status: z.enum(["connected", "broken", "disabled"]),
  brokenReason: z.string().nullable(),
  brokenAt: time.nullable(),
  crmAccount: crmAccount.nullable(),
  directoryAt: time.nullable(),
  defaultUserId: z.string().nullable(),
  heldLeads: z.number().int(),
  createdAt: time,
});

export const directory = z.object({
  directoryAt: time.nullable(),
  users: z.array(z.object({ id: z.string(), name: z.string(), email: z.string().nullable(), isActive: z.boolean() })),
  pipelines: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      stages: z.array(z.object({ id: z.string(), name: z.string(), kind: z.enum(["open", "won", "lost"]) })),
    }),
  ),
  fields: z.array(
    z.object({
      entity: z.enum(["contact", "deal"]),
      key: z.string(),
      label: z.string(),
      type: z.enum(FIELD_TYPES),
      isBuiltIn: z.boolean(),
      isRequired: z.boolean(),
      options: z.array(z.object({ id: z.string(), label: z.string() })).optional(),
    }),
  ),
});
export const verification = z.object({ crmAccount });

export const collectionInput = collectionSchema;
export const collection = z.object({
  id: z.uuid(),
  name: z.string(),
  connectionId: z.uuid(),
  connectionName: z.string(),
  turn: z.number().int(),
  members: z.array(
    z.object({
      userId: z.string(),
      name: z.string().nullable(),
      position: z.number().int(),
      isActive: z.boolean(),
    }),
  ),
});

export const leadListItem = z.object({
  id: z.uuid(),
  status: z.enum(LEAD_STATUSES),
  reason: z.string().nullable(),
  kind: z.enum(["event", "unreadable"]),
  receivedAt: time,
  nextTryAt: time.nullable(),
  attempts: z.number().int(),
  isTest: z.boolean(),
  service: z.string().nullable(),
  title: z.string().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  integrationId: z.uuid(),
  integrationName: z.string(),
  connectionId: z.uuid().nullable(),
  connectionName: z.string().nullable(),
  responsibleName: z.string().nullable(),
  contactUrl: z.string().nullable(),
  dealUrl: z.string().nullable(),
  taskUrl: z.string().nullable(),
});

const leadStep = z.object({
  stage: z.string(),
  name: z.string(),
  attempt: z.number().int(),
  status: z.enum(["done", "failed", "stopped"]),
  startedAt: time,
  durationMs: z.number().int(),
  input: anything,
  output: anything,
  error: anything,
  crmCalls: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      status: z.number().int().nullable(),
      durationMs: z.number(),
      errorKind: z.string().nullable(),
    }),
  ),
});

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** What was decided for a lead: the plan, and each field that it would change. */
const leadDecision = z.object({
  plan: z.string(),
  writes: z.array(z.string()),
  changes: z.array(
    z.object({
      field: z.string(),
      before: fieldValue.nullable(),
      after: fieldValue,
      isSent: z.boolean(),
      reason: z.string(),
    }),
  ),
});

export const lead = leadListItem.extend({
  reasonDetail: z.record(z.string(), anything).nullable(),
  duplicateOfId: z.uuid().nullable(),
  version: z.number().int().nullable(),
  run: z.number().int(),
  shownRun: z.number().int(),
  finishedAt: time.nullable(),
  responsibleId: z.string().nullable(),
  contactId: z.string().nullable(),
  dealId: z.string().nullable(),
  taskId: z.string().nullable(),
  decision: leadDecision.nullable(),
  steps: z.array(leadStep),
});

export const leadEvent = z.object({ event: z.record(z.string(), anything).nullable() });
export const testEventResult = z.object({ leadId: z.uuid() });
export const replayResult = z.object({ run: z.number().int() });

/** RFC 9457, with what single codes say besides. */
const problem = z.object({
  type: z.url(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(PROBLEM_CODES),
  errors: z.array(z.object({ path: z.string(), message: z.string(), code: z.string().optional() })).optional(),
  basis: basisSchema.optional(),
  scope: z.enum(API_SCOPES).optional(),
  plan: z.enum(PLAN_NAMES).optional(),
  limit: z.number().int().optional(),
  integrations: z.array(z.string()).optional(),
  crmWords: z.string().optional(),
});

/** The shapes that have a name of their own in the OpenAPI document. */
export const NAMED_SHAPES = {
  Integration: integration,
  IntegrationListItem: integrationListItem,
  WebhookAddress: webhookAddress,
  IntegrationSettings: settings,
  Mapping: mappingSchema,
  Filter: filterSchema,
  FilterCondition: filterConditionSchema,
  Rules: rulesSchema,
  PhoneSettings: phoneSettingsSchema,
  EventSettings: eventSettings,
  PublishedSettings: publishedSettings,
  Draft: draft,
  EditResult: editResult,
  Publication: publication,
  SettingsVersion: settingsVersion,
  RecentEvent: recentEvent,
  Connection: connection,
  Directory: directory,
  Collection: collection,
  CollectionInput: collectionInput,
  LeadListItem: leadListItem,
  LeadStep: leadStep,
  LeadDecision: leadDecision,
  Lead: lead,
  Problem: problem,
};
