import { describe, expect, it } from "vitest";
import type { FieldValue } from "../types";
import { type OdooValue, rowsAnswer } from "./api-types";
import { contactRow, dealRow, leadFields, partnerFields, stageRows, teamRows } from "./fixtures";
import { toContact, toContactChange, toContactDomain, toNewContact } from "./mapper-contact";
import { toDeal, toDealChange, toNewDeal, toPipelines, toTask } from "./mapper-deal";
import { toFields } from "./mapper-fields";
import { fromOdoo, toLinkId, toOdoo } from "./mapper-values";

const requestId = "01a2-request";
const names = new Map([
  [
    "res.partner.category",
    new Map([
      [3, "чат"],
      [4, "VIP"],
    ]),
  ],
  ["crm.tag", new Map([[7, "чат"]])],
  ["utm.source", new Map([[6, "Telegram"]])],
]);
const pipelines = toPipelines(teamRows, stageRows(17));
const branches = new Map([["x_branch", [{ id: "1", label: "Львів" }]]]);

describe("fields", () => {
  it("are those that can be written and are of use, the built-in ones first", () => {
    const fields = toFields("contact", partnerFields(17), branches);
    expect(fields.map(({ key, type }) => `${key} ${type}`)).toEqual([
      ...["name text", "phone phone", "email email", "tags tags", "note text", "responsible user"],
      ...["function text", "website url", "city text", "lang enum"],
      ...["x_chat_url text", "x_story text", "x_about text", "x_age number", "x_score number", "x_budget number"],
      ...["x_is_vip boolean", "x_birthday date", "x_seen_at datetime", "x_channel enum", "x_manager_id user"],
      "x_branch_id enum",
    ]);
    expect(fields.find(({ key }) => key === "name")).toMatchObject({
      label: "Name",
      isBuiltIn: true,
      isRequired: true,
    });
    expect(fields.find(({ key }) => key === "x_branch_id")?.options).toEqual([{ id: "1", label: "Львів" }]);
  });

  it("of deals leave out a phone and an e-mail, which would be written over those of the contact", () => {
    const keys = toFields("deal", leadFields(18), new Map()).map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining(["name", "pipeline", "stage", "amount", "source", "tag_ids", "medium_id"]),
    );
    expect(keys).not.toEqual(expect.arrayContaining(["phone"]));
    for (const key of ["email_from", "mobile", "type", "active", "probability"]) expect(keys).not.toContain(key);
  });

  it("that were never heard of are left out, and a name such as constructor does no harm", () => {
    const odd = { constructor: { type: "hologram", string: "?" }, x_a: { type: "properties", string: "?" } };
    expect(toFields("contact", odd, new Map())).toEqual([]);
  });
});

describe("pipelines", () => {
  it("are teams, with the stages that each sees and one for what is lost", () => {
    expect(pipelines.map(({ id, name }) => [id, name])).toEqual([
      ["1", "Продажі"],
      ["2", "Опт"],
      ["3", "Підтримка"],
    ]);
    expect(pipelines[0]?.stages.map(({ id, kind }) => [id, kind])).toEqual([
      ["1:1", "open"],
      ["1:2", "open"],
      ["1:4", "won"],
      ["1:lost", "lost"],
    ]);
    expect(pipelines[1]?.stages.map(({ id }) => id)).toEqual(["2:1", "2:2", "2:5", "2:4", "2:lost"]);
    expect(toPipelines(teamRows, stageRows(19))).toEqual(pipelines);
  });

  it("without an open stage are left out", () => {
    expect(
      toPipelines(
        teamRows,
        stageRows(17).filter(({ is_won }) => is_won),
      ),
    ).toEqual([]);
  });
});

describe("values", () => {
  const fields = partnerFields(17);
  const field = (name: string) => fields[name] ?? { type: "char", string: name };

  it.each<[string, OdooValue, FieldValue | null]>([
    ["city", false, null],
    ["city", "Львів", "Львів"],
    ["x_age", 0, null],
    ["x_age", 30, 30],
    ["x_is_vip", false, null],
    ["x_is_vip", true, true],
    ["x_birthday", "1990-02-28", "1990-02-28"],
    ["x_seen_at", "2026-11-20 08:05:00", "2026-11-20T08:05:00.000Z"],
    ["x_seen_at", "yesterday", null],
    ["x_manager_id", [9, "Ярослав Бондар"], "9"],
    ["x_manager_id", false, null],
    ["x_interest_ids", [2, 1], ["1", "2"]],
    ["x_interest_ids", [], null],
    ["category_id", [4, 3, 99], ["чат", "VIP"]],
    ["comment", "<p>Кава &amp; чай<br>двічі</p>", "Кава & чай\nдвічі"],
    ["comment", "<p><br></p>", null],
  ])("%s: %j is %j", (name, value, ours) => {
    expect(fromOdoo(value, field(name), names)).toEqual(ours);
  });

  it.each<[string, FieldValue, unknown]>([
    ["city", "О'Ніл 🙂", "О'Ніл 🙂"],
    ["city", ["Львів", "Київ"], "Львів, Київ"],
    ["x_age", 29.6, 30],
    ["x_score", 29.6, 29.6],
    ["x_is_vip", false, false],
    ["x_seen_at", "2026-11-20T10:05:00+02:00", "2026-11-20 08:05:00"],
    ["x_manager_id", "9", 9],
    ["x_interest_ids", ["1", "3"], [[6, 0, [1, 3]]]],
    [
      "category_id",
      ["Чат", " vip "],
      [
        [4, 3],
        [4, 4],
      ],
    ],
    ["x_about", "a < b", "<p>a &lt; b</p>"],
  ])("%s: %j is written as %j", (name, value, theirs) => {
    expect(toOdoo(value, field(name), names)).toEqual(theirs);
  });
});

