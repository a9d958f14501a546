import { describe, expect, it } from "vitest";
import type { CrmField } from "../types";
import { readLabels } from "./directory-lookups";
import {
  dealFieldsFixture,
  dealFixture,
  meFixture,
  personFieldsFixture,
  personFixture,
  pipelinesFixture,
  stagesFixture,
  toHash,
  usersFixture,
} from "./fixtures";
import { isSameActivity, toNewActivity } from "./mapper-activity";
import { toDeal, toDealChange, toNewDeal } from "./mapper-deal";
import { toAccount, toDirectory } from "./mapper-directory";
import { toContact, toNewPerson, toPersonChange } from "./mapper-person";
import { toPersonSearches } from "./person-searches";

const lists = {
  me: meFixture,
  users: usersFixture,
  pipelines: pipelinesFixture,
  stages: stagesFixture,
  personFields: personFieldsFixture,
  dealFields: dealFieldsFixture,
};
const directory = toDirectory(lists);
const requestId = "01a2-request";
const fieldOf = (entity: CrmField["entity"], key: string) =>
  directory.fields.find((field) => field.entity === entity && field.key === key);

describe("what Pipedrive answers, in our words", () => {
  it("the account", () => {
    expect(toAccount(meFixture)).toEqual({
      name: "Крамниця «Джерело»",
      userName: "Олена Коваль",
      url: "https://dzherelo-12ab.pipedrive.com",
    });
  });

  it("users: those who were switched off stay known, those who were deleted do not", () => {
    expect(directory.users).toEqual([
      { id: "11", name: "Олена Коваль", email: "olena.koval@crm.example", isActive: true },
      { id: "12", name: "Тарас Д’яченко", email: "taras@crm.example", isActive: true },
      { id: "13", name: "Наталія Мельник", email: null, isActive: false },
    ]);
  });

  it("pipelines: stages in their order, then won and lost; neither deleted ones nor one that can hold no deal", () => {
    expect(directory.pipelines).toEqual([
      {
        id: "1",
        name: "Продажі",
        stages: [
          { id: "6", name: "Нова заявка", kind: "open" },
          { id: "5", name: "Перемовини", kind: "open" },
          { id: "1:won", name: "Виграно", kind: "won" },
          { id: "1:lost", name: "Програно", kind: "lost" },
        ],
      },
      {
        id: "2",
        name: "Сервіс",
        stages: [
          { id: "7", name: "Звернення", kind: "open" },
          { id: "8", name: "У роботі", kind: "open" },
          { id: "2:won", name: "Виграно", kind: "won" },
          { id: "2:lost", name: "Програно", kind: "lost" },
        ],
      },
    ]);
  });

  it("the ends of a pipeline in the language of an account that is not Ukrainian", () => {
    const { pipelines } = toDirectory({ ...lists, me: { ...meFixture, language: { language_code: "pl" } } });
    expect(pipelines[0]?.stages.slice(-2).map(({ name }) => name)).toEqual(["Won", "Lost"]);
  });

  it("built-in fields: those that can be written, named as the account names them", () => {
    const keysOf = (entity: CrmField["entity"]) =>
      directory.fields.filter((field) => field.entity === entity && field.isBuiltIn).map(({ key }) => key);
    expect(keysOf("contact")).toEqual(["name", "phone", "email", "tags", "note", "responsible"]);
    expect(keysOf("deal")).toEqual(["name", "pipeline", "stage", "amount", "responsible"]);
    expect(fieldOf("contact", "phone")).toMatchObject({ label: "Телефон", type: "phone" });
    expect(fieldOf("contact", "note")?.label).toBe("Нотатка");
    expect(fieldOf("deal", "label_ids")?.options?.[1]).toEqual({ id: "22", label: "з Instagram" });
    expect(fieldOf("deal", "expected_close_date")).toMatchObject({ type: "date", isBuiltIn: false });
  });

  it("labels of people are tags by their names; without any there are no tags", () => {
    expect(fieldOf("contact", "tags")?.options?.map(({ id }) => id)).toEqual(["чат", "перший контакт", "повторний"]);
    expect(readLabels(directory).idOf(" Повторний")).toBe(6);
    expect(readLabels(directory).idOf("нова мітка")).toBeNull();
    const bare = toDirectory({
      ...lists,
      personFields: personFieldsFixture.filter(({ field_code }) => field_code !== "label_ids"),
    });
    expect(bare.fields.some(({ entity, key }) => entity === "contact" && key === "tags")).toBe(false);
    expect(readLabels(bare).idOf("чат")).toBeNull();
  });

  it.each([
    ["varchar", "text"],
    ["text", "text"],
    ["double", "number"],
    ["phone", "phone"],
    ["date", "date"],
    ["monetary", "number"],
    ["address", "text"],
    ["varchar_auto", "text"],
    ["user", "user"],
    ["enum", "enum"],
    ["set", "multi_enum"],
    ["time", undefined],
    ["daterange", undefined],
    ["timerange", undefined],
    ["org", undefined],
    ["people", undefined],
  ])("a custom field of the type %s is %s", (native, type) => {
    const field = personFieldsFixture.find((one) => one.is_custom_field && one.field_type === native);
    expect(field && fieldOf("contact", field.field_code)?.type).toBe(type);
  });

  it("a contact: phones in E.164 where they can be read so, e-mails in lower case, empty values absent", () => {
    const contact = toContact(personFixture, directory);
    expect(contact).toEqual({
      id: "77",
      phones: ["+380671112233", "+48601234567", "внутрішній 12"],
      emails: ["ira@shop.example"],
      responsibleId: "11",
      updatedAt: "2026-11-21T09:30:00Z",
      url: "https://dzherelo-12ab.pipedrive.com/person/77",
      values: {
        name: "Іра Коваль",
        phone: ["067 111 22 33", "+48 601 234 567", "внутрішній 12"],
        email: "Ira@Shop.Example",
        tags: ["чат"],
        responsible: "11",
        [toHash("a", 1)]: "Текст",
        [toHash("a", 6)]: 500,
        [toHash("a", 7)]: "вул. Городоцька, 1",
        [toHash("a", 9)]: "12",
        [toHash("a", 21)]: "72",
        [toHash("a", 22)]: ["81", "83"],
      },
    });
  });

  it("a person without anything is a contact without anything", () => {
    const bare = { id: 78, emails: [{ value: "", primary: true }], phones: null, label_ids: null, custom_fields: null };
    expect(toContact(bare, directory)).toMatchObject({ values: {}, phones: [], emails: [], responsibleId: null });
  });

  it("a deal; an amount of nought is none", () => {
    expect(toDeal(dealFixture, directory)).toEqual({
      id: "501",
      contactId: "77",
      pipelineId: "1",
      stageId: "6",
      responsibleId: "11",
      updatedAt: "2026-11-21T09:30:00Z",
      url: "https://dzherelo-12ab.pipedrive.com/deal/501",
      isActive: true,
      values: { name: "Заявка з чату", pipeline: "1", stage: "6", responsible: "11", [toHash("d", 3)]: 12.5 },
    });
  });

  it.each([
    [{ status: "won" }, "1:won", false],
    [{ status: "lost" }, "1:lost", false],
    [{ is_archived: true }, "6", false],
    [{ is_deleted: true }, "6", false],
    [{ status: "open" }, "6", true],
  ])("a deal with %j is in the stage %s, active: %s", (change, stageId, isActive) => {
    expect(toDeal({ ...dealFixture, ...change }, directory)).toMatchObject({ stageId, isActive });
  });
});

