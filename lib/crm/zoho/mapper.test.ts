import { describe, expect, it } from "vitest";
import {
  contactFieldsFixture,
  contactFixture,
  dealFieldsFixture,
  dealFixture,
  orgFixture,
  pipelinesFixture,
  requestFieldFixture,
  usersFixture,
} from "./fixtures";
import { toCriteria, toQuery } from "./look-up";
import { isSameTask, toAccount, toDeal, toDealChange, toNewDeal, toNewTask } from "./mapper";
import { toContact, toContactChange, toNewContact } from "./mapper-contact";
import { toDirectory } from "./mapper-directory";
import { readStageId, toStageId } from "./stage-id";

const crmOrigin = "https://crm.zoho.eu";
const requestId = "01a2-request";
const lists = {
  users: usersFixture,
  pipelines: Object.values(pipelinesFixture).flat(),
  contactFields: contactFieldsFixture,
  dealFields: dealFieldsFixture,
};
const directory = toDirectory(lists);
const withRequestField = toDirectory({ ...lists, contactFields: [...contactFieldsFixture, requestFieldFixture] });
const field = (name: string) => directory.fields.find(({ entity, key }) => `${entity}.${key}` === name);

describe("what Zoho answers, in our words", () => {
  it("the account, and its address", () => {
    const [user = { id: "1" }] = usersFixture;
    expect(toAccount({ user, org: orgFixture, crmOrigin })).toEqual({
      name: "ТОВ «Крамниця»",
      userName: "Олена Коваль",
      url: "https://crm.zoho.eu/crm/org20074300001",
    });
  });

  it("people who left are not active", () => {
    expect(directory.users.map(({ isActive }) => isActive)).toEqual([true, true, false]);
  });

  it("pipelines once each, with their stages in order and kinds by the forecast", () => {
    expect(directory.pipelines.map(({ id }) => id)).toEqual(["Standard", "Опт: %"]);
    expect(directory.pipelines[0]?.stages).toEqual([
      { id: "Standard:Qualification", name: "Qualification", kind: "open" },
      { id: "Standard:Negotiation/Review", name: "Negotiation/Review", kind: "open" },
      { id: "Standard:Closed Won", name: "Closed Won", kind: "won" },
      { id: "Standard:Closed Lost", name: "Closed Lost", kind: "lost" },
    ]);
  });

  it("the stages of an edition without pipelines are those of the field", () => {
    const single = toDirectory({ ...lists, pipelines: null });
    expect(single.pipelines).toHaveLength(1);
    expect(single.pipelines[0]?.stages.map(({ id }) => id)).toContain("default:Closed Won");
  });

  it("fields: built-in names, slots of phones, lengths, no choice that is none, nothing that cannot be written", () => {
    expect(field("contact.phone")).toMatchObject({ type: "phone", nativeType: "Phone,Mobile", isBuiltIn: true });
    expect(field("contact.email")).toMatchObject({ nativeType: "Email,Secondary_Email" });
    expect(field("contact.Nickname")).toMatchObject({ type: "text", isBuiltIn: false, nativeType: "text(60)" });
    expect(field("contact.City")?.options?.map(({ id }) => id)).toEqual(["Львів", "Київ"]);
    expect(field("deal.source")).toMatchObject({ type: "enum", isBuiltIn: true });
    for (const key of ["Full_Name", "Created_Time", "Account_Name", "Old_Field", "Card_No", "Mobile"]) {
      expect(field(`contact.${key}`)).toBeUndefined();
    }
  });

  it("a contact: own phones, not the assistant's; empty values absent; times in UTC", () => {
    const contact = toContact(contactFixture, directory, crmOrigin);
    expect(contact.phones).toEqual(["+380671112233", "+48601234567", "+380501112233"]);
    expect(contact.emails).toEqual(["ivan@shop.example"]);
    expect(contact.url).toBe("https://crm.zoho.eu/crm/tab/Contacts/554500000000777001");
    expect(contact.values).toEqual({
      name: "Іван Петренко",
      firstName: "Іван",
      lastName: "Петренко",
      phone: ["067 111 22 33", "+48 601 234 567"],
      email: "Ivan@Shop.Example",
      tags: ["чат"],
      responsible: "554500000000010001",
      Asst_Phone: "+380440000000",
      Viber: "0501112233",
      City: "Львів",
      Interests: ["Курси"],
      Seen_At: "2026-11-20T08:00:00.000Z",
      Wants_News: false,
      Visits: 3,
      Curator: "554500000000010002",
    });
  });

  it("a last name that was made up is none", () => {
    const { values } = toContact({ id: "1", First_Name: "Іван", Last_Name: "-" }, directory, crmOrigin);
    expect(values).toEqual({ name: "Іван", firstName: "Іван" });
  });

  it("a deal that ended in a pipeline which is hidden is not active", () => {
    for (const Pipeline of ["Прихована", null]) {
      const deal = { ...dealFixture, Pipeline, Stage: "Closed Lost" };
      expect(toDeal(deal, directory, crmOrigin)).toMatchObject({ isActive: false });
    }
  });

  it("a deal that is won is not active, and one on an unknown stage is", () => {
    const won = toDeal(dealFixture, directory, crmOrigin);
    expect(won).toMatchObject({ contactId: "554500000000777001", isActive: false, pipelineId: "Опт: %" });
    expect(won.values).toMatchObject({ name: "Заявка з чату", amount: 1200.5, stage: "Опт%3A %25:Closed Won" });
    expect(toDeal({ ...dealFixture, Stage: "Новий етап" }, directory, crmOrigin).isActive).toBe(true);
  });

  it.each([
    ["Standard", "Qualification"],
    ["Опт: %", "Етап: перший"],
    ["100%3A", "a%"],
  ])("a stage id of %s and %s is read back", (pipeline, stage) => {
    expect(readStageId(toStageId({ pipeline, stage }))).toEqual({ pipeline, stage });
  });
});