describe("a contact", () => {
  const keys = ["name", "phone", "email", "tags", "note", "responsible", "website", "x_age", "x_channel", "x_gone"];
  const fields = partnerFields(17);

  it("reads with all its phones and e-mails", () => {
    expect(toContact(contactRow, { keys, fields, names, url: "https://acme.odoo.com/odoo/contacts/31" })).toEqual({
      id: "31",
      values: {
        name: "Іван Петренко",
        phone: ["067 111 22 33", "+48 601 234 567"],
        email: ["Ivan@Shop.Example", "second@shop.example"],
        tags: ["чат", "VIP"],
        note: "Любить каву & чай\nдвічі",
        responsible: "8",
        x_channel: "viber",
      },
      phones: ["+380671112233", "+48601234567"],
      emails: ["ivan@shop.example", "second@shop.example"],
      responsibleId: "8",
      updatedAt: "2026-11-21T09:30:00.000Z",
      url: "https://acme.odoo.com/odoo/contacts/31",
    });
  });

  it.each<[Record<string, FieldValue>, object]>([
    [
      { name: "Іван", phone: "+380671112233" },
      { name: "Іван", phone: "+380671112233" },
    ],
    [{ firstName: "Іван", lastName: "Петренко" }, { name: "Іван Петренко" }],
    [
      { phone: ["+380671112233", "067 111 22 33", "+380671112244"] },
      { phone: "+380671112233", mobile: "+380671112244" },
    ],
    [{ email: ["a@b.ua", "c@d.ua"] }, { name: "a@b.ua", email: "a@b.ua, c@d.ua" }],
    [{ note: "Привіт" }, { name: "Без імені", comment: "<p>Привіт</p>" }],
  ])("is made of %j", (values, vals) => {
    expect(toNewContact({ values, responsibleId: "8", requestId }, { fields, names })).toMatchObject({
      ...vals,
      user_id: 8,
    });
  });

  it("is made without what this Odoo does not have", () => {
    const input = { values: { name: "Іван", x_gone: "?" }, responsibleId: null, requestId };
    expect(toNewContact(input, { fields, names })).toEqual({ name: "Іван" });
  });

  it.each<[Record<string, FieldValue>, object]>([
    [{ phone: "+380671112233" }, {}],
    [{ phone: "+380671112244" }, { phone: "067 111 22 33, +380671112244" }],
    [{ email: "IVAN@shop.example" }, {}],
    [{ email: "third@shop.example" }, { email: "Ivan@Shop.Example, second@shop.example, third@shop.example" }],
    [{ note: "Любить каву & чай" }, {}],
    [{ note: "Любить каву & чай\r\nдвічі" }, {}],
    [{ note: "каву" }, { comment: "<p>Любить каву &amp; чай<br>двічі</p><p>каву</p>" }],
    [{ note: "Дзвонив" }, { comment: "<p>Любить каву &amp; чай<br>двічі</p><p>Дзвонив</p>" }],
    [{ responsible: "9" }, { user_id: 9 }],
    [{ tags: ["VIP"] }, { category_id: [[4, 4]] }],
    [{ x_age: 31 }, { x_age: 31 }],
  ])("to which %j comes changes in %j", (values, vals) => {
    expect(toContactChange(values, { row: contactRow, fields, names })).toEqual(vals);
  });

  it("is searched for by what the server has", () => {
    const phone = { kind: "phone", value: "+380671112233" } as const;
    expect(toContactDomain(phone, fields)).toEqual([
      "|",
      ["phone_mobile_search", "ilike", "671112233"],
      ["phone_sanitized", "=", "+380671112233"],
    ]);
    const bare = { phone: field("phone"), mobile: field("mobile") };
    expect(toContactDomain(phone, bare)).toEqual([
      "|",
      ["phone", "ilike", "6%7%1%1%1%2%2%3%3"],
      ["mobile", "ilike", "6%7%1%1%1%2%2%3%3"],
    ]);
    expect(toContactDomain({ kind: "email", value: "a_b%c\\@d.ua" }, {})).toEqual([
      ["email", "ilike", "a\\_b\\%c\\\\@d.ua"],
    ]);
  });

  function field(string: string) {
    return { type: "char", string };
  }
});

