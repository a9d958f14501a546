import { describe, expect, it } from "vitest";
import {
  agreementAnswer,
  clientAnswer,
  funnelAnswer,
  listAnswer,
  probeAnswer,
  sourceAnswer,
  stageAnswer,
  taskAnswer,
  userAnswer,
} from "./api-types";
import {
  agreementFixture,
  clientFixture,
  funnelsFixture,
  sourcesFixture,
  stagesFixture,
  usersFixture,
} from "./fixtures";
import { isTask, toAgreementChange, toDeal, toNewAgreement, toNewTask } from "./mapper-agreements";
import { toClientChange, toContact, toNeedle, toNewClient } from "./mapper-clients";
import { toDirectory } from "./mapper-directory";

const requestId = "0193a2c4-0000-7000-8000-000000000000";
const client = clientAnswer.parse(clientFixture);
const directory = toDirectory({
  users: userAnswer.array().parse(usersFixture),
  funnels: funnelAnswer.array().parse(funnelsFixture),
  stages: stageAnswer.array().parse(stagesFixture),
  sources: sourceAnswer.array().parse(sourcesFixture),
  clients: [client],
  agreements: [agreementAnswer.parse(agreementFixture)],
});

describe("what KeepinCRM answers, in our words", () => {
  it.each([
    [{ items: usersFixture, pagination: { total_count: 60, total_pages: 3, current_page: 1 } }, 3],
    [{ data: usersFixture, meta: { current_page: 1, total_pages: 2 } }, 2],
    [{ items: usersFixture }, 1],
    [usersFixture, 1],
  ])("a list in any of the envelopes it may come in", (body, pages) => {
    const list = listAnswer(userAnswer).parse(body);
    expect(list.items.map(({ id }) => id)).toEqual(["4", "5"]);
    expect(list.pages).toBe(pages);
  });

  it.each([{ unexpected: true }, [], null, { items: null }])("%j says nothing of who is asked", (body) => {
    expect(probeAnswer.safeParse(body).success).toBe(false);
  });

  it("funnels with their stages and with the ends of an agreement; one without stages is left out", () => {
    expect(directory.pipelines).toEqual([
      {
        id: "1",
        name: "Продажі",
        stages: [
          { id: "11", name: "Нова", kind: "open" },
          { id: "12", name: "У роботі", kind: "open" },
          { id: "1:successful", name: "Успішно завершена", kind: "won" },
          { id: "1:failed", name: "Не успішна", kind: "lost" },
        ],
      },
      expect.objectContaining({ id: "8", name: "Опт" }),
    ]);
  });

  it("custom fields that records show, under the names that people read", () => {
    const custom = directory.fields.filter(({ key }) => key.startsWith("cf_"));
    expect(custom.map(({ entity, key, type }) => [entity, key, type])).toEqual([
      ["contact", "cf_Місто", "text"],
      ["contact", "cf_Посилання на чат", "text"],
      ["deal", "cf_Тип оплати", "text"],
    ]);
  });

  it("a client", () => {
    expect(toContact(client)).toEqual({
      id: "22",
      values: {
        name: "Іван Петренко",
        phone: ["0501112233", "+48 601 234 567", "внутрішній 12"],
        email: "Ivan@Shop.Example",
        tags: ["чат"],
        responsible: "4",
        cf_Місто: "Київ",
      },
      phones: ["+380501112233", "+48601234567", "внутрішній 12"],
      emails: ["ivan@shop.example"],
      responsibleId: "4",
      updatedAt: "2026-03-02T11:30:00.000Z",
      url: null,
    });
  });

  it.each([
    [{ custom_fields_detailed: null, custom_fields: [{ name: "Місто", value: "Львів" }] }, { cf_Місто: "Львів" }],
    [{ custom_fields_detailed: null, custom_fields: { Місто: ["Львів", "Київ"] } }, { cf_Місто: "Львів, Київ" }],
    [{ custom_fields_detailed: null, custom_fields: null }, {}],
  ])("custom fields in the form %j", (more, values) => {
    const { values: all } = toContact(clientAnswer.parse({ ...clientFixture, ...more }));
    expect(Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith("cf_")))).toEqual(values);
  });

  it.each([
    [null, { stageId: "11", isActive: true }],
    ["successful", { stageId: "1:successful", isActive: false }],
    ["failed", { stageId: "1:failed", isActive: false }],
    ["archived", { stageId: "11", isActive: false }],
  ])("an agreement with the result %s", (result, expected) => {
    expect(toDeal(agreementAnswer.parse({ ...agreementFixture, result }), directory.pipelines)).toMatchObject(expected);
  });

  it("an agreement: an amount in a text, its funnel from its stage where it is not told", () => {
    const deal = toDeal(agreementAnswer.parse({ ...agreementFixture, funnel: undefined }), directory.pipelines);
    expect(deal).toMatchObject({ id: "501", contactId: "22", pipelineId: "1", responsibleId: "4" });
    expect(deal.values).toEqual({
      name: "Чат: Іван",
      pipeline: "1",
      stage: "11",
      amount: 1200.5,
      source: "3",
      responsible: "4",
      comment: "Передзвонити",
      "cf_Тип оплати": "картка",
    });
  });
});

it("answers with nothing but what is needed are read", () => {
  expect(toContact(clientAnswer.parse({ id: 1, custom_fields: [{ name: "Місто" }] })).values).toEqual({});
  expect(toDeal(agreementAnswer.parse({ id: 1 }), [])).toMatchObject({ isActive: true, stageId: null, values: {} });
});

