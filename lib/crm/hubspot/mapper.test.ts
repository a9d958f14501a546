import { describe, expect, it } from "vitest";
import { propertyAnswer } from "./api-types";
import {
  accountFixture,
  contactFixture,
  contactPropertiesFixture,
  dealFixture,
  dealPropertiesFixture,
  ownersFixture,
  pipelinesFixture,
  requestIdPropertyFixture,
} from "./fixtures";
import { toAccount, toContact, toDeal, toDirectory, toRef } from "./mapper";
import { keepsRequestIds, listPropertyNames } from "./mapper-fields";
import { placeEmails, placePhones, toNameParts } from "./mapper-people";
import {
  isSameTask,
  toContactChange,
  toDealChange,
  toNewContact,
  toNewDeal,
  toNewNote,
  toNewTask,
} from "./mapper-writes";

const requestId = "01a2-request";
const directory = toDirectory({
  owners: ownersFixture,
  pipelines: pipelinesFixture,
  contactProperties: contactPropertiesFixture,
  dealProperties: dealPropertiesFixture,
});
const known = { directory, account: accountFixture };
const { fields } = directory;
const ownFields = [
  ...fields,
  ...toDirectory({
    owners: [],
    pipelines: [],
    contactProperties: [requestIdPropertyFixture],
    dealProperties: [requestIdPropertyFixture],
  }).fields.filter(({ isBuiltIn }) => !isBuiltIn),
];