describe("a deal", () => {
  const fields = leadFields(17);
  const writing = { fields, names, pipelines };
  const place = { contactId: "31", pipelineId: null, stageId: null, responsibleId: null, requestId };
  const keys = ["name", "pipeline", "stage", "amount", "source", "responsible", "tag_ids"];

  it("reads in our words", () => {
    const deal = toDeal(dealRow, { keys, fields, names, url: "u", isWon: false });
    expect(deal).toMatchObject({ id: "501", contactId: "31", pipelineId: "2", stageId: "2:5", responsibleId: null });
    expect(deal.values).toEqual({
      name: "Заявка з чату",
      pipeline: "2",
      stage: "2:5",
      amount: 1200,
      source: "Telegram",
    });
    expect(deal.isActive).toBe(true);
  });

  it.each([
    [{ active: false }, false, { stageId: "2:lost", isActive: false }],
    [{}, true, { stageId: "2:5", isActive: false }],
    [{ team_id: false }, false, { pipelineId: null, stageId: null, isActive: true }],
    [{ partner_id: false }, false, { contactId: "" }],
  ])("with %j, won %s, is %j", (more, isWon, expected) => {
    expect(toDeal({ ...dealRow, ...more }, { keys, fields, names, url: "u", isWon })).toMatchObject(expected);
  });

  it.each([
    [{}, { team_id: 1, stage_id: 1 }],
    [{ pipelineId: "2" }, { team_id: 2, stage_id: 1 }],
    [{ stageId: "2:5" }, { team_id: 2, stage_id: 5 }],
    [
      { pipelineId: "1", stageId: "2:5" },
      { team_id: 1, stage_id: 1 },
    ],
    [{ stageId: "2:lost" }, { team_id: 2, active: false, probability: 0 }],
    [{ pipelineId: "77" }, { team_id: 77 }],
  ])("is made at %j: %j", (more, vals) => {
    expect(toNewDeal({ ...place, values: {}, ...more }, writing)).toMatchObject({
      name: "Нова заявка",
      type: "opportunity",
      partner_id: 31,
      user_id: false,
      ...vals,
    });
  });

  it("names only what changes", () => {
    expect(toDealChange({ amount: 5, source: "telegram", tag_ids: ["чат"] }, writing)).toEqual({
      expected_revenue: 5,
      source_id: 6,
      tag_ids: [[4, 7]],
    });
    expect(toDealChange({ stage: "2:4" }, writing)).toEqual({ team_id: 2, stage_id: 4, active: true });
    expect(toDealChange({ stage: "2:lost" }, writing)).toEqual({ team_id: 2, active: false, probability: 0 });
  });
});

describe("a task", () => {
  const task = { contactId: "31", dealId: null, responsibleId: "8", text: "Передзвонити\nhttps://a.ua", requestId };

  it.each([
    ["2026-12-01T09:30:00.000Z", "Europe/Kyiv", "2026-12-01", "11:30"],
    ["2026-12-01T22:30:00.000Z", "Europe/Kyiv", "2026-12-02", "00:30"],
    ["2026-12-01T22:30:00.000Z", "", "2026-12-02", "00:30"],
    ["2026-12-01T22:30:00.000Z", "America/New_York", "2026-12-01", "17:30"],
    ["2026-12-01T09:30:00.000Z", "Mars/Olympus", "2026-12-01", "11:30"],
  ])("due at %s is in %j on %s at %s", (dueAt, timeZone, day, time) => {
    expect(toTask({ ...task, dueAt }, { timeZone })).toEqual({
      act_type_xmlid: "mail.mail_activity_data_todo",
      automated: false,
      date_deadline: day,
      summary: "Передзвонити",
      note: `<p>Передзвонити<br><a href="https://a.ua">https://a.ua</a><br>⏰ ${day} ${time}</p>`,
      user_id: 8,
    });
  });

  it("without a responsible leaves that to Odoo, and cuts its title between characters", () => {
    const made = toTask(
      { ...task, text: "🙂".repeat(150), responsibleId: null, dueAt: "2026-12-01T09:30:00Z" },
      { timeZone: "" },
    );
    expect(made).not.toHaveProperty("user_id");
    expect(made.summary).toBe("🙂".repeat(100));
  });
});

it("a link to a record without a name is a link", () => {
  const [row] = rowsAnswer.parse([{ id: 1, partner_id: [5, false] }]);
  expect(toLinkId(row?.partner_id)).toBe("5");
});
