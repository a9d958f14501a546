import { describe, expect, it } from "vitest";
import {
  categoriesFixture,
  contactFieldsFixture,
  contactFixture,
  dealFieldsFixture,
  dealFixture,
  profileFixture,
  statusesFixture,
  usersFixture,
} from "./fixtures";
import { toAccount, toContact, toContactChange, toNewContact } from "./mapper";
import { isTodoOf, toDeal, toDealChange, toNewDeal, toPlace, toTodo } from "./mapper-deals";
import { listStatusLists, toDirectory } from "./mapper-fields";
import { decodeValue, encodeValue } from "./mapper-values";

const requestId = "01a2-request";
const portalUrl = "https://demo.bitrix24.ua";
const parts = {
  categories: categoriesFixture,
  contactFields: contactFieldsFixture,
  dealFields: dealFieldsFixture,
};
const directory = toDirectory({ ...parts, users: usersFixture, statuses: statusesFixture });
const fieldOf = (entity: string, key: string) =>
  directory.fields.find((field) => field.entity === entity && field.key === key);

describe("what the portal answers, in our words", () => {
  it("the account", () => {
    expect(toAccount({ profile: profileFixture, scope: ["crm", "user_brief"], portalUrl })).toEqual({
      name: "demo.bitrix24.ua",
      userName: "Олена Коваль",
      url: "https://demo.bitrix24.ua/",
      notices: [],
    });
  });

  it.each([
    [
      ["task"],
      [
        { code: "missing_scopes", detail: "crm, user" },
        { code: "users_hidden", detail: null },
      ],
    ],
    [["user"], [{ code: "missing_scopes", detail: "crm" }]],
  ])("a key with the rights %j lacks some", (scope, notices) => {
    expect(toAccount({ profile: profileFixture, scope, portalUrl }).notices).toEqual(notices);
  });

  it("users, also those who left and those without a name", () => {
    expect(directory.users).toEqual([
      { id: "1", name: "Олена Коваль", email: "olena.koval@crm.example", isActive: true },
      { id: "7", name: "Дмитро", email: "dmytro@crm.example", isActive: true },
      { id: "9", name: "ID 9", email: null, isActive: false },
    ]);
  });

  it("pipelines, the default one first, with the kinds of their stages", () => {
    expect(directory.pipelines.map(({ id }) => id)).toEqual(["0", "7"]);
    expect(directory.pipelines[1]?.stages.map(({ id, kind }) => [id, kind])).toEqual([
      ["C7:NEW", "open"],
      ["C7:PREPARATION", "open"],
      ["C7:WON", "won"],
      ["C7:LOSE", "lost"],
      ["C7:APOLOGY", "lost"],
    ]);
  });

  it("asks for the lists of stages and choices, each once", () => {
    expect(listStatusLists(parts)).toEqual([
      "DEAL_STAGE_7",
      "DEAL_STAGE",
      "HONORIFIC",
      "CONTACT_TYPE",
      "SOURCE",
      "DEAL_TYPE",
    ]);
  });

  it.each([
    ["contact", "name", { type: "text", isBuiltIn: true }],
    ["contact", "firstName", { type: "text", isBuiltIn: true, label: "Ім'я" }],
    ["contact", "note", { type: "text", isBuiltIn: true }],
    ["contact", "phone", { type: "phone", nativeType: "crm_multifield[]" }],
    [
      "contact",
      "SOURCE_ID",
      { type: "enum", isBuiltIn: false, options: expect.arrayContaining([{ id: "WEB", label: "Вебсайт" }]) },
    ],
    [
      "contact",
      "UF_CRM_CITY",
      { type: "enum", label: "Місто", options: expect.arrayContaining([{ id: "44", label: "Київ" }]) },
    ],
    ["contact", "UF_CRM_INTERESTS", { type: "multi_enum", nativeType: "enumeration[]" }],
    ["deal", "source", { type: "enum", isBuiltIn: true }],
    ["deal", "pipeline", { type: "pipeline" }],
    ["deal", "stage", { type: "stage" }],
    ["deal", "amount", { type: "number" }],
    ["deal", "UF_CRM_HELPER", { type: "user", nativeType: "employee" }],
  ])("the field %s.%s", (entity, key, expected) => {
    expect(fieldOf(entity, key)).toMatchObject(expected);
  });

  it.each([
    ["contact", "ID"],
    ["contact", "HONORIFIC"],
    ["contact", "IM"],
    ["contact", "ORIGIN_ID"],
    ["contact", "DATE_MODIFY"],
    ["deal", "CONTACT_ID"],
    ["deal", "OPENED"],
    ["deal", "UF_CRM_PAPER"],
    ["deal", "UF_CRM_ROOM"],
    ["deal", "UF_CRM_SOON"],
  ])("not the field %s.%s, which cannot be filled in or offers nothing", (entity, key) => {
    expect(fieldOf(entity, key)).toBeUndefined();
  });

  it("a contact: phones in E.164 where they can be read so, e-mails in lower case, empty values absent", () => {
    expect(toContact(contactFixture, { directory, portalUrl })).toEqual({
      id: "46",
      values: {
        name: "Іван Петренко",
        firstName: "Іван",
        lastName: "Петренко",
        phone: ["067 111 22 33", "внутрішній 12"],
        email: "Ivan@Shop.Example",
        responsible: "1",
        SOURCE_ID: "WEB",
        UF_CRM_CITY: "44",
        UF_CRM_TEXTS: "Чай",
      },
      phones: ["+380671112233", "внутрішній 12"],
      emails: ["ivan@shop.example"],
      responsibleId: "1",
      updatedAt: "2026-11-21T09:30:00.000Z",
      url: "https://demo.bitrix24.ua/crm/contact/details/46/",
    });
  });

  it("a deal that is won is not active", () => {
    expect(toDeal(dealFixture, { directory, portalUrl })).toEqual({
      id: "394",
      contactId: "46",
      values: {
        name: "Заявка з чату",
        pipeline: "7",
        stage: "C7:WON",
        amount: 1200.5,
        source: "WEB",
        responsible: "7",
        BEGINDATE: "2026-11-20",
        UF_CRM_VISIT: "2026-11-20T09:30:00.000Z",
        UF_CRM_PLACE: "Київ, Хрещатик 1",
        UF_CRM_BUDGET: "100|UAH",
      },
      pipelineId: "7",
      stageId: "C7:WON",
      responsibleId: "7",
      updatedAt: "2026-11-21T09:30:00.000Z",
      url: "https://demo.bitrix24.ua/crm/deal/details/394/",
      isActive: false,
    });
  });

  it("a deal without an amount has none, although the portal says 0", () => {
    const deal = { ...dealFixture, OPPORTUNITY: "0.00", CATEGORY_ID: "0", STAGE_ID: "NEW", STAGE_SEMANTIC_ID: "P" };
    const { values, pipelineId, isActive } = toDeal(deal, { directory, portalUrl });
    expect(values).not.toHaveProperty("amount");
    expect({ pipelineId, isActive, pipeline: values.pipeline }).toEqual({
      pipelineId: "0",
      isActive: true,
      pipeline: "0",
    });
  });
});

