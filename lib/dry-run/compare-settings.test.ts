import { describe, expect, it } from "vitest";
import type { CrmContact, CrmDeal, CrmDirectory } from "@/lib/crm/types";
import { compileSettings } from "@/lib/integrations/compile-settings";
import { integrationSettingsSchema } from "@/lib/integrations/schema";
import { type ComparedLead, type ComparedSettings, compareSettings } from "./compare-settings";

const CONNECTION = "0198a000-0000-7000-8000-000000000001";
const OTHER_CONNECTION = "0198a000-0000-7000-8000-000000000002";
const COLLECTION = "0198a000-0000-7000-8000-000000000003";
const PHONE = "+380671234567";
const DIRECTORY: CrmDirectory = {
  users: [{ id: "u1", name: "Олена", email: null, isActive: true }],
  pipelines: [],
  fields: ["name", "phone", "note"].map((key) => ({
    entity: "contact",
    key,
    label: key,
    type: key === "phone" ? "phone" : "text",
    isBuiltIn: true,
    isRequired: false,
  })),
};

const NAME = { target: "contact.name", template: "{{contact.name}}" };
const PHONE_ROW = { target: "contact.phone", template: "{{contact.phone}}" };

function settings(changed: object = {}, rules: object = {}): ComparedSettings {
  const parsed = integrationSettingsSchema.parse({
    connectionId: CONNECTION,
    mapping: [NAME, PHONE_ROW],
    rules: { update: "all", ...rules },
    ...changed,
  });
  const compiled = compileSettings(parsed, DIRECTORY);
  return { compiled, integrationName: "Бот", directory: DIRECTORY, defaultUserId: "u1" };
}

const CONTACT: CrmContact = {
  id: "c1",
  values: { name: "Стара" },
  phones: [PHONE],
  emails: [],
  responsibleId: "u1",
  updatedAt: null,
  url: null,
};
const DEAL: CrmDeal = {
  id: "d1",
  contactId: "c1",
  values: {},
  pipelineId: "p1",
  stageId: "s1",
  responsibleId: "u1",
  updatedAt: null,
  url: null,
};

const nobody = { contact: null, deal: null, knownDealIds: [] };
const known = { contact: CONTACT, deal: null, knownDealIds: [] };
const withDeal = { contact: CONTACT, deal: DEAL, knownDealIds: ["d1"] };

function lead(match: NonNullable<ComparedLead["found"]>["match"] | null): ComparedLead {
  return {
    lead: {
      id: "0198a000-0000-7000-8000-000000000009",
      run: 1,
      version: 1,
      integrationId: "0198a000-0000-7000-8000-000000000008",
      receivedAt: new Date(0),
      title: "Заявка",
      service: "telegram",
      event: { service: "telegram", title: "Заявка", contact: { name: "Нова", phone: "0671234567", note: "так" } },
    },
    found: match && { match, connectionId: CONNECTION, identifiers: [{ kind: "phone", value: PHONE }] },
  };
}

const NOTE = { target: "contact.note", template: "{{contact.note}}" };
const filterBy = (service: string) => ({
  filter: { groups: [{ conditions: [{ field: "event:service", operator: "equals", values: [service] }] }] },
});
const NOTHING = { difference: null, isDecisionKnown: true };

