import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { contactOf, createOdoo, dealOf, openOdoo, phone, VERSIONS } from "./testing";

describe("an account", () => {
  it.each(VERSIONS)("of Odoo %i says whose it is, and when the key ends", async (version) => {
    const { session, calls } = await openOdoo(createOdoo({ version }), { apiKeyEndsOn: "2027-02-28" });
    await expect(session.verify()).resolves.toEqual({
      name: "ТОВ «Акме»",
      userName: "Бот LeadBox",
      url: "https://acme.odoo.com",
      credentialsEndAt: "2027-02-28T00:00:00.000Z",
    });
    const protocol = version === 19 ? "/json/2/res.users/read" : "/jsonrpc/res.users/read";
    expect(calls.map(({ path }) => path)).toContain(protocol);
    expect(calls[0]?.path).toBe("/jsonrpc/common/version");
  });

  it.each([true, "said"] as const)("of a version that has JSON-2 alone works the same (%s)", async (isJsonRpcGone) => {
    const { session, calls } = await openOdoo(createOdoo({ version: 19, isJsonRpcGone }));
    const { id } = await session.createContact(contactOf({ name: "Іван", phone: phone.value }));
    await expect(session.findContacts(phone)).resolves.toMatchObject([
      { id, url: `https://acme.odoo.com/odoo/contacts/${id}` },
    ]);
    expect(calls.filter(({ path }) => path.startsWith("/jsonrpc"))).toHaveLength(1);
  });

  it.each(VERSIONS)("of Odoo %i without the app CRM has contacts alone", async (version) => {
    const { session } = await openOdoo(createOdoo({ version, hasCrm: false }));
    await expect(session.verify()).resolves.toMatchObject({ notices: [{ code: "no_deals", detail: null }] });
    const { pipelines, fields } = await session.readDirectory();
    expect(pipelines).toEqual([]);
    expect(new Set(fields.map(({ entity }) => entity))).toEqual(new Set(["contact"]));
  });

  it.each(VERSIONS)(
    "of Odoo %i without the app CRM gives a contact no deals, and refuses to write one in plain words",
    async (version) => {
      const { session } = await openOdoo(createOdoo({ version, hasCrm: false }));
      const { id } = await session.createContact(contactOf({ name: "Іван", phone: phone.value }));
      await expect(session.findContacts(phone)).resolves.toMatchObject([{ id }]);
      await expect(session.listActiveDeals(id)).resolves.toEqual([]);
      await expect(session.getDeal("1")).resolves.toBeNull();
      const deal = { ...dealOf(id), requestId: uuidv7() };
      await expect(session.findCreated({ kind: "deal", input: deal })).resolves.toBeNull();
      for (const write of [session.createDeal(deal), session.updateDeal("1", { name: "Заявка" })]) {
        const failure = await failureOf(write);
        expect(failure).toMatchObject({ kind: "reject", isOutcomeUnknown: false });
        expect(failure.message).toMatch(/app CRM is not installed/);
      }
    },
  );

  it.each(VERSIONS)("of Odoo %i where rights are missing says which", async (version) => {
    const { session } = await openOdoo(createOdoo({ version, forbidden: ["crm.lead"] }));
    const notices = [{ code: "missing_scopes", detail: "create crm.lead" }];
    await expect(session.verify()).resolves.toMatchObject({ notices });
    const failure = await failureOf(session.listActiveDeals("1"));
    expect(failure).toMatchObject({ kind: "reject", message: "You are not allowed to access 'crm.lead' records." });
  });

  it("of a version that is asked for rights in another way lacks nothing", async () => {
    const fake = createOdoo({ version: 19 });
    const handle = async (request: Request) => {
      if (!request.url.endsWith("/has_access")) return fake.handle(request);
      return Response.json({ name: "werkzeug.exceptions.NotFound", message: "no such method" }, { status: 404 });
    };
    const { session } = await openOdoo({ ...fake, handle });
    expect(await session.verify()).not.toHaveProperty("notices");
  });

  it("lists portal users to nobody, and those in the archive as not active", async () => {
    const { session } = await openOdoo(createOdoo());
    const { users } = await session.readDirectory();
    expect(users.map(({ name, isActive }) => [name, isActive])).toEqual([
      ["Бот LeadBox", true],
      ["Олена Коваль", true],
      ["Ярослав Бондар", true],
      ["OdooBot", false],
    ]);
  });
});

describe("a directory", () => {
  it("that is older than a field which is gone does no harm", async () => {
    const fake = createOdoo();
    const known = await (await openOdoo(fake)).session.readDirectory();
    const gone = {
      entity: "contact",
      key: "x_gone",
      label: "Gone",
      type: "text",
      isBuiltIn: false,
      isRequired: false,
    } as const;
    const { session } = await openOdoo(fake, {}, { ...known, fields: [...known.fields, gone] });
    const { id } = await session.createContact(contactOf({ name: "Іван", x_gone: "?", x_story: "Є" }));
    expect((await session.getContact(id))?.values).toMatchObject({ name: "Іван", x_story: "Є" });
  });
});