describe("values of fields", () => {
  it.each([
    ["boolean", true, 1],
    ["boolean", false, 0],
    ["char", true, "Y"],
    ["integer", 12.6, 13],
    ["double", 12.6, 12.6],
    ["date", "2026-03-01", "2026-03-01"],
    ["datetime", "2026-03-01T09:30:00.123Z", "2026-03-01T09:30:00+00:00"],
    ["enumeration", "44", 44],
    ["enumeration[]", ["51", "52"], [51, 52]],
    ["string[]", "Чай", ["Чай"]],
    ["employee", "7", 7],
    ["crm_status", "WEB", "WEB"],
    ["string", 5, "5"],
  ])("%s: %j is written as %j", (nativeType, value, written) => {
    expect(encodeValue({ nativeType }, value)).toEqual(written);
  });

  it.each([
    ["string", "", undefined],
    ["string", null, undefined],
    ["string", "0", "0"],
    ["boolean", "0", undefined],
    ["boolean", "1", true],
    ["char", "N", undefined],
    ["char", "Y", true],
    ["integer", "0", 0],
    ["enumeration", "0", undefined],
    ["enumeration[]", false, undefined],
    ["enumeration[]", [51], ["51"]],
    ["string[]", ["Чай", "Кава"], ["Чай", "Кава"]],
    ["employee", "0", undefined],
    ["date", "2026-03-01T02:00:00+02:00", "2026-03-01"],
    ["datetime", "2026-03-01T01:30:00+02:00", "2026-02-28T23:30:00.000Z"],
    ["datetime", "вчора", undefined],
  ])("%s: %j is read as %j", (nativeType, value, read) => {
    expect(decodeValue({ nativeType, type: nativeType === "enumeration[]" ? "multi_enum" : "text" }, value)).toEqual(
      read,
    );
  });
});