describe("what we write, in Pipedrive's words", () => {
  it("a person", () => {
    const values = {
      name: "Іра",
      phone: ["+380671112233", "+380671112244"],
      email: "a@b.ua",
      tags: ["чат", "Повторний", "небувала"],
      note: "не тут",
      [toHash("a", 3)]: 30,
      [toHash("a", 6)]: 99.5,
      [toHash("a", 7)]: "Львів",
      [toHash("a", 9)]: "12",
      [toHash("a", 21)]: "72",
      [toHash("a", 22)]: ["81", "82"],
      unknown: "не поле",
    };
    expect(toNewPerson({ values, responsibleId: "12", requestId }, directory)).toEqual({
      name: "Іра",
      owner_id: 12,
      phones: [
        { value: "+380671112233", primary: true, label: "mobile" },
        { value: "+380671112244", primary: false, label: "mobile" },
      ],
      emails: [{ value: "a@b.ua", primary: true, label: "work" }],
      label_ids: [4, 6],
      custom_fields: {
        [toHash("a", 3)]: 30,
        [toHash("a", 6)]: { value: 99.5, currency: "UAH" },
        [toHash("a", 7)]: { value: "Львів" },
        [toHash("a", 9)]: 12,
        [toHash("a", 21)]: 72,
        [toHash("a", 22)]: [81, 82],
      },
    });
  });

  it.each([
    [{ name: "Іра К", firstName: "Олег" }, "Іра К"],
    [{ firstName: "Іван", lastName: "Петренко" }, "Іван Петренко"],
    [{ phone: "+380671112233", email: "a@b.ua" }, "+380671112233"],
    [{ email: "a@b.ua" }, "a@b.ua"],
    [{}, "Без імені"],
  ])("a person from %j is called %s", (values, name) => {
    expect(toNewPerson({ values, responsibleId: null, requestId }, directory).name).toBe(name);
  });

  it("a change adds phones and e-mails to those that are there, in whatever spelling, and keeps the primary one", () => {
    const values = { phone: ["+380671112233", "+380501112233"], email: "ira@shop.example", tags: ["чат"] };
    expect(toPersonChange(values, personFixture, directory)).toEqual({
      phones: [
        { value: "067 111 22 33", primary: false, label: "mobile" },
        { value: "+48 601 234 567", primary: true, label: "work" },
        { value: "внутрішній 12", primary: false, label: "other" },
        { value: "+380501112233", primary: false, label: "mobile" },
      ],
    });
  });

  it.each([
    [{ firstName: "Ірина" }, { name: "Ірина Коваль" }],
    [{ lastName: "Мельник" }, { name: "Іра Мельник" }],
    [{ responsible: "12" }, { owner_id: 12 }],
    [{ [toHash("a", 4)]: "+380671112233" }, { custom_fields: { [toHash("a", 4)]: "+380671112233" } }],
    [{ note: "Дзвонив" }, {}],
    [{ tags: ["повторний"] }, { label_ids: [4, 6] }],
    [{ phone: "внутрішній 12" }, {}],
    [{ phone: "немає" }, { phones: [{ value: "немає", primary: true, label: "mobile" }] }, { phones: [] }],
    [{ phone: "немає" }, {}, { phones: [{ value: "немає", primary: true }] }],
  ])("a change of %j writes %j", (values, change, person?: object) => {
    expect(toPersonChange(values, { ...personFixture, ...person }, directory)).toEqual(change);
  });

  it.each([
    ["nothing of the place", {}, {}],
    ["a stage", { stageId: "8" }, { stage_id: 8 }],
    ["a pipeline alone: its first stage", { pipelineId: "1" }, { pipeline_id: 1, stage_id: 6 }],
    ["won at once", { stageId: "2:won" }, { pipeline_id: 2, stage_id: 7, status: "won" }],
    [
      "what was mapped where nothing was decided",
      { values: { stage: "5", responsible: "12" } },
      { stage_id: 5, owner_id: 12 },
    ],
    ["what was decided over what was mapped", { stageId: "8", values: { stage: "5" } }, { stage_id: 8 }],
  ])("a new deal with %s", (_, input, written) => {
    const place = { pipelineId: null, stageId: null, responsibleId: null, requestId, values: {} };
    expect(toNewDeal({ contactId: "77", ...place, ...input }, directory)).toEqual({
      title: "Нова заявка",
      person_id: 77,
      ...written,
    });
  });

  it.each([
    [
      { name: "Друга назва", amount: 12.5 },
      { title: "Друга назва", value: 12.5 },
    ],
    [{ stage: "1:won" }, { status: "won" }],
    [{ stage: "5" }, { stage_id: 5, status: "open" }],
    [{ pipeline: "2" }, { pipeline_id: 2, stage_id: 7 }],
    [{ label_ids: ["22", "23"] }, { label_ids: [21, 22, 23] }],
    [{ expected_close_date: "2026-12-01" }, { expected_close_date: "2026-12-01" }],
    [{ [toHash("d", 22)]: ["81"] }, { custom_fields: { [toHash("d", 22)]: [81] } }],
    [{ amount: "багато" }, {}],
  ])("a change of a deal by %j writes %j", (values, change) => {
    expect(toDealChange(values, { ...dealFixture, label_ids: [21, 22] }, directory)).toEqual(change);
  });
});

