import { describe, expect, it } from "vitest";
import { CrmError } from "../error";
import type { CreateDealInput, CrmDirectory, FieldValue } from "../types";
import { fieldAnswer, pipelineAnswer } from "./api-types";
import {
  accountFixture,
  contactFieldsFixture,
  contactFixture,
  leadFieldsFixture,
  leadFixture,
  pipelinesFixture,
  usersFixture,
} from "./fixtures";
import { toAccount, toDirectory, toOwnUser, toUser } from "./mapper";
import { toContact, toContactChange, toNewContact } from "./mapper-contacts";
import { isSameTask, toDeal, toDealChange, toNewDeal, toNewTask } from "./mapper-deals";
import { toFieldInputs, toFieldValues } from "./mapper-values";

const origin = "https://demo.kommo.com";
const requestId = "01a2-request";
const directory: CrmDirectory = toDirectory({
  users: usersFixture.map(toUser),
  pipelines: pipelinesFixture,
  contactFields: contactFieldsFixture,
  leadFields: leadFieldsFixture,
});
const { fields } = directory;
const contactFields = fields.filter(({ entity }) => entity === "contact");

describe("what Kommo answers, in our words", () => {
  it("the account, with its user or without", () => {
    const shown = { account: accountFixture, origin, credentialsEndAt: null };
    expect(toAccount({ ...shown, users: usersFixture })).toEqual({
      name: "Студія «Світло»",
      userName: "Ольга Бойко",
      url: origin,
      credentialsEndAt: null,
      notices: [],
    });
    expect(toAccount({ ...shown, users: null })).toMatchObject({
      userName: null,
      notices: [{ code: "users_hidden", detail: null }],
    });
  });

  it("users; of the token's own the id alone", () => {
    expect(directory.users[2]).toEqual({
      id: "503",
      name: "Ірина Д'яченко",
      email: "iryna@crm.example",
      isActive: false,
    });
    expect(toOwnUser(accountFixture)).toEqual({ id: "501", name: "ID 501", email: null, isActive: true });
  });

  it("pipelines in their order, without archived ones and incoming stages; final stages by their ids", () => {
    expect(pipelinesFixture.map((pipeline) => pipelineAnswer.parse(pipeline).id)).toEqual([7001, 7002, 7003]);
    expect(directory.pipelines.map(({ id }) => id)).toEqual(["7002", "7001"]);
    expect(directory.pipelines[1]?.stages).toEqual([
      { id: "7001:90011", name: "Нова заявка", kind: "open" },
      { id: "7001:90012", name: "В роботі", kind: "open" },
      { id: "7001:142", name: "Успішно реалізовано", kind: "won" },
      { id: "7001:143", name: "Закрито і не реалізовано", kind: "lost" },
    ]);
  });

  it("fields that can be written, and no others", () => {
    expect(contactFieldsFixture.every((field) => fieldAnswer.safeParse(field).success)).toBe(true);
    const custom = contactFields.filter(({ isBuiltIn }) => !isBuiltIn);
    expect(custom.map(({ key, type }) => `${key} ${type}`)).toEqual([
      "cf_3004 text",
      "cf_3050 text",
      "cf_3051 text",
      "cf_3052 enum",
      "cf_3053 multi_enum",
      "cf_3054 enum",
      "cf_3055 number",
      "cf_3056 number",
      "cf_3057 boolean",
      "cf_3058 date",
      "cf_3059 datetime",
      "cf_3061 date",
      "cf_3062 url",
      "cf_3063 text",
      "cf_3068 number",
    ]);
    expect(custom[3]).toMatchObject({ label: "Місто", options: [{ id: "305201", label: "Київ" }, {}, {}] });
    expect(fields.filter(({ nativeType }) => nativeType === "tracking_data").map(({ label }) => label)).toEqual([
      "utm_source",
      "utm_medium",
      "utm_campaign",
    ]);
  });

  it("a contact: phones in E.164 where they can be read so, e-mails in lower case, blank values absent", () => {
    expect(toContact(contactFixture, origin)).toEqual({
      id: "8001",
      values: {
        name: "Іван Петренко",
        firstName: "Іван",
        phone: ["067 111 22 33", "внутрішній 12"],
        email: "Ivan@Shop.Example",
        tags: ["чат"],
        responsible: "501",
        cf_3052: "305202",
      },
      phones: ["+380671112233", "внутрішній 12"],
      emails: ["ivan@shop.example"],
      responsibleId: "501",
      updatedAt: "2025-06-15T15:15:00.000Z",
      url: "https://demo.kommo.com/contacts/detail/8001",
    });
  });

  it.each([
    ["+38 067 111-22-33", undefined],
    ["", undefined],
    [null, undefined],
    ["Іван", "Іван"],
  ])("the name %j of a contact is %j: its phone stands for no name", (name, expected) => {
    expect(toContact({ ...contactFixture, name }, origin).values.name).toBe(expected);
  });

  it("a deal that is won is not active; without an amount and a responsible it has none", () => {
    expect(toDeal({ ...leadFixture, price: 0 }, { origin })).toEqual({
      id: "9001",
      contactId: "8001",
      values: { name: "Заявка з чату", pipeline: "7001", stage: "7001:142" },
      pipelineId: "7001",
      stageId: "7001:142",
      responsibleId: null,
      updatedAt: "2025-06-15T15:16:40.000Z",
      url: "https://demo.kommo.com/leads/detail/9001",
      isActive: false,
    });
    const open = { ...leadFixture, status_id: 90011 };
    expect(toDeal(open, { origin, contactId: "8002" })).toMatchObject({ contactId: "8002", isActive: true });
    expect(toDeal({ ...open, is_deleted: true }, { origin }).isActive).toBe(false);
    expect(toDeal({ ...open, _embedded: {} }, { origin }).contactId).toBe("");
  });

  it.each([
    ["date", 1_772_312_400, "2026-03-01"], // midnight at three hours before UTC
    ["date", 1_772_316_000, "2026-03-01"], // midnight of Kyiv
    ["date", 1_772_323_200, "2026-03-01"], // midnight of UTC
    ["date", 1_772_341_200, "2026-03-01"], // midnight of New York
    ["date", 1_772_366_400, "2026-03-01"], // noon of UTC
    ["birthday", "1990-05-07T00:00:00+03:00", "1990-05-07"],
    ["birthday", -999_993_600, "1938-04-25"],
    ["date_time", 1_772_357_400, "2026-03-01T09:30:00.000Z"],
    ["date_time", "no time", undefined],
    ["numeric", "12.5", 12.5],
    ["numeric", "багато", undefined],
    ["checkbox", true, true],
    ["checkbox", "1", true],
    ["checkbox", false, false],
    ["text", "", undefined],
    ["text", 7, "7"],
    ["file", "a.pdf", undefined],
    ["a type of tomorrow", "x", undefined],
  ])("a value of the type %s: %j is %j", (field_type, value, expected) => {
    const filled = [{ field_id: 5, field_type, values: [{ value }] }];
    expect(toFieldValues(filled).cf_5).toBe(expected);
  });

  it("several options by their ids; a field without values is absent", () => {
    const values = [{ enum_id: 81, value: "А" }, { enum_id: 82 }];
    expect(toFieldValues([{ field_id: 5, field_type: "multiselect", values }])).toEqual({ cf_5: ["81", "82"] });
    expect(toFieldValues([{ field_id: 5, field_type: "text", values: [] }])).toEqual({});
    expect(toFieldValues(null)).toEqual({});
  });
});

