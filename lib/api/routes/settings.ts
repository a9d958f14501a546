import "server-only";
import { z } from "zod";
import type { Transaction } from "@/db/with-account";
import { filterSchema } from "@/lib/filter/schema";
import type { Locale } from "@/lib/i18n/locales";
import { discardDraft, findDraft, saveDraft } from "@/lib/integrations/drafts";
import { type EditBasis, type EditConflict, lockForEdit } from "@/lib/integrations/edit-basis";
import { type PublishResult, publishSettings } from "@/lib/integrations/mutations";
import { type IntegrationSettings, integrationNameSchema } from "@/lib/integrations/schema";
import { mappingSchema } from "@/lib/mapping/schema";
import { phoneSettingsSchema } from "@/lib/phone/schema";
import { rulesSchema } from "@/lib/rules/schema";
import { basisSchema, takeBasis, toBasisText } from "../basis";
import { type ApiCall, type ApiRoute, defineRoute, idParams } from "../define-route";
import { ApiProblem } from "../problem";
import { toSettingsErrors } from "../settings-errors";
import * as shapes from "../shapes";
import { getIntegration } from "./integrations";

const common = { tag: "settings", params: idParams } as const;
/** Left out where it comes as `If-Match`. */
const given = { basis: basisSchema.optional() };
const EDIT_PROBLEMS = ["not_found", "conflict", "basis_required"] as const;

/** The settings of an integration: what is published, and the draft of what will be. */
export const SETTINGS_ROUTES = [
  defineRoute({
    ...common,
    operationId: "readSettings",
    method: "GET",
    path: "/integrations/{id}/settings",
    scope: "integrations:read",
    answer: shapes.publishedSettings,
    problems: ["not_found"],
    handle: ({ params: { id }, read }) =>
      read(async (tx) => {
        const { name, settings, version } = await getIntegration(tx, id);
        const draft = await findDraft(tx, id);
        return { basis: toBasisText({ version, revision: draft?.revision ?? null }), name, settings };
      }),
  }),
  defineRoute({
    ...common,
    operationId: "readDraft",
    method: "GET",
    path: "/integrations/{id}/draft",
    scope: "integrations:read",
    answer: shapes.draft,
    problems: ["not_found", "no_draft"],
    handle: ({ params: { id }, read }) => read((tx) => readDraft(tx, id)),
  }),
  defineRoute({
    ...common,
    operationId: "saveDraft",
    method: "PUT",
    path: "/integrations/{id}/draft",
    scope: "integrations:write",
    body: z.object({ ...given, name: integrationNameSchema, settings: shapes.settings }),
    answer: shapes.draft,
    problems: EDIT_PROBLEMS,
    example: {
      basis: "1",
      name: "Telegram",
      settings: { mapping: [{ target: "contact.phone", template: "{{contact.variables.phone}}" }] },
    },
    handle: (call) => writeDraft(call, () => ({ name: call.body.name, settings: call.body.settings })),
  }),
  defineRoute({
    ...common,
    operationId: "discardDraft",
    method: "DELETE",
    path: "/integrations/{id}/draft",
    scope: "integrations:write",
    query: z.object(given),
    answer: shapes.editResult,
    problems: EDIT_PROBLEMS,
    handle(call) {
      const { caller, params, query, change } = call;
      const basis = takeBasis(call, query.basis);
      return change(async (tx) => {
        const discarded = await discardDraft(tx, { ...caller, ...params, basis });
        if (!discarded.ok) throw toEditProblem(discarded);
        return { basis: toBasisText(discarded.basis) };
      });
    },
  }),
  partRoute({
    operationId: "saveMapping",
    part: "mapping",
    body: z.object({ ...given, mapping: mappingSchema }),
    example: { basis: "1", mapping: [{ target: "contact.phone", template: "{{contact.variables.phone}}" }] },
  }),
  partRoute({
    operationId: "saveFilter",
    part: "filter",
    body: z.object({ ...given, filter: filterSchema }),
    example: {
      basis: "1",
      filter: { groups: [{ conditions: [{ field: "event:service", operator: "equals", values: ["telegram"] }] }] },
    },
  }),
  partRoute({
    operationId: "saveRules",
    part: "rules",
    body: z.object({ ...given, rules: rulesSchema }),
    example: { basis: "1", rules: { update: "all", isTaskForbidden: true } },
  }),
  partRoute({
    operationId: "savePhone",
    part: "phone",
    body: z.object({ ...given, phone: phoneSettingsSchema }),
    example: { basis: "1", phone: { country: "PL", callingCode: "48", digits: 11 } },
  }),
  partRoute({
    operationId: "saveEvents",
    part: "events",
    body: z.object({ ...given, events: shapes.eventSettings }),
    example: { basis: "1", events: { acceptsFlows: true, titles: ["new_subscriber"] } },
  }),
  partRoute({
    operationId: "saveDestination",
    part: "destination",
    body: shapes.destination.extend(given),
    example: { basis: "1", connectionId: null, collectionId: null },
  }),
  defineRoute({
    ...common,
    operationId: "publishDraft",
    method: "POST",
    path: "/integrations/{id}/draft/publish",
    scope: "integrations:write",
    body: z.object(given).optional(),
    answer: shapes.publication,
    problems: [...EDIT_PROBLEMS, "no_draft", "invalid_settings"],
    example: { basis: "1.0199c4a2-7c1e-7d50-8a11-2f6b3c4d5e6f" },
    handle(call) {
      const { caller, locale, params, body, change } = call;
      const basis = takeBasis(call, body?.basis);
      return change(async (tx) => {
        await getIntegration(tx, params.id);
        const draft = await findDraft(tx, params.id);
        if (!draft) throw new ApiProblem("no_draft");
        const { name, settings } = draft;
        return toPublication(await publishSettings(tx, { ...caller, ...params, basis, name, settings }), locale);
      });
    },
  }),
];