describe("a task", () => {
  const task = {
    contactId: "77",
    dealId: "501",
    responsibleId: "12",
    text: "Повторне звернення\nhttps://chat.example/64f?tab=1&q=2 <терміново> 🙂",
    dueAt: "2026-12-01T11:30:59.000+02:00",
    requestId,
  };

  it("is an activity on the person and the deal, due in UTC, with a link that can be clicked", () => {
    expect(toNewActivity(task)).toEqual({
      subject: "Повторне звернення https://chat.example/64f?tab=1&q=2 <терміново> 🙂",
      type: "task",
      owner_id: 12,
      deal_id: 501,
      participants: [{ person_id: 77, primary: true }],
      due_date: "2026-12-01",
      due_time: "09:30",
      note:
        'Повторне звернення<br><a href="https://chat.example/64f?tab=1&amp;q=2">' +
        "https://chat.example/64f?tab=1&amp;q=2</a> &lt;терміново&gt; 🙂",
    });
  });

  it("without a deal and a responsible names neither", () => {
    const activity = toNewActivity({ ...task, dealId: null, responsibleId: null });
    expect(activity).not.toHaveProperty("deal_id");
    expect(activity).not.toHaveProperty("owner_id");
  });

  it("with a long text has it whole in its note, and a subject of whole characters", () => {
    const { subject, note } = toNewActivity({ ...task, text: "🙂".repeat(300) });
    expect(subject).toBe(`${"🙂".repeat(99)}…`);
    expect(note).toBe("🙂".repeat(300));
  });

  const made = toNewActivity(task);
  const stored = { id: 1, ...made, due_time: "09:30:00" };
  it.each([
    ["as it was sent", stored, true],
    ["with what a sanitiser adds", { ...stored, note: made.note.replace("<a ", '<a target="_blank" ') }, true],
    ["at another minute", { ...stored, due_time: "09:31:00" }, false],
    ["on another day", { ...stored, due_date: "2026-12-02" }, false],
    ["with other words", { ...stored, note: "Інше" }, false],
    ["deleted", { ...stored, is_deleted: true }, false],
  ])("%s is the same: %s", (_, activity, isSame) => {
    expect(isSameActivity(activity, made)).toBe(isSame);
  });
});

describe("searches of a person", () => {
  it.each([
    ["+380671234567", ["+380671234567", "1234567", "123 45 67", "123-45-67", "123 4567"]],
    ["+38012", ["+38012"]],
    ["1234", ["1234"]],
    ["+48601234567", ["+48601234567", "601234567", "601 234 567"]],
    ["+12125551234", ["+12125551234", "2125551234", "212 555 1234"]],
    ["12345", ["12345", "12345"]],
  ])("by the phone %s", (value, terms) => {
    const searches = toPersonSearches({ kind: "phone", value });
    expect(searches.map(({ term }) => term)).toEqual(terms);
    expect(searches.map(({ isExact }) => isExact)).toEqual(terms.map((_, place) => place === 0));
  });

  it("by an e-mail: once", () => {
    expect(toPersonSearches({ kind: "email", value: "a@b.ua" })).toEqual([
      { term: "a@b.ua", field: "email", isExact: true },
    ]);
  });
});