describe("what we write, in KeepinCRM's words", () => {
  it.each([
    [{ kind: "phone", value: "+380671112233" }, "671112233"],
    [{ kind: "phone", value: "+48601234567" }, "48601234567"],
    [{ kind: "email", value: "Ivan@Shop.Example" }, "ivan@shop.example"],
  ] as const)("%j is looked for as %s", (identifier, needle) => {
    expect(toNeedle(identifier)).toBe(needle);
  });

  it("a new client: one e-mail, others in the comment", () => {
    const values = {
      name: "Іван",
      phone: "+380671112233",
      email: ["A@b.ua", "c@d.ua"],
      note: "З чату",
      tags: ["чат"],
      cf_Місто: "Київ",
    };
    expect(toNewClient({ values, responsibleId: "5", requestId })).toEqual({
      person: "Іван",
      company: "Іван",
      lead: true,
      phones: ["+380671112233"],
      email: "a@b.ua",
      comment: "З чату\nE-mail: c@d.ua",
      tag_names: ["чат"],
      main_responsible_id: 5,
      custom_fields: [{ name: "Місто", value: "Київ" }],
    });
  });

  it.each([
    [{ firstName: "Іван", lastName: "Петренко" }, "Іван Петренко"],
    [{ phone: "+380671112233" }, "+380671112233"],
    [{ email: "a@b.ua" }, "a@b.ua"],
    [{}, "Без імені"],
  ])("a client without a name, from %j: %s", (values, person) => {
    expect(toNewClient({ values, responsibleId: null, requestId })).toMatchObject({ person });
  });

  it.each([
    [{ phone: ["+380501112233"] }, {}],
    [{ phone: ["+380671112233"] }, { phones: [...clientFixture.phones, "+380671112233"] }],
    [{ tags: ["чат", "повторний"] }, { tag_names: ["чат", "повторний"] }],
    [{ email: "IVAN@shop.example" }, {}],
    [{ email: "other@shop.example" }, { comment: "E-mail: other@shop.example" }],
    [{ email: "other@shop.example", note: "Чекає" }, { comment: "Чекає\nE-mail: other@shop.example" }],
  ])("the change %j adds to what is there", (values, change) => {
    expect(toClientChange(values, client)).toEqual(change);
  });

  it("a note below the one that is there, once", () => {
    const noted = { ...client, comment: "Постійний" };
    expect(toClientChange({ note: "Чекає" }, noted)).toEqual({ comment: "Постійний\nЧекає" });
    expect(toClientChange({ note: "Постійний" }, noted)).toEqual({ comment: "Постійний" });
    expect(toClientChange({ note: "Пост" }, noted)).toEqual({ comment: "Постійний\nПост" });
  });

  it.each([
    [
      { pipelineId: "8", stageId: null },
      { funnel_id: 8, stage_id: 81 },
    ],
    [
      { pipelineId: null, stageId: "82" },
      { funnel_id: 8, stage_id: 82 },
    ],
    [{ pipelineId: null, stageId: null }, {}],
    [
      { pipelineId: "1", stageId: "8:failed" },
      { funnel_id: 8, result: "failed" },
    ],
  ])("a new agreement in the place %j", (place, expected) => {
    const input = { contactId: "22", values: { amount: 5.5, source: "6" }, responsibleId: "4", requestId, ...place };
    expect(toNewAgreement(input, directory)).toEqual({
      title: "Нова заявка",
      client_id: 22,
      main_responsible_id: 4,
      total: 5.5,
      source_id: 6,
      ...expected,
    });
  });

  it("a change of an agreement names only what changes", () => {
    expect(toAgreementChange({ comment: "Чекає", "cf_Тип оплати": "готівка" }, directory)).toEqual({
      comment: "Чекає",
      custom_fields: [{ name: "Тип оплати", value: "готівка" }],
    });
  });

  it("a task on the deal, with its whole text", () => {
    const text = `${"🙂".repeat(250)} https://chat.example/?a=1`;
    const task = {
      contactId: "22",
      dealId: "501",
      responsibleId: "4",
      text,
      dueAt: "2026-12-01T09:30:00.417Z",
      requestId,
    };
    const json = toNewTask(task);
    expect(json).toMatchObject({
      comment: text,
      deadline_at: task.dueAt,
      user_id: 4,
      parent_type: "Agreement",
      parent_id: 501,
    });
    expect(String(json.title)).toBe(`${"🙂".repeat(199)}…`);
    expect(toNewTask({ ...task, dealId: null })).toMatchObject({ parent_type: "Client", parent_id: 22 });
  });

  it.each([
    [{}, true],
    [{ deadline_at: "2026-12-01T11:30:00.000+02:00", comment: null, parent_type: null, parent_id: null }, true],
    [{ deadline_at: "2026-12-01T09:30:00Z" }, true],
    [{ deadline_at: "2026-12-01T12:00:00.000Z" }, false],
    [{ title: "Інше" }, false],
    [{ comment: "Інше" }, false],
    [{ parent_id: 502 }, false],
    [{ parent_type: "Client" }, false],
  ])("a task that shows %j is the one: %s", (more, isOne) => {
    const task = {
      contactId: "22",
      dealId: "501",
      responsibleId: "4",
      text: "Дзвінок",
      dueAt: "2026-12-01T09:30:00.417Z",
      requestId,
    };
    const found = taskAnswer.parse({ id: 7, ...toNewTask(task), ...more });
    expect(isTask(found, task)).toBe(isOne);
  });
});