describe("what HubSpot answers, in our words", () => {
  it("the account", () => {
    expect(toAccount(accountFixture, [])).toEqual({
      name: "HubSpot 4455667",
      userName: null,
      url: "https://app-eu1.hubspot.com/contacts/4455667",
      notices: [],
    });
  });

  it("owners are users; queues are not, and a name that is missing is the e-mail", () => {
    expect(directory.users.map(({ id, name }) => [id, name])).toEqual([
      ["70011", "Олена Д’яченко"],
      ["70012", "Ann Lee"],
      ["70013", "sales@shop.example"],
    ]);
  });

  it("pipelines and stages in the order of the account, won and lost told apart", () => {
    expect(directory.pipelines.map(({ id }) => id)).toEqual(["default", "81234567"]);
    expect(directory.pipelines[1]?.stages).toEqual([
      { id: "181234570", name: "Запит", kind: "open" },
      { id: "181234571", name: "Договір", kind: "open" },
      { id: "181234573", name: "Виграно", kind: "won" },
      { id: "181234572", name: "Програно", kind: "lost" },
    ]);
  });

  it.each([
    ["contact", "name", "text"],
    ["contact", "firstName", "text"],
    ["contact", "phone", "phone"],
    ["contact", "email", "email"],
    ["contact", "note", "text"],
    ["contact", "responsible", "user"],
    ["contact", "chat_url", "text"],
    ["contact", "age", "number"],
    ["contact", "birthday", "date"],
    ["contact", "visited_at", "datetime"],
    ["contact", "is_vip", "boolean"],
    ["contact", "agrees", "boolean"],
    ["contact", "city", "enum"],
    ["contact", "interests", "multi_enum"],
    ["contact", "second_owner", "user"],
    ["contact", "spare_phone", "phone"],
    ["contact", "property_tags", "text"],
    ["deal", "name", "text"],
    ["deal", "pipeline", "pipeline"],
    ["deal", "stage", "stage"],
    ["deal", "amount", "number"],
    ["deal", "property_source", "text"],
  ])("a field %s.%s is a %s", (entity, key, type) => {
    expect(fields.find((field) => field.entity === entity && field.key === key)?.type).toBe(type);
  });

  it.each(["place", "photo", "score", "hs_secret", "createdate", "mobilephone", "hs_additional_emails", "tags"])(
    "%s is not offered",
    (key) => {
      expect(fields.filter((field) => field.key === key)).toEqual([]);
    },
  );

  it("options that are hidden are not offered", () => {
    expect(fields.find(({ key }) => key === "city")?.options).toEqual([
      { id: "lviv", label: "Львів" },
      { id: "Київ", label: "Київ" },
    ]);
  });

  it("a contact: both phones and all e-mails, values in our types, empty ones absent", () => {
    expect(toContact(contactFixture, known)).toEqual({
      id: "37765128953",
      values: {
        name: "Іван Петренко",
        firstName: "Іван",
        lastName: "Петренко",
        phone: ["067 111 22 33", "+48 601 234 567"],
        email: ["ivan@shop.example", "ivan@work.example", "i.p@shop.example"],
        responsible: "70011",
        city: "lviv",
        interests: ["goods", "courses"],
        is_vip: false,
        age: 30.5,
        birthday: "2026-03-01",
        visited_at: "2026-03-01T09:30:00.000Z",
        story: "Був & замовив",
        property_tags: "чат",
      },
      phones: ["+380671112233", "+48601234567"],
      emails: ["ivan@shop.example", "ivan@work.example", "i.p@shop.example"],
      responsibleId: "70011",
      updatedAt: "2026-11-21T09:30:00.000Z",
      url: "https://app-eu1.hubspot.com/contacts/4455667/record/0-1/37765128953",
    });
  });

  it("times of older records come in milliseconds", () => {
    const record = { id: "1", properties: { visited_at: "1772357400000", birthday: "1772323200000", age: "багато" } };
    expect(toContact(record, known).values).toEqual({
      visited_at: "2026-03-01T09:30:00.000Z",
      birthday: "2026-03-01",
    });
  });

  it("a deal is active as its stage says", () => {
    expect(toDeal(dealFixture, { ...known, contactId: "1" })).toMatchObject({
      contactId: "1",
      isActive: false,
      responsibleId: null,
      values: {
        name: "Заявка з чату",
        amount: 1200,
        pipeline: "default",
        stage: "closedwon",
        property_source: "Instagram",
      },
    });
  });

  it.each([
    [{ dealstage: "contractsent", hs_is_closed: "true" }, true],
    [{ dealstage: "new_stage", hs_is_closed: "true" }, false],
    [{ dealstage: "new_stage", hs_is_closed: null }, true],
  ])("a deal of %j: active %s", (properties, isActive) => {
    expect(toDeal({ id: "1", properties }, { ...known, contactId: "1" }).isActive).toBe(isActive);
  });

  it("an address that HubSpot gives is taken as it is; without the account there is none", () => {
    const url = "https://app.hubspot.com/contacts/1/record/0-1/2";
    expect(toRef("contacts", { id: "2", properties: {}, url }, known).url).toBe(url);
    expect(toRef("contacts", { id: "2", properties: {} }, { account: null }).url).toBeNull();
  });

  it("metadata of stages may be booleans and numbers", () => {
    const [pipeline] = toDirectory({
      owners: [],
      pipelines: [
        {
          id: "p",
          label: "P",
          displayOrder: 0,
          stages: [{ id: "s", label: "S", displayOrder: 0, metadata: { isClosed: "true", probability: "1" } }],
        },
      ],
      contactProperties: [],
      dealProperties: [],
    }).pipelines;
    expect(pipeline?.stages[0]?.kind).toBe("won");
  });

  it("a property without options and flags is read", () => {
    expect(propertyAnswer.parse({ name: "a", label: "A", type: "string", fieldType: "text" })).toMatchObject({
      options: [],
    });
  });
});

