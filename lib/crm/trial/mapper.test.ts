import { describe, expect, it } from "vitest";
import { contactFixture, dealFixture, fieldsFixture, meFixture, pipelinesFixture, usersFixture } from "./fixtures";
import {
  toAccount,
  toContact,
  toContactChange,
  toDeal,
  toDealChange,
  toDirectory,
  toNewContact,
  toNewDeal,
  toNewTask,
} from "./mapper";

const requestId = "01a2-request";

describe("what the trial CRM answers, in our words", () => {
  it("the account", () => {
    expect(toAccount(meFixture)).toEqual({ name: "Пробна CRM", userName: null, url: meFixture.web_url });
  });

  it("the directory, with our names of built-in fields", () => {
    const directory = toDirectory({ users: usersFixture, pipelines: pipelinesFixture, fields: fieldsFixture });
    expect(directory.users[1]).toEqual({ id: "u5", name: "Наталія Мельник", email: null, isActive: false });
    expect(directory.pipelines[0]?.stages[1]).toEqual({ id: "s14", name: "Успішно", kind: "won" });
    expect(directory.fields).toMatchObject([
      { entity: "contact", key: "name", type: "text", isBuiltIn: true, isRequired: true },
      { entity: "contact", key: "cf_city", type: "enum", options: [{ id: "lviv", label: "Львів" }] },
      { entity: "deal", key: "stage", type: "stage" },
    ]);
    expect(directory.fields[0]).not.toHaveProperty("options");
  });

  it("a contact: phones in E.164 where they can be read so, e-mails in lower case, empty values absent", () => {
    const contact = toContact(contactFixture);
    expect(contact.phones).toEqual(["+380671112233", "+48601234567", "внутрішній 12"]);
    expect(contact.emails).toEqual(["ivan@shop.example"]);
    expect(contact.values).toEqual({
      name: "Іван Петренко",
      phone: ["067 111 22 33", "+48 601 234 567", "внутрішній 12"],
      email: "Ivan@Shop.Example",
      tags: ["чат"],
      cf_city: "lviv",
      responsible: "u1",
    });
  });

  it("a deal that is won is not active", () => {
    expect(toDeal(dealFixture)).toMatchObject({ contactId: "c1", isActive: false, responsibleId: null });
    expect(toDeal(dealFixture).values).toEqual({ name: "Заявка з чату", amount: 1200, pipeline: "p1", stage: "s14" });
  });
});

describe("what we write, in its words", () => {
  it("a contact", () => {
    const values = { name: "Іван", phone: "+380671112233", email: ["a@b.ua", "c@d.ua"], cf_age: 30 };
    expect(toNewContact({ values, responsibleId: "u1", requestId })).toEqual({
      request_id: requestId,
      owner_id: "u1",
      properties: { full_name: "Іван", phones: ["+380671112233"], emails: ["a@b.ua", "c@d.ua"], cf_age: 30 },
    });
  });

  it.each([
    [{ firstName: "Іван", lastName: "Петренко" }, "Іван Петренко"],
    [{ phone: "+380671112233" }, "+380671112233"],
    [{ email: "a@b.ua" }, "a@b.ua"],
    [{}, "Без імені"],
  ])("a contact without a name, from %j: %s", (values, name) => {
    const contact = toNewContact({ values, responsibleId: null, requestId });
    expect(contact).toMatchObject({ owner_id: null, properties: { full_name: name } });
  });

  it("a deal in its place; what was decided wins over what was mapped", () => {
    const place = { pipelineId: "p1", stageId: null, responsibleId: null };
    const values = { amount: 5, stage: "s11", pipeline: "p2", responsible: "u2" };
    expect(toNewDeal({ contactId: "c1", values, ...place, requestId })).toEqual({
      request_id: requestId,
      contact_id: "c1",
      owner_id: "u2",
      pipeline_id: "p1",
      stage_id: "s11",
      properties: { amount: 5, title: "Нова заявка" },
    });
  });

  it("changes name only what changes", () => {
    expect(toContactChange({ note: "Дзвонив" })).toEqual({ properties: { note: "Дзвонив" } });
    expect(toDealChange({ stage: "s14", responsible: "u1" })).toEqual({
      stage_id: "s14",
      owner_id: "u1",
      properties: {},
    });
  });

  it("a task", () => {
    const task = {
      contactId: "c1",
      dealId: "d1",
      responsibleId: "u1",
      text: "Подзвонити",
      dueAt: "2026-12-01T09:00:00Z",
    };
    expect(toNewTask({ ...task, requestId })).toEqual({
      request_id: requestId,
      contact_id: "c1",
      deal_id: "d1",
      owner_id: "u1",
      text: "Подзвонити",
      due_at: "2026-12-01T09:00:00Z",
    });
  });
});
