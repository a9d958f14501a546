import { describe, expect, it } from "vitest";
import type { CrmGone } from "@/lib/crm/note-gone";
import type { CrmDirectory } from "@/lib/crm/types";
import { findMissing } from "./find-missing";
import { integrationSettingsSchema } from "./schema";

const directory: CrmDirectory = {
  users: [
    { id: "1", name: "Олена", email: null, isActive: true },
    { id: "2", name: "Ірина", email: null, isActive: false },
  ],
  pipelines: [{ id: "p", name: "Продажі", stages: [{ id: "s", name: "Нова", kind: "open" }] }],
  fields: [
    { entity: "contact", key: "name", label: "Ім'я", type: "text", isBuiltIn: true, isRequired: true },
    {
      ...{ entity: "contact", key: "cf_city", label: "Місто", type: "enum", isBuiltIn: false, isRequired: false },
      options: [{ id: "lviv", label: "Львів" }],
    },
    { entity: "deal", key: "stage", label: "Етап", type: "stage", isBuiltIn: true, isRequired: false },
  ],
};
const gone: CrmGone[] = [
  { kind: "user", id: "3", name: "Петро", goneAt: "2026-11-28T10:00:00.000Z" },
  { kind: "field", id: "contact.cf_old", name: "Старе поле", goneAt: "2026-11-28T10:00:00.000Z" },
  { kind: "stage", id: "s9", name: "Продажі: Дзвінок", goneAt: "2026-11-28T10:00:00.000Z" },
];

function find(settings: object, more: { members?: string[]; defaultUserId?: string | null } = {}) {
  return findMissing({
    settings: integrationSettingsSchema.parse(settings),
    ...{ directory, gone, members: more.members ?? [], defaultUserId: more.defaultUserId ?? null },
  });
}

describe("findMissing", () => {
  it("finds nothing where everything is there", () => {
    const mapping = [
      { target: "contact.name", template: "{{contact.name}}" },
      { target: "contact.cf_city", template: "Львів" },
      { target: "contact.cf_city", template: "{{contact.variables.city}}" },
      { target: "deal.stage", template: "Нова" },
    ];
    const rules = { activePipelineIds: ["p"], defaultResponsibleId: "1" };
    expect(find({ mapping, rules }, { members: ["1"], defaultUserId: "2" })).toEqual([]);
  });

  it("names fields, choices and stages of the mapping as they were called", () => {
    const mapping = [
      { target: "contact.cf_old", template: "{{contact.name}}" },
      { target: "contact.cf_city", template: "Одеса" },
      { target: "deal.stage", template: "s9" },
    ];
    expect(find({ mapping })).toEqual([
      { place: "mapping", kind: "field", name: "Старе поле" },
      { place: "mapping", kind: "option", name: "Місто: Одеса" },
      { place: "mapping", kind: "stage", name: "Продажі: Дзвінок" },
    ]);
  });

  it("names pipelines and responsibles of the rules, the collection and the connection", () => {
    expect(find({ rules: { activePipelineIds: ["old"], defaultResponsibleId: "3" } })).toEqual([
      { place: "rules", kind: "pipeline", name: "old" },
      { place: "rules", kind: "user", name: "Петро" },
    ]);
    expect(find({}, { members: ["1", "3"] })).toEqual([{ place: "collection", kind: "user", name: "Петро" }]);
    expect(find({}, { defaultUserId: "2" })).toMatchObject([{ place: "connection", kind: "user" }]);
  });

  it("tells nothing before the CRM was read", () => {
    const settings = integrationSettingsSchema.parse({ mapping: [{ target: "contact.x", template: "y" }] });
    expect(findMissing({ settings, directory: null, gone: [], members: ["9"], defaultUserId: "9" })).toEqual([]);
  });
});