describe("what we write, in Zoho's words", () => {
  it.each([
    [{ name: "Олена Коваль" }, { First_Name: "Олена", Last_Name: "Коваль" }],
    [{ name: "Ганна Марія О'Ніл" }, { First_Name: "Ганна", Last_Name: "Марія О'Ніл" }],
    [{ name: "Олена" }, { First_Name: null, Last_Name: "Олена" }],
    [{ firstName: "Олена" }, { First_Name: "Олена", Last_Name: "-" }],
    [
      { name: "Оленка", firstName: "Олена", lastName: "Коваль" },
      { First_Name: "Олена", Last_Name: "Коваль" },
    ],
    [{ phone: "+380671112233" }, { Last_Name: "+380671112233" }],
    [{ email: "a@b.ua" }, { Last_Name: "a@b.ua" }],
    [{}, { Last_Name: "Без імені" }],
  ])("the names of %j", (values, names) => {
    expect(toNewContact({ values, responsibleId: null, requestId }, directory)).toMatchObject(names);
  });

  it("a contact with a value of every type", () => {
    const values = {
      name: "Олена Коваль",
      phone: ["+380671112233", "+380501112233", "+380931112233"],
      email: "a@b.ua",
      Visits: 2.6,
      Seen_At: "2026-03-01T09:30:00.000Z",
      Wants_News: true,
      City: "Одеса",
      Interests: ["Курси", "Інше"],
      Nickname: `${"я".repeat(59)}🙂`,
      Curator: "554500000000010002",
      tags: ["чат"],
      note: "Дзвонив",
    };
    expect(toNewContact({ values, responsibleId: "554500000000010001", requestId }, directory)).toEqual({
      First_Name: "Олена",
      Last_Name: "Коваль",
      // A third phone has no field left.
      Phone: "+380671112233",
      Mobile: "+380501112233",
      Email: "a@b.ua",
      Visits: 3,
      Seen_At: "2026-03-01T09:30:00+00:00",
      Wants_News: true,
      // A city that is no choice would become one.
      Interests: ["Курси"],
      Nickname: "я".repeat(59),
      Curator: { id: "554500000000010002" },
      Owner: { id: "554500000000010001" },
    });
  });

  it("the request id, where the account has a field for it", () => {
    const input = { values: { LeadBox_Request_ID: "mapped" }, responsibleId: null, requestId };
    expect(toNewContact(input, withRequestField).LeadBox_Request_ID).toBe(requestId);
    expect(toNewContact(input, directory)).not.toHaveProperty("LeadBox_Request_ID");
    expect(toContactChange(input.values, withRequestField, { id: "1" })).toEqual({});
  });

  it.each([
    ["a phone in another spelling is there already", { phone: "+380671112233" }, {}],
    ["a new phone finds no place where all are taken", { phone: "+380991112233" }, {}],
    ["a new e-mail goes to the free field", { email: "second@b.ua" }, { Secondary_Email: "second@b.ua" }],
    ["an e-mail in other letter case is there already", { email: "ivan@shop.example" }, {}],
    ["only what is named changes", { City: "Київ" }, { City: "Київ" }],
  ])("a change: %s", (_, values, change) => {
    expect(toContactChange(values, directory, contactFixture)).toEqual(change);
  });

  const now = new Date("2026-11-28T12:00:00Z");
  const place = { pipelineId: null, stageId: null, responsibleId: null };
  const newDeal = { contactId: "7", values: {}, requestId, ...place };

  it("a deal: the first open stage, a name and a closing date where none are given", () => {
    expect(toNewDeal(newDeal, directory, now)).toEqual({
      Deal_Name: "Нова заявка",
      Pipeline: "Standard",
      Stage: "Qualification",
      Closing_Date: "2026-12-28",
      Contact_Name: { id: "7" },
    });
  });

  it("a deal: what was decided wins over what was mapped", () => {
    const values = { stage: "Standard:Closed Lost", Closing_Date: "2027-01-01", amount: 5, source: "Chat" };
    const stageId = "Опт%3A %25:Домовляємось";
    expect(toNewDeal({ ...newDeal, values, stageId }, directory, now)).toMatchObject({
      Pipeline: "Опт: %",
      Stage: "Домовляємось",
      Closing_Date: "2027-01-01",
      Amount: 5,
      Lead_Source: "Chat",
    });
    expect(toNewDeal({ ...newDeal, pipelineId: "Опт: %" }, directory, now)).toMatchObject({
      Pipeline: "Опт: %",
      Stage: "Qualification",
    });
  });

  it.each([
    ["a pipeline", { pipelineId: "Стара" }, "Стара"],
    ["a stage", { stageId: "Standard:Стара" }, "Стара"],
    ["a stage of a pipeline", { pipelineId: "Standard", stageId: "Стара:Qualification" }, "Qualification"],
  ])("a deal for %s that is gone goes nowhere else", (_, gone, name) => {
    expect(() => toNewDeal({ ...newDeal, ...gone }, directory, now)).toThrow(name);
  });

  it("choices that are gone take nothing away", () => {
    const multi = directory.fields.find(({ entity, type }) => entity === "contact" && type === "multi_enum");
    expect(toContactChange({ [multi?.key ?? ""]: ["gone"] }, directory, { id: "1" })).toEqual({});
  });

  it("a change of a deal names its place only where it changes", () => {
    expect(toDealChange({ name: "Друга" }, directory)).toEqual({ Deal_Name: "Друга" });
    expect(toDealChange({ stage: "Standard:Closed Won" }, directory)).toEqual({
      Pipeline: "Standard",
      Stage: "Closed Won",
    });
  });

  it("a task: the day in Kyiv, the time in its words, the module of its deal", () => {
    const text = "Повторне звернення\nhttps://chat.example/64f?tab=1&q=2";
    const input = {
      contactId: "7",
      dealId: "9",
      responsibleId: "5",
      text,
      dueAt: "2026-12-01T22:30:00.000Z",
      requestId,
    };
    const task = toNewTask(input);
    expect(task).toEqual({
      Subject: "Повторне звернення",
      Description: `${text}\n\n02.12.26, 00:30 (Europe/Kyiv)`,
      Due_Date: "2026-12-02",
      Status: "Not Started",
      Owner: { id: "5" },
      Who_Id: { id: "7" },
      What_Id: { id: "9" },
      $se_module: "Deals",
    });
    expect(isSameTask({ id: "1", ...task }, task)).toBe(true);
    expect(isSameTask({ id: "1", ...task, Description: "Інше" }, task)).toBe(false);
    expect(toNewTask({ ...input, dealId: null })).not.toHaveProperty("$se_module");
  });
});

describe("queries", () => {
  it("put conditions into pairs of brackets, and mask quotes", () => {
    const conditions = ["Phone", "Mobile", "Viber"].map((name) => ({ field: name, values: ["1", "o'neil\\"] }));
    expect(toQuery("Contacts", conditions, "or")).toBe(
      "select id from Contacts where ((Phone in ('1','o\\'neil\\\\') or Mobile in ('1','o\\'neil\\\\')) or Viber in ('1','o\\'neil\\\\')) limit 200",
    );
  });

  it("mask brackets and commas in the criteria of a search", () => {
    expect(toCriteria([{ field: "What_Id", values: ["a(b),c"] }])).toBe("(What_Id:equals:a\\(b\\)\\,c)");
  });
});
