import { describe, expect, it } from "vitest";
import { readRequestTime } from "../request-time";
import {
  type ApiBuyer,
  buyerAnswer,
  cardAnswer,
  fieldAnswer,
  pipelineAnswer,
  sourceAnswer,
  statusAnswer,
  userAnswer,
} from "./api-types";
import {
  buyerFixture,
  cardFixture,
  fieldsFixture,
  pipelinesFixture,
  sourcesFixture,
  statusesFixture,
  usersFixture,
} from "./fixtures";
import { hasChange, toCardChange, toDeal, toNewCard, toPlace, toTaskLine } from "./mapper-cards";
import { listSpellings, toBuyerChange, toContact, toNewBuyer } from "./mapper-contacts";
import { toDirectory, toStageKind } from "./mapper-directory";
import { listCustomFields } from "./mapper-fields";
import { toIsoTime, toKeycrmTime } from "./times";

const directory = readDirectory("");
const buyerFields = listCustomFields(directory, "contact");
const buyer: ApiBuyer = buyerAnswer.parse(buyerFixture);
const requestId = "0193a2c4-0000-7000-8000-000000000000";

describe("what KeyCRM answers, in our words", () => {
  it("users: only active ones can be given work", () => {
    expect(directory.users).toEqual([
      { id: "3", name: "Ольга Коваль", email: "olha@shop.example", isActive: true },
      { id: "4", name: "Петро Мельник", email: null, isActive: true },
      { id: "5", name: "Стара Пошта", email: null, isActive: false },
    ]);
  });

  it("pipelines with a name or a title, and what became of a deal in each stage", () => {
    expect(directory.pipelines.map(({ id, name }) => [id, name])).toEqual([
      ["1", "Продажі"],
      ["2", "Опт"],
    ]);
    expect(directory.pipelines[0]?.stages).toEqual([
      { id: "11", name: "Нова", kind: "open" },
      { id: "12", name: "У роботі", kind: "open" },
      { id: "18", name: "Успішно реалізовано", kind: "won" },
      { id: "19", name: "Не успішно", kind: "lost" },
    ]);
  });

  it.each([
    [{ title: "Виконано", alias: null }, "", "won"],
    [{ title: "Completed", alias: "completed" }, "", "won"],
    [{ title: "Not paid", alias: null }, "", "lost"],
    [{ title: "Неуспішно", alias: null }, "", "lost"],
    [{ title: "Повторне замовлення виконано", alias: null }, "", "won"],
    [{ title: "Архів", alias: "arhiv" }, "", "lost"],
    [{ title: "Архів", alias: "arhiv" }, "архів", "won"],
    [{ title: "Успішно", alias: "success" }, "Архів", "lost"],
    [{ title: "Успішно", alias: "success" }, "7", "won"],
  ])("the final stage %j with «%s» marked: %s", (names, mark, kind) => {
    const status = statusAnswer.parse({ id: 7, is_final: true, ...names });
    const won = mark ? [mark.toLowerCase()] : [];
    expect(toStageKind(status, won)).toBe(kind);
  });

  it("custom fields of every type; a select of nothing is left out, and options are told by their texts", () => {
    const byKey = new Map(directory.fields.map((field) => [field.key, field]));
    expect(
      ["CT_1001", "CT_1002", "CT_1003", "CT_1004", "CT_1005", "CT_1006", "CT_1007", "CT_1008"].map(
        (key) => byKey.get(key)?.type,
      ),
    ).toEqual(["text", "text", "url", "number", "number", "boolean", "date", "datetime"]);
    expect(byKey.get("CT_1009")).toMatchObject({
      type: "enum",
      options: [{ id: "Київ", label: "Київ" }, { label: "Кам'янець-Подільський" }],
    });
    expect(byKey.get("LD_1010")).toMatchObject({ entity: "deal", type: "multi_enum" });
    expect(byKey.has("CT_1011")).toBe(false);
    expect(byKey.get("source")).toMatchObject({ options: [{ id: "5", label: "Telegram" }, { id: "6" }] });
  });

  it("a buyer: phones in E.164 where they can be read so, values by the types of their fields", () => {
    const contact = toContact(buyer, buyerFields);
    expect(contact).toMatchObject({ id: "22", responsibleId: "3", updatedAt: "2026-03-02T11:30:00.000Z", url: null });
    expect(contact.phones).toEqual(["+380501112233", "+48601234567", "внутрішній 12"]);
    expect(contact.emails).toEqual(["ivan@shop.example"]);
    expect(contact.values).toEqual({
      name: "Іван Петренко",
      phone: ["380501112233", "+48 601 234 567", "внутрішній 12"],
      email: "Ivan@Shop.Example",
      birthday: "1990-05-17",
      responsible: "3",
      CT_1009: "Київ",
      CT_1008: "2026-03-01T09:30:00.000Z",
      CT_1006: true,
      CT_1005: 12.5,
    });
  });

  it("a card: its pipeline from its status, its buyer from its person", () => {
    const deal = toDeal(cardAnswer.parse(cardFixture), directory);
    expect(deal).toMatchObject({
      id: "501",
      contactId: "22",
      pipelineId: "1",
      stageId: "11",
      responsibleId: "3",
      isActive: true,
    });
    expect(deal.values).toEqual({
      name: "Чат: Іван",
      pipeline: "1",
      stage: "11",
      responsible: "3",
      source: "5",
      utm_source: "telegram",
      LD_1003: "https://chat.example/1",
    });
  });

  it.each([
    [{ status_id: 18 }, false],
    [{ status_id: 19 }, false],
    [{ is_finished: "2026-03-01" }, false],
    [{ is_finished: true }, false],
    [{ is_finished: "0" }, true],
    [{ is_finished: false }, true],
    [{ status_id: 777 }, true],
  ])("a card with %j is active: %s", (more, isActive) => {
    expect(toDeal(cardAnswer.parse({ ...cardFixture, ...more }), directory).isActive).toBe(isActive);
  });
});