describe("compareSettings", () => {
  it.each([
    ["nobody in the CRM", nobody],
    ["a known contact", known],
    ["an active deal", withDeal],
  ])("finds nothing between equal settings: %s", (_, match) => {
    expect(compareSettings(lead(match), { before: settings(), after: settings() })).toEqual(NOTHING);
  });

  it.each([
    ["an order of rows", { mapping: [PHONE_ROW, NAME] }, {}],
    ["a filter that is passed", filterBy("telegram"), {}],
    ["a rule for deals, where there is an active one", {}, { isDealForbidden: true }],
    ["a default responsible, where the owner gets it", {}, { defaultResponsibleId: "u9" }],
    ["what happens without a phone, where there is one", {}, { noIdentifier: "create" }],
  ])("finds nothing where it makes no difference to the lead: %s", (_, changed, rules) => {
    expect(compareSettings(lead(withDeal), { before: settings(), after: settings(changed, rules) })).toEqual(NOTHING);
  });

  it.each([
    [
      "a filter",
      lead(known),
      filterBy("viber"),
      {},
      { verdict: { before: { status: "delivered" }, after: { status: "filtered" } } },
    ],
    [
      "no phone any more",
      lead(known),
      { mapping: [NAME] },
      {},
      {
        verdict: { after: { status: "skipped", reason: "no_identifier" } },
        identifiers: { before: [PHONE], after: [] },
        fields: [],
      },
    ],
    [
      "deals forbidden, nobody in the CRM",
      lead(nobody),
      {},
      { isDealForbidden: true },
      { verdict: { after: { status: "skipped", reason: "update_only" } } },
    ],
    [
      "deals forbidden, a known contact",
      lead(known),
      {},
      { isDealForbidden: true },
      { plan: { before: "update_contact_create_deal", after: "update_contact" } },
    ],
    [
      "tasks forbidden",
      lead(withDeal),
      {},
      { isTaskForbidden: true },
      {
        plan: { before: "update_deal_create_task", after: "update_deal" },
        task: { before: "Повторне звернення з Бот", after: null },
      },
    ],
    [
      "another text of the task",
      lead(withDeal),
      {},
      { taskTemplate: "Дзвінок" },
      { plan: null, task: { before: "Повторне звернення з Бот", after: "Дзвінок" } },
    ],
    [
      "what is updated",
      lead(withDeal),
      {},
      { update: "if_empty" },
      { plan: null, fields: [{ field: "contact.name", before: "Нова", after: null }] },
    ],
    [
      "one more field",
      lead(withDeal),
      { mapping: [NAME, PHONE_ROW, NOTE] },
      {},
      { verdict: null, fields: [{ field: "contact.note", before: null, after: "так" }] },
    ],
    [
      "a collection in place of the default user",
      lead(nobody),
      { collectionId: COLLECTION },
      {},
      {
        plan: null,
        responsible: {
          before: { from: "default", userId: "u1" },
          after: { from: "collection", collectionId: COLLECTION },
        },
      },
    ],
    [
      "pipelines without the active deal's",
      lead(withDeal),
      {},
      { activePipelineIds: ["p2"] },
      { plan: { before: "update_deal_create_task", after: "update_contact_create_deal" } },
    ],
    [
      "no CRM any more",
      lead(known),
      { connectionId: null },
      {},
      { verdict: { after: { status: "held", reason: "no_connection" } } },
    ],
  ] as const)("lists what would change: %s", (_, compared, changed, rules, difference) => {
    const result = compareSettings(compared, { before: settings(), after: settings(changed, rules) });
    expect(result).toMatchObject({ difference, isDecisionKnown: true });
  });

  it("compares the values alone where nobody looked into the CRM, and says so", () => {
    const after = settings({ mapping: [NAME, PHONE_ROW, NOTE] }, { isDealForbidden: true });
    expect(compareSettings(lead(null), { before: settings(), after })).toMatchObject({
      difference: { plan: null, fields: [{ field: "contact.note", before: null, after: "так" }] },
      isDecisionKnown: false,
    });
    expect(compareSettings(lead(null), { before: settings(), after: settings() })).toEqual({
      difference: null,
      isDecisionKnown: false,
    });
  });

  it.each([
    ["another CRM is asked", lead(known), { connectionId: OTHER_CONNECTION }, {}],
    [
      "the person is looked for by something else",
      lead(known),
      { mapping: [NAME, { target: "contact.phone", template: "+380500000000" }] },
      {},
    ],
    [
      "one of several deals would be the active one",
      lead({ ...withDeal, knownDealIds: ["d1", "d2"] }),
      {},
      { activePipelineIds: ["p1"] },
    ],
  ])("does not guess what the CRM would say: %s", (_, compared, changed, rules) => {
    const result = compareSettings(compared, { before: settings(), after: settings(changed, rules) });
    expect(result.isDecisionKnown).toBe(false);
    expect(result.difference?.plan ?? null).toBeNull();
  });
});