describe("what we write, in its words", () => {
  it("a contact", () => {
    const values = {
      name: "Іван Петренко Молодший",
      phone: "+380671112233",
      email: ["a@b.ua", "a@b.ua"],
      UF_CRM_CITY: "45",
    };
    expect(toNewContact({ values, responsibleId: "7", requestId }, directory)).toEqual({
      NAME: "Іван",
      LAST_NAME: "Петренко Молодший",
      PHONE: [{ VALUE: "+380671112233", VALUE_TYPE: "WORK" }],
      EMAIL: [{ VALUE: "a@b.ua", VALUE_TYPE: "WORK" }],
      UF_CRM_CITY: 45,
      ASSIGNED_BY_ID: 7,
      ORIGINATOR_ID: "leadbox",
      ORIGIN_ID: requestId,
    });
  });

  it.each([
    [{ name: "Іван" }, { NAME: "Іван" }],
    [
      { name: "Хтось Інший", firstName: "О'Ніл 🙂", lastName: "Д'Арк" },
      { NAME: "О'Ніл 🙂", LAST_NAME: "Д'Арк" },
    ],
    [{ phone: "+380671112233" }, { NAME: "+380671112233" }],
    [{ email: "a@b.ua" }, { NAME: "a@b.ua" }],
    [{}, { NAME: "Без імені" }],
  ])("the name of a contact with %j", (values, name) => {
    const { NAME, LAST_NAME } = toNewContact({ values, responsibleId: null, requestId }, directory);
    expect({ NAME, ...(LAST_NAME !== undefined && { LAST_NAME }) }).toEqual(name);
  });

  it("an e-mail that is none is left out, so that the rest is taken", () => {
    const values = { name: "Іван", email: "немає @ пошти" };
    expect(toNewContact({ values, responsibleId: null, requestId }, directory)).not.toHaveProperty("EMAIL");
    expect(toContactChange({ email: ["ivan@shop.example", "немає"] }, { current: contactFixture, directory })).toEqual(
      {},
    );
  });

  it.each([
    ["Дзвонив", "Передзвонити", "Дзвонив\nПередзвонити"],
    [null, "Передзвонити", "Передзвонити"],
    [null, "🙂", "🙂"],
    ["Дзвонив\r\nПередзвонити", "Передзвонити", undefined],
    ["ціна <7 і >3", "ціна <5 і >3", "ціна <7 і >3\nціна <5 і >3"],
    ["2025", "5", "2025\n5"],
  ])("to a comment %j the note %j makes %j", (COMMENTS, note, changed) => {
    const current = { ...contactFixture, COMMENTS };
    expect(toContactChange({ note }, { current, directory }).COMMENTS).toBe(changed);
  });

  it("a change adds only the phones and e-mails that are not there in any spelling", () => {
    const values = { phone: ["+380671112233", "+380501112233"], email: ["ivan@shop.example"], note: "Дзвонив" };
    expect(toContactChange(values, { current: contactFixture, directory })).toEqual({
      COMMENTS: "Дзвонив",
      PHONE: [{ VALUE: "+380501112233", VALUE_TYPE: "WORK" }],
    });
    expect(toContactChange({ phone: "0671112233" }, { current: contactFixture, directory })).toEqual({});
  });

  it("a deal in its place; what was decided wins over what was mapped", () => {
    const place = { pipelineId: "7", stageId: null, responsibleId: null };
    const values = { amount: 5, stage: "C7:PREPARATION", pipeline: "0", responsible: "1", source: "CHAT" };
    expect(toNewDeal({ contactId: "46", values, ...place, requestId }, directory)).toEqual({
      TITLE: "Нова заявка",
      OPPORTUNITY: 5,
      SOURCE_ID: "CHAT",
      CATEGORY_ID: 7,
      STAGE_ID: "C7:PREPARATION",
      ASSIGNED_BY_ID: 1,
      CONTACT_IDS: [46],
      ORIGINATOR_ID: "leadbox",
      ORIGIN_ID: requestId,
    });
  });

  it.each([
    [null, null, { categoryId: 0, stageId: "NEW" }],
    ["7", null, { categoryId: 7, stageId: "C7:NEW" }],
    [null, "C7:WON", { categoryId: 7, stageId: "C7:WON" }],
    [null, "LOSE", { categoryId: 0, stageId: "LOSE" }],
    ["0", "C7:WON", { categoryId: 0, stageId: "NEW" }],
    ["8", null, null],
  ])("a deal for the pipeline %s and the stage %s goes to %j", (pipelineId, stageId, place) => {
    expect(toPlace({ pipelineId, stageId }, directory)).toEqual(place);
  });

  it("a change of a deal names only what changes", () => {
    expect(toDealChange({ stage: "C7:WON", UF_CRM_AGREED: true }, directory)).toEqual({
      STAGE_ID: "C7:WON",
      UF_CRM_AGREED: 1,
    });
  });
});