it("answers with nothing but what is needed are read", () => {
  expect(toContact(buyerAnswer.parse({ id: 1, custom_fields: [{ uuid: "CT_1009" }] }), buyerFields).values).toEqual({});
  expect(toDeal(cardAnswer.parse({ id: 1 }), directory)).toMatchObject({ isActive: true, stageId: null, values: {} });
});

describe("what we write, in KeyCRM's words", () => {
  it.each([
    ["+380671112233", ["+380671112233", "380671112233", "0671112233", "80671112233", "671112233"]],
    ["+48601234567", ["+48601234567", "48601234567"]],
  ])("%s is looked for in every spelling", (value, spellings) => {
    expect(listSpellings({ kind: "phone", value })).toEqual(spellings);
  });

  it("a new buyer", () => {
    const values = {
      name: "Іван",
      phone: "+380671112233",
      email: ["A@b.ua"],
      CT_1009: "Київ",
      CT_1010: ["Курси"],
      CT_1008: "2026-03-01T09:30:00.000Z",
      CT_1006: false,
    };
    expect(toNewBuyer({ values, responsibleId: "3", requestId }, buyerFields)).toEqual({
      full_name: "Іван",
      phone: ["+380671112233"],
      email: ["a@b.ua"],
      manager_id: 3,
      custom_fields: [
        { uuid: "CT_1009", value: ["Київ"] },
        { uuid: "CT_1010", value: ["Курси"] },
        { uuid: "CT_1008", value: "2026-03-01 09:30:00" },
        { uuid: "CT_1006", value: false },
      ],
    });
  });

  it.each([
    [{ firstName: "Іван", lastName: "Петренко" }, "Іван Петренко"],
    [{ phone: "+380671112233" }, "+380671112233"],
    [{ email: "a@b.ua" }, "a@b.ua"],
    [{}, "Без імені"],
  ])("a buyer without a name, from %j: %s", (values, name) => {
    expect(toNewBuyer({ values, responsibleId: null, requestId }, buyerFields)).toMatchObject({ full_name: name });
  });

  it("an e-mail that is none is left out, so that the rest is taken", () => {
    const values = { name: "Іван", email: ["немає", "a@b.ua", "A@b.ua"] };
    expect(toNewBuyer({ values, responsibleId: null, requestId }, buyerFields)).toMatchObject({ email: ["a@b.ua"] });
    const change = toBuyerChange({ email: "немає" }, { buyer, fields: buyerFields });
    expect(change).toEqual({ full_name: "Іван Петренко" });
  });

  it("a change sends the name along, adds phones to those that are there, and leaves the rest", () => {
    const context = { buyer, fields: buyerFields };
    expect(toBuyerChange({ CT_1009: "Київ" }, context)).toEqual({
      full_name: "Іван Петренко",
      custom_fields: [{ uuid: "CT_1009", value: ["Київ"] }],
    });
    expect(toBuyerChange({ phone: ["+380501112233", "+380671112233"], email: "IVAN@shop.example" }, context)).toEqual({
      full_name: "Іван Петренко",
      phone: [...buyerFixture.phone, "+380671112233"],
    });
  });

  it("a new card in its place; what was decided wins over what was mapped", () => {
    const input = {
      contactId: "22",
      values: { stage: "12", responsible: "4", utm_source: "tg", source: "6" },
      pipelineId: "1",
      stageId: null,
      responsibleId: null,
      requestId,
    };
    expect(toNewCard(input, { place: toPlace(input, directory), directory })).toEqual({
      title: "Нова заявка",
      pipeline_id: 1,
      status_id: 12,
      source_id: 6,
      manager_id: 4,
      contact: { client_id: 22 },
      utm_source: "tg",
    });
  });

  it.each([
    [
      { pipelineId: "2", stageId: null },
      { pipelineId: "2", stageId: "21" },
    ],
    [
      { pipelineId: null, stageId: "22" },
      { pipelineId: "2", stageId: "22" },
    ],
    [
      { pipelineId: "1", stageId: "22" },
      { pipelineId: "2", stageId: "22" },
    ],
    [
      { pipelineId: null, stageId: null },
      { pipelineId: null, stageId: null },
    ],
  ])("the place %j is %j", (given, place) => {
    expect(toPlace({ ...given, contactId: "22", values: {}, responsibleId: null, requestId }, directory)).toEqual(
      place,
    );
  });

  it("a change of a card names only what changes, the comment under both names, and no UTM marks", () => {
    expect(toCardChange({ manager_comment: "Чекає", utm_source: "tg" }, directory)).toEqual({
      note: "Чекає",
      manager_comment: "Чекає",
    });
    expect(toCardChange({ pipeline: "2" }, directory)).toEqual({ status_id: 21 });
  });

  it("a change is seen when all of it shows", () => {
    const card = cardAnswer.parse(cardFixture);
    expect(hasChange(card, { status_id: 11, title: "Чат: Іван" })).toBe(true);
    expect(hasChange(card, { status_id: 12 })).toBe(false);
    expect(hasChange(card, { note: "x", manager_comment: "x" })).toBe(false);
    expect(hasChange(card, { custom_fields: [{ uuid: "LD_1003", value: "https://chat.example/1" }] })).toBe(true);
    expect(hasChange(card, { custom_fields: [{ uuid: "LD_1009", value: ["Київ"] }] })).toBe(false);
  });

  it("a task as a line, in the time of Kyiv", () => {
    const task = {
      contactId: "22",
      dealId: "501",
      responsibleId: "3",
      text: "Подзвонити",
      dueAt: "2026-12-01T09:30:00Z",
      requestId,
    };
    expect(toTaskLine(task, directory.users)).toBe("Зв'язатися до 01.12.26, 11:30 (Ольга Коваль): Подзвонити");
    expect(toTaskLine({ ...task, responsibleId: null }, directory.users)).toBe(
      "Зв'язатися до 01.12.26, 11:30: Подзвонити",
    );
  });
});

