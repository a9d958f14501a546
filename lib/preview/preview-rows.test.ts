import { describe, expect, it } from "vitest";
import type { CrmDirectory } from "@/lib/crm/types";
import type { MappingRow } from "@/lib/mapping/schema";
import { phoneSettingsSchema } from "@/lib/phone/schema";
import { nameValue } from "./name-value";
import { previewRows } from "./preview-rows";

const DIRECTORY: CrmDirectory = {
  users: [{ id: "u1", name: "Олена Коваль", email: null, isActive: true }],
  pipelines: [
    { id: "p1", name: "Продажі", stages: [{ id: "s1", name: "Нова", kind: "open" }] },
    { id: "p2", name: "Повторні", stages: [{ id: "s2", name: "Нова", kind: "open" }] },
  ],
  fields: [
    { entity: "contact", key: "name", label: "Ім'я", type: "text", isBuiltIn: true, isRequired: true },
    { entity: "contact", key: "phone", label: "Телефон", type: "phone", isBuiltIn: true, isRequired: false },
    { entity: "contact", key: "age", label: "Вік", type: "number", isBuiltIn: false, isRequired: false },
    { entity: "deal", key: "pipeline", label: "Воронка", type: "pipeline", isBuiltIn: true, isRequired: false },
    { entity: "deal", key: "stage", label: "Етап", type: "stage", isBuiltIn: true, isRequired: false },
  ],
};
const EVENT = { service: "telegram", name: "Олена", blank: "", phone: "067 123 45 67", wrong: "12", age: "тридцять" };

function preview(...rows: (Pick<MappingRow, "target" | "template"> & Partial<MappingRow>)[]) {
  return previewRows(
    rows.map((row) => ({ policy: "inherit", ...row })),
    { directory: DIRECTORY, event: EVENT, phone: phoneSettingsSchema.parse({}), context: {} },
  );
}

describe("previewRows", () => {
  it.each<[string, MappingRow["target"], string, object]>([
    ["a value", "contact.name", "{{name}}!", { state: "value", value: "Олена!", isDefault: false, typed: null }],
    ["a default", "contact.name", '{{blank | default: "Гість"}}', { state: "value", value: "Гість", isDefault: true }],
    ["a default that is not needed", "contact.name", '{{name | default: "Гість"}}', { isDefault: false }],
    ["nothing", "contact.name", "{{blank}}", { state: "blank", issues: [] }],
    ["a phone in E.164", "contact.phone", "{{phone}}", { value: "+380671234567", typed: "067 123 45 67" }],
    ["a phone that fits nothing", "contact.phone", "{{wrong}}", { value: "12", typed: null, isUnfit: true }],
    ["a number", "contact.age", "1 200,5", { value: 1200.5 }],
    [
      "what is no number",
      "contact.age",
      "{{age}}",
      { state: "issue", issues: [{ code: "not_a_number", text: "тридцять" }] },
    ],
    ["a field that is gone", "contact.gone", "x", { state: "issue", issues: [{ code: "unknown_field" }] }],
    ["a template that cannot be read", "contact.name", "{{a", { state: "issue", issues: [{ code: "bad_template" }] }],
  ])("shows %s", (_, target, template, expected) => {
    expect(preview({ target, template })[0]).toMatchObject(expected);
  });

  it("shows the row that is for this messenger, and the one that comes too late", () => {
    const template = "{{name}}";
    const only = (service: string) => ({ field: "event:service", operator: "equals" as const, values: [service] });
    expect(
      preview(
        { target: "contact.name", template, condition: only("viber") },
        { target: "contact.name", template: "{{blank}}" },
        { target: "contact.name", template, condition: only("telegram") },
        { target: "contact.name", template },
      ).map(({ state }) => state),
    ).toEqual(["other_events", "blank", "value", "taken"]);
  });

  it("looks for the stage in the pipeline of the mapping, wherever its row stands", () => {
    const rows = preview({ target: "deal.stage", template: "Нова" }, { target: "deal.pipeline", template: "Повторні" });
    expect(rows).toMatchObject([{ value: "s2" }, { value: "p2" }]);
  });
});

describe("nameValue", () => {
  it.each([
    ["user", "u1", ["Олена Коваль"]],
    ["pipeline", "p2", ["Повторні"]],
    ["stage", "s1", ["Нова"]],
    ["user", "u9", ["u9"]],
    ["tags", ["а", "б"], ["а", "б"]],
    ["number", 5, ["5"]],
  ] as const)("%s %s", (type, value, expected) => {
    expect(
      nameValue(typeof value === "object" ? [...value] : value, { type, field: null, directory: DIRECTORY }),
    ).toEqual(expected);
  });
});