/** A publication as it is answered, or the refusal that tells why there was none. */
export function toPublication(published: PublishResult, locale: Locale) {
  if (published.ok) {
    const { version, released } = published;
    return { basis: toBasisText({ version, revision: null }), version, released };
  }
  if (published.reason === "invalid_settings") {
    throw new ApiProblem("invalid_settings", { errors: toSettingsErrors(published.issues, locale) });
  }
  throw toEditProblem(published);
}

/** Writes one part of the draft; the others stay as they are, or as they are published when there was no draft. */
function partRoute<Body extends z.ZodObject>({
  operationId,
  part,
  body,
  example,
}: Pick<ApiRoute, "operationId"> & { part: string; body: Body; example: z.input<Body> }): ApiRoute {
  return defineRoute({
    ...common,
    operationId,
    method: "PUT",
    path: `/integrations/{id}/draft/${part}`,
    scope: "integrations:write",
    body,
    answer: shapes.draft,
    problems: EDIT_PROBLEMS,
    example,
    handle(call) {
      const { basis, ...edited } = call.body as { basis?: string } & Partial<IntegrationSettings>;
      return writeDraft({ ...call, body: { basis } }, ({ name, settings }) => ({
        name,
        settings: { ...settings, ...edited },
      }));
    },
  });
}

type Content = { name: string; settings: IntegrationSettings };

function writeDraft(
  call: ApiCall<{ id: string }, unknown, { basis?: string }>,
  edit: (current: Content) => Content,
): Promise<z.input<typeof shapes.draft>> {
  const { caller, params, body, change } = call;
  const basis = takeBasis(call, body.basis);
  return change(async (tx) => {
    // Nobody writes between the reading of the other parts and the saving of all.
    await lockForEdit(tx, params.id);
    const integration = await getIntegration(tx, params.id);
    const edited = edit((await findDraft(tx, params.id)) ?? integration);
    const saved = await saveDraft(tx, { ...caller, ...params, basis, ...edited });
    if (!saved.ok) throw toEditProblem(saved);
    return readDraft(tx, params.id);
  });
}

async function readDraft(tx: Transaction, id: string) {
  const { version } = await getIntegration(tx, id);
  const draft = await findDraft(tx, id);
  if (!draft) throw new ApiProblem("no_draft");
  const { revision, name, settings, updatedAt, updatedByName } = draft;
  const basis = toBasisText({ version, revision });
  return { basis, name, settings, updatedAt: updatedAt.toISOString(), updatedByName };
}

function toEditProblem(refused: { reason: "not_found" } | (EditConflict & { basis: EditBasis })): ApiProblem {
  if (refused.reason === "not_found") return new ApiProblem("not_found");
  return new ApiProblem("conflict", { members: { basis: toBasisText(refused.basis) } });
}