describe("times", () => {
  it.each([
    ["2026-03-01 09:30:00", "2026-03-01T09:30:00.000Z"],
    ["2026-03-01T09:30:00.000000Z", "2026-03-01T09:30:00.000Z"],
    ["колись", null],
    [null, null],
  ])("%s is %s", (text, time) => {
    expect(toIsoTime(text)).toBe(time);
  });

  it("are written in UTC", () => {
    expect(toKeycrmTime("2026-03-01T11:30:00+02:00")).toBe("2026-03-01 09:30:00");
  });

  it("a request tells its time when its id is of version 7", () => {
    expect(readRequestTime(requestId)?.getTime()).toBe(0x0193a2c40000);
    expect(readRequestTime("5f0c2a9e-58a1-4a45-9a0c-6f3f1d3c2b1a")).toBeNull();
  });
});

function readDirectory(wonStages: string) {
  const statuses = statusesFixture.map(({ pipeline_id, ...status }) => ({
    pipeline: String(pipeline_id),
    status: statusAnswer.parse(status),
  }));
  return toDirectory(
    {
      users: userAnswer.array().parse(usersFixture),
      pipelines: pipelineAnswer
        .array()
        .parse(pipelinesFixture)
        .map((pipeline) => ({
          pipeline,
          statuses: statuses.filter((item) => item.pipeline === pipeline.id).map(({ status }) => status),
        })),
      sources: sourceAnswer.array().parse(sourcesFixture),
      buyerFields: fieldAnswer.array().parse(fieldsFixture.filter(({ model }) => model === "client")),
      cardFields: fieldAnswer.array().parse(fieldsFixture.filter(({ model }) => model === "lead")),
    },
    { wonStages },
  );
}
