import { describe, expect, it } from "vitest";
import { fieldsAnswer, funnelsAnswer, recordAnswer, usersAnswer } from "./api-types";
import {
  contactFieldsFixture,
  contactFixture,
  dealFieldsFixture,
  dealFixture,
  funnelsFixture,
  usersFixture,
} from "./fixtures";
import {
  isSameTask,
  toContact,
  toContactChange,
  toDeal,
  toDealChange,
  toNewContact,
  toNewDeal,
  toNewTask,
} from "./mapper";
import { toDirectory } from "./mapper-directory";

const requestId = "01a2-request";
const directory = toDirectory({
  users: usersAnswer.parse({ data: usersFixture }).data,
  funnels: [funnelsAnswer.parse(funnelsFixture)].flatMap((answer) => (Array.isArray(answer) ? answer : answer.data)),
  contactFields: fieldsAnswer.parse({ data: contactFieldsFixture }).data,
  dealFields: fieldsAnswer.parse({ data: dealFieldsFixture }).data,
});
const contact = recordAnswer.parse(contactFixture);
const deal = recordAnswer.parse(dealFixture);
const field = (name: string) => directory.fields.find(({ entity, key }) => `${entity}.${key}` === name);

describe("what Uspacy answers, in our words", () => {
  it("people, with those who left", () => {
    expect(directory.users).toEqual([
      { id: "1", name: "Олена Коваль", email: "olena@shop.example", isActive: true },
      { id: "2", name: "Тарас О'Ніл", email: "taras@shop.example", isActive: true },
      { id: "5", name: "Наталія", email: null, isActive: false },
    ]);
  });

  it("funnels that are in use, with their stages in order and kinds by their codes", () => {
    expect(directory.pipelines.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(directory.pipelines[0]?.stages).toEqual([
      { id: "10", name: "Нова", kind: "open" },
      { id: "11", name: "Домовляємось", kind: "open" },
      { id: "12", name: "Успішно", kind: "won" },
      { id: "13", name: "Програно", kind: "lost" },
    ]);
  });

  it("fields: our names of system ones, and none that cannot be written or has no known shape", () => {
    expect(field("contact.name")).toMatchObject({ type: "text", isBuiltIn: true, isRequired: true });
    expect(field("contact.note")).toMatchObject({ type: "text", isBuiltIn: true });
    expect(field("deal.source")).toMatchObject({
      type: "enum",
      isBuiltIn: true,
      options: [{ id: "chat", label: "chat" }, {}],
    });
    expect(field("contact.contact_label")).toMatchObject({ type: "multi_enum", isBuiltIn: false });
    expect(field("deal.amount")).toMatchObject({ type: "number", nativeType: "money" });
    for (const key of ["created_at", "companies", "address", "uf_secret", "uf_empty_list"]) {
      expect(field(`contact.${key}`)).toBeUndefined();
    }
  });

  it("a contact: only chosen choices, phones in E.164, e-mails in lower case, empty values absent", () => {
    const read = toContact(contact, directory);
    expect(read).toMatchObject({ id: "77", responsibleId: "1", updatedAt: new Date(1_795_000_600_000).toISOString() });
    expect(read.phones).toEqual(["+380671112233", "+48601234567"]);
    expect(read.emails).toEqual(["ivan@shop.example"]);
    expect(read.values).toEqual({
      name: "Іван Петренко",
      firstName: "Іван",
      lastName: "Петренко",
      responsible: "1",
      phone: ["067 111 22 33", "+48 601 234 567"],
      email: "Ivan@Shop.Example",
      note: "Дзвонив",
      source: "chat",
      uf_birthday: "2026-03-01T09:30:00.000Z",
      uf_news: false,
    });
  });

  it.each([
    [{}, true],
    [{ kanban_status: "SUCCESS" }, false],
    [{ kanban_stage_id: "23", kanban_status: undefined }, false],
    [{ kanban_stage_id: 999, kanban_status: undefined }, true],
  ])("a deal with %j is active: %s", (more, isActive) => {
    expect(toDeal({ ...deal, ...more }, directory).isActive).toBe(isActive);
  });

  it.each([
    [{ currency: "UAH", value: "1200.50" }, 1200.5],
    ["1200.50 UAH", 1200.5],
    [1200.5, 1200.5],
    ["", undefined],
  ])("money given as %j is %s", (amount_of_the_deal, amount) => {
    expect(toDeal({ ...deal, amount_of_the_deal }, directory).values.amount).toBe(amount);
  });

  it("a deal is of the contact whose deals were asked for", () => {
    expect(toDeal(deal, directory)).toMatchObject({ contactId: "77", pipelineId: "2", stageId: "21" });
    expect(toDeal(deal, directory, "78").contactId).toBe("78");
  });
});

describe("what we write, in Uspacy's words", () => {
  it("a contact with a value of every type", () => {
    const values = {
      name: "Олена Коваль",
      phone: ["+380671112233", "+380501112233"],
      email: "a@b.ua",
      note: "Дзвонив",
      source: "chat",
      contact_label: ["vip", "other"],
      uf_birthday: "2026-03-01T09:30:00.000Z",
      uf_visits: 2.6,
      uf_news: true,
      uf_curator: "2",
      uf_second_phone: "+380931112233",
    };
    expect(toNewContact({ values, responsibleId: "1", requestId }, directory)).toEqual({
      title: "Олена Коваль",
      first_name: "Олена",
      last_name: "Коваль",
      phone: [{ value: "+380671112233" }, { value: "+380501112233" }],
      email: [{ value: "a@b.ua" }],
      comments: "Дзвонив",
      source: "chat",
      contact_label: ["vip"],
      uf_birthday: 1_772_357_400,
      uf_visits: 3,
      uf_news: true,
      uf_curator: 2,
      uf_second_phone: [{ value: "+380931112233" }],
      owner: 1,
    });
  });

  it.each([
    [{ firstName: "Олена", lastName: "Коваль" }, "Олена Коваль"],
    [{ phone: "+380671112233" }, "+380671112233"],
    [{ email: "a@b.ua" }, "a@b.ua"],
    [{}, "Без імені"],
  ])("a contact without a name, from %j: %s", (values, title) => {
    expect(toNewContact({ values, responsibleId: null, requestId }, directory)).toMatchObject({ title });
  });

  it.each([
    ["a phone in another spelling is there already", { phone: "+380671112233" }, {}],
    [
      "a new phone goes to the end, and those that are there stay as they are",
      { phone: "+380991112233" },
      { phone: [...contactFixture.phone, { value: "+380991112233" }] },
    ],
    ["an e-mail in other letter case is there already", { email: "ivan@shop.example" }, {}],
    ["a note goes below what is there", { note: "Перезвонити" }, { comments: "Дзвонив\n\nПерезвонити" }],
    ["a note that is a part of another line is added", { note: "вонив" }, { comments: "Дзвонив\n\nвонив" }],
    ["a choice that is gone leaves those that are there", { contact_label: ["gone"] }, {}],
    ["the same note is there already", { note: "Дзвонив" }, {}],
    ["only what is named changes", { source: "ads" }, { source: "ads" }],
  ])("a change: %s", (_, values, change) => {
    expect(toContactChange(values, directory, contact)).toEqual(change);
  });

  it.each([
    [[{ value: "0671112233", type: "work" }, { value: null }], [{ value: "0671112233", type: "work" }]],
    [["0671112233"], [{ value: "0671112233" }]],
    [[{ value: 380671112233 }], [{ value: 380671112233 }]],
    ["0671112233", [{ value: "0671112233" }]],
    [null, []],
  ])("a phone is added to %j, in whatever shape it comes", (phone, kept) => {
    const change = toContactChange({ phone: ["+380671112233", "+380991112233"] }, directory, { ...contact, phone });
    const added = kept.length > 0 ? ["+380991112233"] : ["+380671112233", "+380991112233"];
    expect(change).toEqual({ phone: [...kept, ...added.map((value) => ({ value }))] });
  });

  const newDeal = { contactId: "77", values: {}, pipelineId: null, stageId: null, responsibleId: null, requestId };

  it("a deal: the first open stage and a name where none are given", () => {
    expect(toNewDeal(newDeal, directory)).toEqual({
      title: "Нова заявка",
      contacts: [77],
      funnel_id: 1,
      kanban_stage_id: 10,
    });
    expect(toNewDeal({ ...newDeal, pipelineId: "2" }, directory)).toMatchObject({ funnel_id: 2, kanban_stage_id: 20 });
  });

  it("a deal: what was decided wins over what was mapped", () => {
    const values = { stage: "11", amount: 5, source: "ads" };
    expect(toNewDeal({ ...newDeal, values, stageId: "21", responsibleId: "2" }, directory)).toEqual({
      title: "Нова заявка",
      contacts: [77],
      owner: 2,
      funnel_id: 2,
      kanban_stage_id: 21,
      amount_of_the_deal: { currency: "UAH", value: "5" },
      source: "ads",
    });
  });

  it.each([
    [{ currency: "USD", value: "20.00" }, "USD"],
    ["20.00 EUR", "EUR"],
    [20, "UAH"],
    [undefined, "UAH"],
  ])("money that was %j keeps its currency: %s", (amount_of_the_deal, currency) => {
    const { record } = toDealChange({ amount: 5 }, directory, { ...deal, amount_of_the_deal });
    expect(record).toEqual({ amount_of_the_deal: { currency, value: "5" } });
  });

  it("a deal never goes to another pipeline than was decided", () => {
    const unknown = { title: "Нова заявка", contacts: [77], funnel_id: 99 };
    expect(toNewDeal({ ...newDeal, pipelineId: "99" }, directory)).toEqual(unknown);
    const withStage = toNewDeal({ ...newDeal, pipelineId: "99", stageId: "999" }, directory);
    expect(withStage).toEqual({ ...unknown, kanban_stage_id: 999 });
    expect(toDealChange({ pipeline: "99" }, directory)).toEqual({ record: {}, stageId: null });
  });

  it("a change of a deal moves it only where its place changes", () => {
    expect(toDealChange({ name: "Друга" }, directory)).toEqual({ record: { title: "Друга" }, stageId: null });
    expect(toDealChange({ stage: "22" }, directory)).toEqual({ record: {}, stageId: "22" });
    expect(toDealChange({ pipeline: "2" }, directory)).toEqual({ record: {}, stageId: "20" });
  });

  it("a task, and what is the same one", () => {
    const text = "Повторне звернення 🙂\nhttps://chat.example/64f?tab=1&q=2";
    const input = {
      contactId: "77",
      dealId: "501",
      responsibleId: "2",
      text,
      dueAt: "2026-12-01T09:30:00.000Z",
      requestId,
    };
    const task = toNewTask(input);
    expect(task).toEqual({
      title: "Повторне звернення 🙂",
      description: text,
      type: "task",
      status: "planned",
      priority: "neutral",
      end_time: 1_796_117_400,
      responsible_id: 2,
      crm_entities: { contacts: [{ id: 77 }], deals: [{ id: 501 }] },
    });
    const made = recordAnswer.parse({ id: 9, ...task });
    expect(isSameTask(made, task, input)).toBe(true);
    expect(isSameTask(made, task, { ...input, dealId: "502" })).toBe(false);
    expect(isSameTask(made, task, { ...input, dealId: null })).toBe(true);
    expect(isSameTask(made, task, { dealId: null, contactId: "78" })).toBe(false);
    expect(isSameTask({ ...made, end_time: 1 }, task, input)).toBe(false);
    expect(isSameTask({ ...made, crm_entities: { deals: [501] } }, task, input)).toBe(true);
  });
});