describe("what we write, in Kommo's words", () => {
  it("a contact", () => {
    const values = { name: "Іван 🙂", phone: "+380671112233", email: ["a@b.ua", "A@B.UA"], tags: ["чат"], note: "Так" };
    expect(toNewContact({ values, responsibleId: "501", requestId }, fields)).toEqual({
      request_id: requestId,
      name: "Іван 🙂",
      responsible_user_id: 501,
      custom_fields_values: [
        { field_code: "PHONE", values: [{ value: "+380671112233", enum_code: "WORK" }] },
        { field_code: "EMAIL", values: [{ value: "a@b.ua", enum_code: "WORK" }] },
      ],
      _embedded: { tags: [{ name: "чат" }] },
    });
  });

  it.each<[Record<string, FieldValue>, string]>([
    [{ firstName: "Іван", lastName: "Петренко" }, "Іван Петренко"],
    [{ phone: "+380671112233" }, "+380671112233"],
    [{ email: "a@b.ua" }, "a@b.ua"],
    [{}, "Без імені"],
  ])("a contact without a name, from %j: %s", (values, name) => {
    const contact = toNewContact({ values, responsibleId: null, requestId }, fields);
    expect(contact).toMatchObject({ name });
    expect(contact).not.toHaveProperty("responsible_user_id");
  });

  it.each<[string, FieldValue, object]>([
    ["cf_3050", "текст", { value: "текст" }],
    ["cf_3052", "305202", { enum_id: 305202 }],
    ["cf_3055", 1234.5, { value: "1234.5" }],
    ["cf_3057", false, { value: false }],
    ["cf_3058", "2026-03-01", { value: 1_772_366_400 }],
    ["cf_3059", "2026-03-01T09:30:00.000Z", { value: 1_772_357_400 }],
    ["cf_9999", "невідоме", { value: "невідоме" }],
  ])("the value of %s: %j", (key, value, item) => {
    const field_id = Number(key.slice(3));
    expect(toFieldInputs({ [key]: value, name: "Іван" }, contactFields)).toEqual([{ field_id, values: [item] }]);
  });

  it("phones are added to those that are there, each with its kind, and not twice", () => {
    const current = contactFixture;
    const change = toContactChange({ phone: ["+380671112233", "+380500000001"] }, { current, fields });
    expect(change).toEqual({
      custom_fields_values: [
        {
          field_code: "PHONE",
          values: [
            { value: "067 111 22 33", enum_code: "MOB" },
            { value: "внутрішній 12", enum_code: "WORK" },
            { value: "+380500000001", enum_code: "WORK" },
          ],
        },
      ],
    });
    expect(toContactChange({ phone: "380671112233", email: "ivan@shop.example" }, { current, fields })).toEqual({});
  });

  it("tags are added, and what is not named is not sent", () => {
    const change = toContactChange({ tags: ["чат"], responsible: "502" }, { current: null, fields });
    expect(change).toEqual({ tags_to_add: [{ name: "чат" }], responsible_user_id: 502 });
  });

  const deal: CreateDealInput = {
    contactId: "8001",
    values: {},
    pipelineId: null,
    stageId: null,
    responsibleId: null,
    requestId,
  };

  it("a deal of the contact, named by default; its place is the CRM's to choose where none was given", () => {
    expect(toNewDeal(deal, directory)).toEqual({
      request_id: requestId,
      name: "Нова заявка",
      _embedded: { contacts: [{ id: 8001, is_main: true }] },
    });
  });

  it.each<[Partial<CreateDealInput>, { pipeline_id: number; status_id: number }]>([
    [{ pipelineId: "7001" }, { pipeline_id: 7001, status_id: 90011 }],
    [{ stageId: "7002:90022" }, { pipeline_id: 7002, status_id: 90022 }],
    [
      { pipelineId: "7002", stageId: "7002:142" },
      { pipeline_id: 7002, status_id: 142 },
    ],
    [
      { pipelineId: "7002", stageId: "7001:90012" },
      { pipeline_id: 7002, status_id: 90021 },
    ],
    [{ values: { stage: "7001:90012" } }, { pipeline_id: 7001, status_id: 90012 }],
    [
      { pipelineId: "7002", values: { pipeline: "7001" } },
      { pipeline_id: 7002, status_id: 90021 },
    ],
  ])("a deal with %j goes to %j", (place, expected) => {
    expect(toNewDeal({ ...deal, ...place }, directory)).toMatchObject(expected);
  });

  it.each([{ stageId: "142" }, { stageId: "Успішно" }, { pipelineId: "7003" }])("there is no place %j", (place) => {
    expect(() => toNewDeal({ ...deal, ...place }, directory)).toThrow(CrmError);
  });

  it.each<[FieldValue, number | undefined]>([
    [1234.5, 1235],
    ["99", 99],
    [0, 0],
    ["дорого", undefined],
  ])("the amount %j is %j", (amount, price) => {
    expect(toDealChange({ amount }, directory).price).toBe(price);
  });

  it("a task on the deal, or on the contact where there is none", () => {
    const task = {
      contactId: "8001",
      dealId: "9001",
      responsibleId: "501",
      text: "Подзвонити",
      dueAt: "2026-12-01T09:00:00Z",
      requestId,
    };
    expect(toNewTask(task)).toEqual({
      request_id: requestId,
      task_type_id: 1,
      text: "Подзвонити",
      complete_till: 1_796_115_600,
      entity_type: "leads",
      entity_id: 9001,
      responsible_user_id: 501,
    });
    expect(toNewTask({ ...task, dealId: null })).toMatchObject({ entity_type: "contacts", entity_id: 8001 });
    expect(isSameTask({ id: 1, text: "Подзвонити", complete_till: 1_796_115_600 }, task)).toBe(true);
    expect(isSameTask({ id: 1, text: "Подзвонити", complete_till: 1_796_115_601 }, task)).toBe(false);
    expect(isSameTask({ id: 1, text: "Подзвонити\r\n", complete_till: 1_796_115_600 }, task)).toBe(true);
    const elsewhere = { entity_type: "leads", entity_id: 1 };
    expect(isSameTask({ id: 1, text: "Подзвонити", complete_till: 1_796_115_600, ...elsewhere }, task)).toBe(false);
  });
});