describe("a task", () => {
  const input = {
    contactId: "46",
    dealId: "394",
    responsibleId: "7",
    text: `Подзвонити <сьогодні>\nhttps://chat.example/?a=1&b=2`,
    dueAt: "2026-12-01T09:00:00.250Z",
    requestId,
  };

  it("stands on the deal, with its first line as the title", () => {
    expect(toTodo(input)).toEqual({
      ownerTypeId: 2,
      ownerId: 394,
      deadline: "2026-12-01T09:00:00+00:00",
      title: "Подзвонити <сьогодні>",
      description: input.text,
      responsibleId: 7,
      pingOffsets: [0, 15],
    });
  });

  it("without a deal stands on the contact, and without a responsible on whoever owns the key", () => {
    const todo = toTodo({ ...input, dealId: null, responsibleId: null });
    expect(todo).toMatchObject({ ownerTypeId: 3, ownerId: 46 });
    expect(todo).not.toHaveProperty("responsibleId");
  });

  it("has a title of a length that a list can show, without tearing an emoji", () => {
    const { title, description } = toTodo({ ...input, text: "🙂".repeat(200) });
    expect(title).toBe(`${"🙂".repeat(119)}…`);
    expect(description).toBe("🙂".repeat(200));
  });

  it.each([
    ["with the text escaped", { DESCRIPTION: "Подзвонити &lt;сьогодні&gt;\nhttps://chat.example/?a=1&amp;b=2" }, true],
    ["with the title alone", { SUBJECT: "Подзвонити <сьогодні>" }, true],
    ["with another text", { SUBJECT: "Подзвонити", DESCRIPTION: "Подзвонити завтра" }, false],
    ["due at another time", { DESCRIPTION: input.text, DEADLINE: "2026-12-01T11:00:01+02:00" }, false],
    ["due at no time", { DESCRIPTION: input.text, DEADLINE: "" }, false],
  ])("%s is told from others", (_, activity, isSame) => {
    expect(isTodoOf(input, { ID: "1", DEADLINE: "2026-12-01T11:00:00+02:00", ...activity })).toBe(isSame);
  });

  it("without a word is never taken for one that was made", () => {
    const activity = { ID: "1", DEADLINE: input.dueAt, SUBJECT: "🙂", DESCRIPTION: "" };
    expect(isTodoOf({ ...input, text: "🙂" }, activity)).toBe(false);
  });
});