describe("what we write, in its words", () => {
  it.each([
    [{ name: "Олена" }, { firstname: "Олена" }],
    [{ name: " Олена  О’Коваль Іванівна " }, { firstname: "Олена", lastname: "О’Коваль Іванівна" }],
    [
      { name: "Олена Коваль", lastName: "Мельник" },
      { firstname: "Олена", lastname: "Мельник" },
    ],
    [{ firstName: "Anna Maria" }, { firstname: "Anna Maria" }],
    [{}, {}],
  ])("a name %j: %j", (values, parts) => {
    expect(toNameParts(values)).toEqual(parts);
  });

  it.each([
    [{}, ["+380671112233"], { phone: "+380671112233" }, []],
    [{}, ["+380671112233", "0671112233"], { phone: "+380671112233" }, []],
    [{ phone: "067 111 22 33" }, ["+380671112233"], {}, []],
    [{ phone: "067 111 22 33" }, ["+380509998877"], { mobilephone: "+380509998877" }, []],
    [{ mobilephone: "067 111 22 33" }, ["+380509998877"], { phone: "+380509998877" }, []],
    [{ phone: "1", mobilephone: "2" }, ["+380509998877", "0509998877"], {}, ["+380509998877"]],
    [{ phone: "внутрішній" }, ["внутрішній"], {}, []],
  ])("phones beside %j: %j", (current, phones, properties, left) => {
    expect(placePhones(current, phones)).toEqual({ properties, left });
  });

  it.each([
    [{}, ["A@b.ua"], { email: "a@b.ua" }],
    [{}, ["a@b.ua", "c@d.ua"], { email: "a@b.ua", hs_additional_emails: "c@d.ua" }],
    [{ email: "A@b.ua" }, ["a@b.ua"], {}],
    [{ email: "a@b.ua" }, ["c@d.ua"], { hs_additional_emails: "c@d.ua" }],
    [{ email: "a@b.ua", hs_additional_emails: "c@d.ua" }, ["e@f.ua"], { hs_additional_emails: "c@d.ua;e@f.ua" }],
  ])("e-mails beside %j: %j", (current, emails, properties) => {
    expect(placeEmails(current, emails)).toEqual({ properties, left: [] });
  });

  it("a contact's change: texts under the names of properties", () => {
    const values = {
      name: "Іван Петренко",
      phone: "+380671112233",
      email: ["a@b.ua"],
      note: "Дзвонив",
      responsible: "70012",
      age: 30.5,
      is_vip: true,
      interests: ["goods", "courses"],
      story: "1 < 2 & «так»",
      property_tags: "чат",
      leadbox_request_id: "чуже",
    };
    expect(toContactChange(values, fields)).toEqual({
      properties: {
        firstname: "Іван",
        lastname: "Петренко",
        hubspot_owner_id: "70012",
        age: "30.5",
        is_vip: "true",
        interests: "goods;courses",
        story: "1 &lt; 2 &amp; «так»",
        tags: "чат",
      },
      phones: ["+380671112233"],
      emails: ["a@b.ua"],
      note: "Дзвонив",
    });
  });

  it.each([
    [{ firstname: "Іван" }, { firstname: "Іван" }],
    [{ email: "a@b.ua" }, { email: "a@b.ua" }],
    [{ phone: "+380671112233" }, { phone: "+380671112233", firstname: "+380671112233" }],
    [{}, { firstname: "Без імені" }],
  ])("a new contact of %j is named", (properties, expected) => {
    expect(toNewContact(properties, { responsibleId: null, requestId }, fields).properties).toEqual(expected);
  });

  it("the id of the request, where the account has a property of unique values for it", () => {
    expect(keepsRequestIds("contact", fields)).toBe(false);
    expect(keepsRequestIds("contact", ownFields)).toBe(true);
    const contact = toNewContact({ firstname: "І" }, { responsibleId: "70011", requestId }, ownFields);
    expect(contact.properties).toEqual({ firstname: "І", hubspot_owner_id: "70011", leadbox_request_id: requestId });
  });

  it("a deal: what was decided wins, and it is tied to the contact", () => {
    const place = { pipelineId: null, stageId: "contractsent", responsibleId: "70011" };
    const values = { amount: 5.5, stage: "closedwon", responsible: "70012" };
    const deal = toNewDeal({ contactId: "151", values, ...place, requestId }, { ...directory, fields: ownFields });
    expect(deal).toEqual({
      properties: {
        dealname: "Нова заявка",
        amount: "5.5",
        pipeline: "default",
        dealstage: "contractsent",
        hubspot_owner_id: "70011",
        leadbox_request_id: requestId,
      },
      associations: [{ to: { id: "151" }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 3 }] }],
    });
  });

  it.each([
    [
      { pipelineId: null, stageId: null },
      { pipeline: "default", dealstage: "appointmentscheduled" },
    ],
    [
      { pipelineId: "81234567", stageId: null },
      { pipeline: "81234567", dealstage: "181234570" },
    ],
    [
      { pipelineId: null, stageId: "181234571" },
      { pipeline: "81234567", dealstage: "181234571" },
    ],
  ])("a deal in %j goes to %j", (place, expected) => {
    const input = { contactId: "151", values: {}, responsibleId: null, requestId, ...place };
    expect(toNewDeal(input, directory).properties).toEqual({ dealname: "Нова заявка", ...expected });
  });

  it.each([
    [{ name: "Друга" }, { dealname: "Друга" }],
    [{ stage: "181234573" }, { pipeline: "81234567", dealstage: "181234573" }],
    [{ pipeline: "81234567" }, { pipeline: "81234567", dealstage: "181234570" }],
  ])("a change of a deal %j: %j", (values, properties) => {
    expect(toDealChange(values, directory)).toEqual(properties);
  });

  const task = {
    contactId: "151",
    dealId: "9001",
    responsibleId: "70011",
    text: "\nПередзвонити «О’Коваль» & Ко 🙂\nhttps://chat.example/a?b=1&c=2.",
    dueAt: "2026-12-01T09:00:00.000Z",
    requestId,
  };

  it("a task on the deal and the contact, with links in its body", () => {
    expect(toNewTask(task)).toEqual({
      properties: {
        hs_timestamp: "2026-12-01T09:00:00.000Z",
        hs_task_subject: "Передзвонити «О’Коваль» & Ко 🙂",
        hs_task_body:
          '<br>Передзвонити «О’Коваль» &amp; Ко 🙂<br><a href="https://chat.example/a?b=1&amp;c=2">https://chat.example/a?b=1&amp;c=2</a>.',
        hs_task_status: "NOT_STARTED",
        hs_task_type: "TODO",
        hubspot_owner_id: "70011",
      },
      associations: [
        { to: { id: "9001" }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 216 }] },
        { to: { id: "151" }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 204 }] },
      ],
    });
  });

  it("a subject is one line that fits", () => {
    const { properties } = toNewTask({ ...task, text: "🙂".repeat(400) });
    expect([...(properties.hs_task_subject ?? "")]).toHaveLength(250);
  });

  it.each([
    ["Передзвонити «О’Коваль» & Ко 🙂", "2026-12-01T09:00:00Z", true],
    ["Передзвонити «О’Коваль» & Ко 🙂", String(Date.parse("2026-12-01T09:00:00Z")), true],
    ["Передзвонити «О’Коваль» & Ко 🙂", "2026-12-01T09:01:00Z", false],
    ["Передзвонити", "2026-12-01T09:00:00Z", false],
  ])("a task %s at %s is the same: %s", (hs_task_subject, hs_timestamp, isSame) => {
    expect(isSameTask({ id: "1", properties: { hs_task_subject, hs_timestamp } }, task)).toBe(isSame);
  });

  it("a note fits into what HubSpot takes", () => {
    const at = new Date("2026-12-01T09:00:00Z");
    const note = toNewNote({ contactId: "151", text: "&".repeat(60_000), at });
    expect(note.properties.hs_note_body?.length).toBeLessThanOrEqual(65_536);
    expect(note.properties.hs_timestamp).toBe("2026-12-01T09:00:00.000Z");
  });

  it("names of properties to read are asked for once each", () => {
    const names = listPropertyNames("contact", fields);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(["firstname", "hubspot_owner_id", "tags", "city"]));
    expect(names).not.toContain("note");
    expect(names).not.toContain("name");
  });
});
